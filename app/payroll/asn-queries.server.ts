/** Registered civil servants in the database. The row without an end counts; one that ended keeps no NIP. */
import type { Db, Trx } from "~db/connection";
import type { AsnUnit } from "./asn-registration";

export type StoredNip = { readonly sealed: string; readonly index: string; readonly masked: string };
export type Asn = {
  readonly id: string;
  readonly sponsorId: string;
  readonly name: string;
  readonly unit: AsnUnit;
  readonly nip?: StoredNip;
  readonly statedAt: Date;
};

export async function findAsn(db: Db | Trx, sponsorId: string): Promise<Asn | undefined> {
  const row = await db
    .selectFrom("asn_registration")
    .selectAll()
    .where("sponsor_id", "=", sponsorId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      sponsorId: row.sponsor_id,
      name: row.name,
      unit: row.work_unit_id
        ? { kind: "listed", unitId: row.work_unit_id }
        : { kind: "other", text: row.unit_text ?? "" },
      ...(row.nip_sealed && row.nip_index && row.nip_masked
        ? { nip: { sealed: row.nip_sealed, index: row.nip_index, masked: row.nip_masked } }
        : {}),
      statedAt: row.stated_at,
    }
  );
}

/** Holds the sponsor until the transaction ends: registering, signing and withdrawing take turns. */
export async function lockSponsor(trx: Trx, sponsorId: string): Promise<void> {
  await trx.selectFrom("sponsor").select("id").where("id", "=", sponsorId).forUpdate().execute();
}

/** Whether somebody else has registered this NIP. */
export async function isNipOfAnother(db: Db | Trx, nipIndex: string, sponsorId: string): Promise<boolean> {
  const row = await db
    .selectFrom("asn_registration")
    .select("id")
    .where("nip_index", "=", nipIndex)
    .where("sponsor_id", "<>", sponsorId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends what was stated before, forgetting its NIP, and writes the new statement. */
export async function replaceAsn(trx: Trx, asn: Asn): Promise<void> {
  await endAsn(trx, asn.sponsorId, asn.statedAt);
  await trx
    .insertInto("asn_registration")
    .values({
      id: asn.id,
      sponsor_id: asn.sponsorId,
      name: asn.name,
      work_unit_id: asn.unit.kind === "listed" ? asn.unit.unitId : null,
      unit_text: asn.unit.kind === "other" ? asn.unit.text : null,
      nip_sealed: asn.nip?.sealed ?? null,
      nip_index: asn.nip?.index ?? null,
      nip_masked: asn.nip?.masked ?? null,
      stated_at: asn.statedAt,
      ended_at: null,
    })
    .execute();
}

async function endAsn(trx: Trx, sponsorId: string, endedAt: Date): Promise<void> {
  await trx
    .updateTable("asn_registration")
    .set({ ended_at: endedAt, nip_sealed: null, nip_index: null, nip_masked: null })
    .where("sponsor_id", "=", sponsorId)
    .where("ended_at", "is", null)
    .execute();
}
