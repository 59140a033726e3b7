/**
 * Places of Kabupaten Jember, by the codes of Kemendagri:
 *
 *   35.09 kabupaten ─▶ 35.09.21 kecamatan ─▶ 35.09.21.1001 kelurahan, 35.09.01.2001 desa
 *
 * A place's code holds the codes of the places around it, so a kecamatan is found without a table.
 */

export type PlaceLevel = "kabupaten" | "kecamatan" | "desa" | "kelurahan";

export type Place = {
  readonly code: string;
  readonly level: PlaceLevel;
  readonly name: string;
  readonly parent: string | null;
};

/** A kecamatan with the desa and kelurahan in it, for choosing a place in two steps. */
export type Kecamatan = { readonly code: string; readonly name: string; readonly villages: readonly Place[] };

/** What kind of place a code names; `undefined` when it has no such shape. */
export function levelOf(code: string): PlaceLevel | undefined {
  if (/^\d{2}\.\d{2}$/.test(code)) return "kabupaten";
  if (/^\d{2}\.\d{2}\.\d{2}$/.test(code)) return "kecamatan";
  if (/^\d{2}\.\d{2}\.\d{2}\.1\d{3}$/.test(code)) return "kelurahan";
  if (/^\d{2}\.\d{2}\.\d{2}\.2\d{3}$/.test(code)) return "desa";
  return undefined;
}

/** The kecamatan a desa or kelurahan lies in, or the kecamatan itself; throws for any other code. */
export function kecamatanCodeOf(code: string): string {
  const level = levelOf(code);
  if (level === undefined || level === "kabupaten") throw new RangeError(`"${code}" lies in no kecamatan`);
  return code.slice(0, 8);
}

/** The kecamatan in order of name, each with its villages in order of name. */
export function kecamatanWithVillages(places: readonly Place[]): Kecamatan[] {
  const byName = (a: Place, b: Place) => a.name.localeCompare(b.name, "id");
  return places
    .filter((place) => place.level === "kecamatan")
    .sort(byName)
    .map(({ code, name }) => ({
      code,
      name,
      villages: places.filter((place) => place.parent === code).sort(byName),
    }));
}

/** "Desa Keting, Kecamatan Jombang": names repeat between kecamatan, so a village is never named alone. */
export function formatVillage(village: Place, kecamatan: { readonly name: string }): string {
  return `${village.level === "kelurahan" ? "Kelurahan" : "Desa"} ${village.name}, Kecamatan ${kecamatan.name}`;
}
