import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { formatVillage, kecamatanCodeOf, kecamatanWithVillages, levelOf, type Place } from "~/places/place";

const places: Place[] = parse(
  readFileSync(new URL("../../db/reference/jember-wilayah.csv", import.meta.url)),
  { columns: true },
);

describe("places of Jember", () => {
  test("every code of the list says its level and its kecamatan", () => {
    for (const place of places) {
      expect(levelOf(place.code)).toBe(place.level);
      if (place.level === "desa" || place.level === "kelurahan")
        expect(kecamatanCodeOf(place.code)).toBe(place.parent);
    }
    expect(kecamatanCodeOf("35.09.21")).toBe("35.09.21");
  });

  test.each(["35", "35.09", "3509211001", "35.09.21.1", "35.09.21.3001", "", "jember"])(
    "%j has no kecamatan",
    (code) => {
      expect(() => kecamatanCodeOf(code)).toThrow("lies in no kecamatan");
    },
  );

  test("31 kecamatan hold all 248 villages; kelurahan are only in the three of the town", () => {
    const kecamatan = kecamatanWithVillages(places);
    expect(kecamatan).toHaveLength(31);
    expect(kecamatan.flatMap((each) => each.villages)).toHaveLength(248);
    const town = kecamatan.filter((each) => each.villages.some((village) => village.level === "kelurahan"));
    expect(town.map((each) => [each.name, each.villages.length])).toEqual([
      ["Kaliwates", 7],
      ["Patrang", 8],
      ["Sumbersari", 7],
    ]);
    expect(kecamatan[0]?.name).toBe("Ajung");
  });

  test("the codes follow Kemendagri, not the alphabet", () => {
    const name = (code: string) => places.find((place) => place.code === code)?.name;
    expect([name("35.09.01"), name("35.09.17"), name("35.09.31")]).toEqual([
      "Jombang",
      "Ajung",
      "Sumberjambe",
    ]);
  });

  test("a village is named with its kecamatan", () => {
    const village = places.find((place) => place.code === "35.09.01.2002")!;
    expect(formatVillage(village, { name: "Jombang" })).toBe("Desa Keting, Kecamatan Jombang");
  });
});
