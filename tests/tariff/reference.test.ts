import { describe, expect, test } from "vitest";
import { isDay } from "~/calendar/day";
import { isIuranMonth } from "~/calendar/iuran-month";
import { referenceRows } from "./reference-tables";

describe("the reference files", () => {
  test("PP 50/2025 covers JKK and JKM of both sectors, and nothing else", () => {
    const rows = referenceRows("contribution-discounts.csv");
    expect(rows.map((row) => [row.programme, row.sector, row.from_month, row.to_month, row.percent])).toEqual(
      [
        ["jkk", "transport", "2026-01", "2027-03", "50"],
        ["jkm", "transport", "2026-01", "2027-03", "50"],
        ["jkk", "other", "2026-04", "2026-12", "50"],
        ["jkm", "other", "2026-04", "2026-12", "50"],
      ],
    );
    expect(new Set(rows.map((row) => row.legal_source))).toEqual(new Set(["PP 50/2025"]));
  });

  test("every rate begins in a month and names its law", () => {
    const rows = referenceRows("contribution-rates.csv");
    expect(rows.map((row) => row.programme)).toEqual(["jkk", "jkm", "jht"]);
    for (const row of rows) {
      expect(isIuranMonth(row.from_month!)).toBe(true);
      expect(row.legal_source).toMatch(/^PP \d+\/\d{4}/);
      expect(row.note).not.toBe("");
    }
  });

  test("holidays are only those that never move, each once", () => {
    const rows = referenceRows("holidays.csv");
    expect(rows).toHaveLength(15);
    expect(new Set(rows.map((row) => row.day)).size).toBe(15);
    for (const row of rows) {
      expect(isDay(row.day!)).toBe(true);
      expect(["01-01", "05-01", "06-01", "08-17", "12-25"]).toContain(row.day!.slice(5));
    }
  });

  test("the map's list is one kabupaten, 31 kecamatan, 226 desa and 22 kelurahan, each under its own parent", () => {
    const rows = referenceRows("jember-wilayah.csv");
    const count = (level: string) => rows.filter((row) => row.level === level).length;
    expect([count("kabupaten"), count("kecamatan"), count("desa"), count("kelurahan")]).toEqual([
      1, 31, 226, 22,
    ]);
    const codes = new Set(rows.map((row) => row.code));
    expect(codes.size).toBe(280);
    for (const row of rows.filter((each) => each.level !== "kabupaten"))
      expect(codes.has(row.parent!) && row.code!.startsWith(`${row.parent}.`)).toBe(true);
  });

  test("occupations have a code of their own, both names, a sector, and thirteen groups", () => {
    const rows = referenceRows("occupations.csv");
    expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.name_id)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.group_id)).size).toBe(13);
    for (const row of rows) {
      expect(row.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect([row.name_id, row.name_en, row.group_name]).not.toContain("");
      expect(row.sector).toBe(row.group_id === "transport" ? "transport" : "other");
    }
  });

  test("a private driver is priced without the transport discount until the branch confirms it", () => {
    const driver = referenceRows("occupations.csv").find((row) => row.code === "private-driver");
    expect(driver).toMatchObject({ name_id: "Sopir pribadi", sector: "other" });
    expect(driver?.note).toContain("until the branch confirms");
  });

  test("a group's rows stand together under one name", () => {
    const rows = referenceRows("occupations.csv");
    const groups = rows.map((row) => `${row.group_id}/${row.group_name}`);
    expect(groups.filter((group, at) => group !== groups[at - 1])).toHaveLength(13);
  });
});
