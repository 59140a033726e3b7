/** The kecamatan, to choose one from. */
import type { Db } from "~db/connection";

export async function listKecamatanChoices(db: Db): Promise<readonly { value: string; label: string }[]> {
  return db
    .selectFrom("place")
    .select(["code as value", "name as label"])
    .where("level", "=", "kecamatan")
    .orderBy("name")
    .execute();
}
