import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONSENT_MANNERS, RELATIONSHIPS } from "~/workers/statement-fields";
import { readWorkerStatement, type StatementSetting } from "~/workers/worker-statement";
import { referenceRows, referenceTables } from "../tariff/reference-tables";

const setting: StatementSetting = {
  today: "2026-11-22",
  firstMonth: "2026-12",
  occupations: new Map(
    referenceRows("occupations.csv").map((row) => [row.code!, row.sector as "transport" | "other"]),
  ),
  places: new Set(
    referenceRows("jember-wilayah.csv")
      .map((row) => row.code!)
      .filter((code) => code.length === 13),
  ),
  tariff: referenceTables(),
  consentTextVersions: new Set(["2026-11-a", "2026-11-b"]),
};

const siti = {
  name: "Siti Aminah",
  nik: "3509 2162 1190 0001",
  bornOn: "22-11-1990",
  phone: "0812-3456-7890",
  occupation: "household-helper",
  place: "35.09.21.1001",
  income: "1.500.000",
  relationship: "household_worker",
  consentManner: "spoken",
  consentStated: "on",
  consentTextVersion: "2026-11-a",
};
type Field = keyof typeof siti;

function read(over: Partial<Record<string, string>> = {}, confirmed: string[] = [], where = setting) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...siti, ...over }))
    if (value !== undefined) form.set(name, value);
  for (const token of confirmed) form.append("confirmedWarnings", token);
  return readWorkerStatement(form, where);
}
function statement(...asked: Parameters<typeof read>) {
  const reading = read(...asked);
  if (reading.kind !== "statement") throw new Error(JSON.stringify(reading.errors));
  return reading;
}

describe("naming a worker", () => {
  test("a good form becomes a statement in the house's own forms", () => {
    expect(read()).toEqual({
      kind: "statement",
      value: {
        name: "Siti Aminah",
        nik: "3509216211900001",
        bornOn: "1990-11-22",
        phone: "+6281234567890",
        occupationCode: "household-helper",
        sector: "other",
        placeCode: "35.09.21.1001",
        incomeRupiah: 1_500_000,
        bracketNumber: 4,
        relationship: "household_worker",
        consentManner: "spoken",
        consentTextVersion: "2026-11-a",
        confirmedWarnings: [],
      },
      warnings: [],
      unconfirmed: [],
    });
  });

  test("the occupation decides the sector", () => {
    expect(statement({ occupation: "online-motorcycle-taxi" }).value.sector).toBe("transport");
    expect(statement({ occupation: "private-driver" }).value.sector).toBe("other");
  });

  test("the birth date may come in three fields", () => {
    const parts = { bornOn: undefined, bornDay: "22", bornMonth: "11", bornYear: "1990" };
    expect(statement(parts).value.bornOn).toBe("1990-11-22");
    expect(read({ ...parts, bornYear: "" })).toMatchObject({ errors: { bornOn: { key: "bornOn.format" } } });
  });

  test("a bracket may be chosen instead of typing an income", () => {
    const chosen = statement({ income: undefined, bracket: "10" });
    expect(chosen.value).toMatchObject({ incomeRupiah: 2_950_000, bracketNumber: 10 });
    expect(read({ income: undefined, bracket: "34" })).toMatchObject({
      errors: { income: { key: "income.unknown_bracket", params: { month: "2026-12" } } },
    });
  });

  test("an income in the legal table's gap has its bracket", () => {
    expect(statement({ income: "1.099.500" }).value.bracketNumber).toBe(1);
  });

  test.each([
    ["name", "", "name.empty"],
    ["name", "123", "name.no_letters"],
    ["nik", "", "nik.empty"],
    ["nik", "3509216211900000", "nik.serial"],
    ["nik", "350921621190001", "nik.not_16_digits"],
    ["bornOn", "", "bornOn.empty"],
    ["bornOn", "31-02-1990", "bornOn.no_such_day"],
    ["phone", "", "phone.empty"],
    ["phone", "0331487123", "phone.not_mobile"],
    ["occupation", "", "occupation.empty"],
    ["occupation", "astronaut", "occupation.unknown"],
    ["place", "", "place.empty"],
    ["place", "35.09.21", "place.unknown"],
    ["income", "", "income.empty"],
    ["income", "1,5 juta", "income.not_a_number"],
    ["income", "2000000000", "income.too_large"],
    ["relationship", "", "relationship.empty"],
    ["relationship", "boss", "relationship.unknown"],
    ["consentManner", "", "consentManner.empty"],
    ["consentManner", "assumed", "consentManner.unknown"],
    ["consentStated", "off", "consentStated.empty"],
    ["consentTextVersion", "2025-01", "consentTextVersion.outdated"],
  ] as const)("%s = %j is refused beside its field", (field, value, key) => {
    expect(read({ [field]: value })).toEqual({ kind: "errors", errors: { [field]: { key } } });
  });

  test("an empty form names every field at once", () => {
    const reading = readWorkerStatement(new URLSearchParams(), setting);
    expect(reading.kind === "errors" && Object.keys(reading.errors).sort()).toEqual(Object.keys(siti).sort());
  });

  test("a file in place of text counts as nothing", () => {
    const form = new FormData();
    form.set("name", new File(["Siti"], "name.txt"));
    expect(readWorkerStatement(form, setting)).toMatchObject({ errors: { name: { key: "name.empty" } } });
  });

  test("a month without a tariff says so", () => {
    expect(read({}, [], { ...setting, firstMonth: "2015-06" })).toMatchObject({
      errors: { income: { key: "income.no_tariff", params: { month: "2015-06" } } },
    });
  });
});

