/** A sponsor says that they are a civil servant, where, and (only if they like) their NIP. */
import { recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import { maskNip } from "~/people/masking";
import type { World } from "~/platform/world.server";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { brokenConstraint, type Trx } from "~db/connection";
import {
  type Asn,
  findAsn,
  isNipOfAnother,
  lockSponsor,
  replaceAsn,
  type StoredNip,
} from "./asn-queries.server";
import { type AsnMistake, type AsnStatement, readAsn } from "./asn-registration";
import { findLiveMandate } from "./mandate-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "sealer">;

export type Registering =
  | { readonly kind: "registered" }
  | {
      readonly kind: "mistakes";
      readonly mistakes: readonly (
        | AsnMistake
        /** Another sponsor has given this NIP, or a live mandate stands on the one given before. */
        | { readonly field: "nip"; readonly rule: "taken" | "mandate_live" }
      )[];
    };

/** Writes the statement down; the one before ends and its NIP is forgotten. `fields` as `readAsn` takes them. */
export async function registerAsn(
  world: Needs,
  sponsor: { readonly id: string; readonly name: string },
  fields: Readonly<Record<string, string>>,
): Promise<Registering> {
  const now = world.clock.now();
  try {
    return await world.db.transaction().execute(async (trx): Promise<Registering> => {
      await lockSponsor(trx, sponsor.id);
      const reading = readAsn(fields, await listUnitVersions(trx), dayInWib(now));
      if (reading.kind === "mistakes") return reading;
      const before = await findAsn(trx, sponsor.id);
      const nip = nipOf(world, reading.asn, before);
      if (before?.nip && nip?.index !== before.nip.index && (await findLiveMandate(trx, sponsor.id)))
        return { kind: "mistakes", mistakes: [{ field: "nip", rule: "mandate_live" }] };
      if (nip && (await isNipOfAnother(trx, nip.index, sponsor.id))) return nipTaken;
      const asn: Asn = {
        id: world.chance.id(),
        sponsorId: sponsor.id,
        name: reading.asn.name,
        unit: reading.asn.unit,
        ...(nip ? { nip } : {}),
        statedAt: now,
      };
      await replaceAsn(trx, asn);
      await writeDown(trx, sponsor, before, asn);
      return { kind: "registered" };
    });
  } catch (error) {
    if (brokenConstraint(error) === "asn_registration_nip") return nipTaken;
    throw error;
  }
}

const nipTaken: Registering = { kind: "mistakes", mistakes: [{ field: "nip", rule: "taken" }] };

function nipOf({ sealer }: Needs, asn: AsnStatement, before: Asn | undefined): StoredNip | undefined {
  if (asn.nip)
    return {
      sealed: sealer.seal(asn.nip, NIP_CONTEXT),
      index: sealer.index("nip", asn.nip),
      masked: maskNip(asn.nip),
    };
  return asn.forgetNip ? undefined : before?.nip;
}

/** What a NIP is sealed as, in every table that holds one. */
export const NIP_CONTEXT = "asn.nip";

async function writeDown(
  trx: Trx,
  sponsor: { readonly id: string; readonly name: string },
  before: Asn | undefined,
  asn: Asn,
): Promise<void> {
  const plain = ({ name, unit, nip }: Asn) => ({ name, unit, nip: nip?.masked ?? null });
  await recordAct(trx, {
    at: asn.statedAt,
    actor: { kind: "sponsor", id: sponsor.id, name: sponsor.name },
    act: "asn_registered",
    subjectKind: "sponsor",
    subjectId: sponsor.id,
    ...(before ? { before: plain(before) } : {}),
    after: plain(asn),
  });
}
