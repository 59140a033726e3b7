import { describe, expect, it } from "vitest";
import { missingStep, readConsentStep, readWhoStep, readWorkStep } from "~/workers/statement-steps";
import { readWorkerStatement } from "~/workers/worker-statement";
import { referenceTables } from "../tariff/reference-tables";

const setting = {
  today: "2026-11-23",
  firstMonth: "2026-11",
  occupations: new Map([["household-helper", "other"]] as const),
  places: new Set(["35.09.21.1001"]),
  tariff: referenceTables(),
  consentTextVersions: new Set(["v1"]),
};
const who = {
  name: "Siti Aminah",
  nik: "3509 2165 0485 0001",
  "bornOn-day": "25",
  "bornOn-month": "4",
  "bornOn-year": "1985",
  phone: "0812-3456-7890",
  relationship: "neighbour",
};
const work = { occupation: "household-helper", place: "35.09.21.1001", bracket: "1" };
const consent = { consentManner: "spoken", consentStated: "on", consentTextVersion: "v1" };
const form = (fields: Record<string, string>) => new URLSearchParams(fields);

describe("the worker's form in steps", () => {
  it("ends in answers the whole statement accepts", () => {
    const readings = [
      readWhoStep(form(who), {}, setting),
      readWorkStep(form(work), setting),
      readConsentStep(form(consent), setting),
    ];
    const answers = Object.assign({}, ...readings.map((one) => (one.kind === "accepted" ? one.answers : {})));
    expect(missingStep(answers)).toBeUndefined();
    expect(readWorkerStatement(form(answers), setting)).toMatchObject({
      kind: "statement",
      value: { nik: "3509216504850001", bornOn: "1985-04-25", phone: "+6281234567890" },
      unconfirmed: [],
    });
  });

  it("asks about a birth date that disagrees, and hands the confirmation on as the whole form reads it", () => {
    const other = { ...who, "bornOn-day": "24" };
    const asked = readWhoStep(form(other), {}, setting);
    if (asked.kind !== "unconfirmed") throw new Error(asked.kind);
    const confirmed = readWhoStep(
      form({ ...other, confirmedWarnings: asked.warnings[0]!.token }),
      {},
      setting,
    );
    if (confirmed.kind !== "accepted") throw new Error(confirmed.kind);
    const whole = form({ ...confirmed.answers, ...work, ...consent });
    for (const token of confirmed.confirmedWarnings ?? []) whole.append("confirmedWarnings", token);
    expect(readWorkerStatement(whole, setting)).toMatchObject({ kind: "statement", unconfirmed: [] });
  });

  it("keeps what was accepted before where a box is left empty", () => {
    const kept = { nik: "3509216504850001", bornOn: "1985-04-25", phone: "0812-3456-7890" };
    const reading = readWhoStep(form({ name: "Siti", relationship: "relative" }), kept, setting);
    expect(reading).toMatchObject({ kind: "accepted", answers: kept });
  });

  it("names every mistake of a step by its field", () => {
    const reading = readWhoStep(form({}), {}, setting);
    expect(reading.kind === "errors" && Object.keys(reading.errors)).toEqual([
      "name",
      "nik",
      "bornOn",
      "phone",
      "relationship",
    ]);
  });

  it("knows the first step still to be done", () => {
    expect(missingStep({})).toBe("who");
    expect(missingStep({ name: "a", nik: "b", bornOn: "c", phone: "d", relationship: "e" })).toBe("work");
  });
});
