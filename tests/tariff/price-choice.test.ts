import { describe, expect, it } from "vitest";
import { priceChoiceQuery, readPriceChoice } from "~/tariff/price-choice";
import { pricePeriods } from "~/tariff/price-periods";
import { quote } from "~/tariff/tariff";
import { referenceTables } from "./reference-tables";

const tariff = referenceTables();
const setting = {
  thisMonth: "2026-11",
  occupations: new Map([
    ["household-helper", "other"],
    ["motorcycle-taxi", "transport"],
  ] as const),
  tariff,
};
const read = (query: string) => readPriceChoice(new URLSearchParams(query), setting);

describe("the calculator's choice", () => {
  it("has an answer for a bare address: three months from now at the lowest bracket", () => {
    expect(read("")).toEqual({
      choice: { programmes: "dua", occupation: "household-helper", bracket: 1, start: "2026-11", months: 3 },
      wrong: [],
    });
  });

  it("comes back from its own address", () => {
    const { choice } = read("program=tiga&pekerjaan=motorcycle-taxi&penghasilan=33&mulai=2028-11&bulan=12");
    expect(choice).toEqual({
      programmes: "tiga",
      occupation: "motorcycle-taxi",
      bracket: 33,
      start: "2028-11",
      months: 12,
    });
    expect(read(priceChoiceQuery(choice))).toEqual({ choice, wrong: [] });
  });

  it("names each answer that cannot be and takes the usual one for it", () => {
    const { choice, wrong } = read("program=empat&pekerjaan=raja&penghasilan=34&mulai=2026-10&bulan=2");
    expect(wrong.toSorted()).toEqual(["bracket", "months", "occupation", "programmes", "start"]);
    expect(choice).toEqual(read("").choice);
  });

  it("reaches two years ahead and no further", () => {
    expect(read("mulai=2028-11").wrong).toEqual([]);
    expect(read("mulai=2028-12").wrong).toEqual(["start"]);
  });

  it("takes nothing from the prototype for a package", () => {
    expect(read("program=constructor").wrong).toEqual(["programmes"]);
  });
});

describe("a quote in few words", () => {
  it("parts where the discount ends", () => {
    const answer = quote(
      { sector: "other", bracket: 1, programmes: ["jkk", "jkm"], start: "2026-11", months: 3 },
      tariff,
    );
    if (answer.kind !== "quote") throw new Error("no tariff");
    expect(pricePeriods(answer.months).map(({ months, total }) => [months, total])).toEqual([
      [["2026-11", "2026-12"], 8400],
      [["2027-01"], 16_800],
    ]);
  });
});