describe("the age of a worker", () => {
  const born = (bornOn: string, where = setting) => read({ bornOn }, [], where);

  test("is 18 at least on the day of naming", () => {
    expect(born("22-11-2008").kind).toBe("statement");
    expect(born("23-11-2008")).toEqual({
      kind: "errors",
      errors: { bornOn: { key: "bornOn.too_young", params: { age: 17, youngest: 18 } } },
    });
  });

  test("is under 65 on the first day of the first month", () => {
    expect(born("02-12-1961").kind).toBe("statement");
    expect(born("01-12-1961")).toEqual({
      kind: "errors",
      errors: { bornOn: { key: "bornOn.too_old", params: { age: 65, limit: 65, on: "2026-12-01" } } },
    });
  });

  test("is counted today when the first month has already begun", () => {
    const now = { ...setting, firstMonth: "2026-11" };
    expect(born("23-11-1961", now).kind).toBe("statement");
    expect(born("22-11-1961", now)).toMatchObject({
      errors: { bornOn: { key: "bornOn.too_old", params: { on: "2026-11-22" } } },
    });
  });
});

describe("a birth date that disagrees with the NIK", () => {
  test("is asked about, and the confirmation is recorded", () => {
    const asked = statement({ bornOn: "23-11-1990" });
    expect(asked.unconfirmed).toMatchObject([
      { kind: "birth_date_differs", possibleBirthDays: ["1990-11-22", "2090-11-22"] },
    ]);
    expect(asked.value.confirmedWarnings).toEqual([]);

    const answered = statement({ bornOn: "23-11-1990" }, [asked.unconfirmed[0]!.token]);
    expect(answered.unconfirmed).toEqual([]);
    expect(answered.warnings).toHaveLength(1);
    expect(answered.value.confirmedWarnings).toEqual(["birth_date_differs"]);
  });

  test("an answer to one disagreement does not confirm another", () => {
    const token = statement({ bornOn: "23-11-1990" }).unconfirmed[0]!.token;
    expect(statement({ bornOn: "24-11-1990" }, [token]).unconfirmed).toHaveLength(1);
    expect(statement({ bornOn: "23-11-1990", nik: "3509216212900001" }, [token]).unconfirmed).toHaveLength(1);
  });

  test("an answer nobody asked for changes nothing", () => {
    expect(statement({}, ["birth_date_differs", "x"]).value.confirmedWarnings).toEqual([]);
  });
});

test("every choice on the form is taken", () => {
  for (const relationship of RELATIONSHIPS)
    expect(statement({ relationship }).value.relationship).toBe(relationship);
  for (const consentManner of CONSENT_MANNERS)
    expect(statement({ consentManner }).value.consentManner).toBe(consentManner);
});

test("one spoiled field spoils only itself, and reading never throws", () => {
  const fields = Object.keys(siti) as Field[];
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.string({ unit: "binary" }), (field, value) => {
      const reading = read({ [field]: value });
      if (reading.kind === "errors") expect(Object.keys(reading.errors)).toEqual([field]);
    }),
    { numRuns: 500 },
  );
});
