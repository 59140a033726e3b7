import { describe, expect, it } from "vitest";
import { waysOut } from "~/orders/check-out-trouble";
import { type MonthSetting, monthOffer, readMonthForm, usualChoice } from "~/orders/month-choice";
import { referenceTables } from "../tariff/reference-tables";

const setting = (taken: readonly string[] = []): MonthSetting => ({
  thisMonth: "2026-11",
  taken: { jkk: new Set(taken), jkm: new Set(taken) },
  sector: "other",
  income: 1_000_000,
  tariff: referenceTables(),
});
const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe("choosing months", () => {
  it("begins with what was wished for, moved past what is taken", () => {
    expect(
      usualChoice({ program: "tiga", mulai: "2026-11", bulan: "6" }, setting(["2026-11", "2026-12"])),
    ).toEqual({
      programmes: "tiga",
      start: "2027-01",
      months: 6,
    });
  });

  it("offers no taken month to begin in", () => {
    const { starts } = monthOffer(usualChoice({}, setting(["2026-12"])), setting(["2026-12"]));
    expect(starts).toHaveLength(24);
    expect(starts).not.toContain("2026-12");
  });

  it("prices every period by its own months", () => {
    const { periodPrices, packagePrices } = monthOffer(usualChoice({}, setting()), setting());
    expect(periodPrices.map(({ price }) => price)).toEqual([8400, 33_600, 84_000, 184_800]);
    expect(packagePrices).toEqual({ dua: 8400, tiga: 28_400 });
  });

  it("recounts when asked, without choosing", () => {
    expect(readMonthForm(form({ aksi: "hitung", bulan: "12" }), setting()).kind).toBe("recount");
  });

  it("says which months clash and offers periods with their price", () => {
    const reading = readMonthForm(
      form({ aksi: "simpan", mulai: "2026-11", bulan: "3" }),
      setting(["2026-12"]),
    );
    expect(reading).toMatchObject({
      kind: "clash",
      taken: ["2026-12"],
      offers: [
        { start: "2027-01", months: 3, price: 50_400 },
        { start: "2026-11", months: 1, price: 8400 },
      ],
    });
  });

  it("takes an offered period by its own name", () => {
    const reading = readMonthForm(
      form({ pilih: "2027-01/3", mulai: "2026-11", bulan: "1" }),
      setting(["2026-12"]),
    );
    expect(reading).toMatchObject({ kind: "chosen", choice: { start: "2027-01", months: 3 } });
  });

  it("never chooses a taken month, whatever the form says", () => {
    const reading = readMonthForm(form({ pilih: "2026-12/1" }), setting(["2026-12"]));
    expect(reading).toMatchObject({ kind: "chosen", choice: { start: "2027-01" } });
  });
});

describe("a sum below what the gateway takes", () => {
  const line = {
    id: "line",
    workerName: "Siti",
    programmes: ["jkk", "jkm"],
    startMonth: "2026-11",
    months: 1,
  } as unknown as Parameters<typeof waysOut>[0];

  it("is mended by more months or by JHT, each enough by itself", () => {
    expect(waysOut(line, setting(), 100).map(({ what, price }) => [what, price])).toEqual([
      ["months", 33_600],
      ["jht", 28_400],
    ]);
  });

  it("is not mended by months that are taken", () => {
    expect(waysOut(line, setting(["2026-12"]), 100).map(({ what }) => what)).toEqual(["jht"]);
  });

  it("is not mended by too little", () => {
    expect(waysOut(line, setting(), 1_000_000)).toEqual([]);
  });
});
