/** Civil servants on payroll: the steps the payroll tests share, through the use cases themselves. */
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { listBatchLines } from "~/payroll/batch-queries.server";
import { closeList } from "~/payroll/close-list.server";
import { confirmReport } from "~/payroll/confirm-report.server";
import { gatherSignable } from "~/payroll/gather-mandate.server";
import { MANDATE_TEXT_VERSION, totalOf } from "~/payroll/mandate";
import { registerAsn } from "~/payroll/register-asn.server";
import { findDraft } from "~/payroll/report-queries.server";
import { signMandate } from "~/payroll/sign-mandate.server";
import { uploadDeductions } from "~/payroll/upload-deductions.server";
import { attempt, message, order, paid, type StoryWorker, stateWorker } from "../support/story";
import type { TestWorld } from "../support/test-world";

export const treasurer = { kind: "staff", id: "00000000-0000-7000-8000-000000000001", name: "Sri" } as const;
export const finance = { kind: "staff", id: "00000000-0000-7000-8000-000000000002", name: "Dewi" } as const;

let count = 0;
let nik = 3509_1801_0190_0000;

/** A NIP nobody had before: born 1 January 1980, appointed in March 2005. */
export function freshNip(): string {
  count += 1;
  return `19800101200503${1 + (count % 2)}${String(100 + count)}`;
}

/** An open unit of its own. */
export async function openUnit(world: TestWorld, name = `Puskesmas Uji ${++count}`): Promise<string> {
  const id = world.chance.id();
  const at = world.clock.now();
  await world.db.insertInto("work_unit").values({ id, opened_at: at }).execute();
  await world.db
    .insertInto("work_unit_version")
    .values({
      work_unit_id: id,
      from_day: "2021-01-01",
      name,
      kind: "puskesmas",
      note: null,
      merged_into: null,
      origin: "initial",
      recorded_at: at,
      recorded_on: "2021-01-01",
      recorded_by: "test",
    })
    .execute();
  return id;
}

/** From a day on a unit is merged into another, or closed. */
export async function changeUnit(world: TestWorld, id: string, into: string | null, fromDay: string) {
  await world.db
    .insertInto("work_unit_version")
    .values({
      work_unit_id: id,
      from_day: fromDay,
      name: `Unit lama ${id.slice(-4)}`,
      kind: "puskesmas",
      note: null,
      merged_into: into,
      closed: into === null,
      origin: "initial",
      recorded_at: world.clock.now(),
      recorded_on: fromDay,
      recorded_by: "test",
    })
    .execute();
}

export type Servant = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly nip: string;
  readonly workers: readonly StoryWorker[];
};

/** A civil servant who has paid for workers once and has registered; not signed yet. */
export async function servant(
  world: TestWorld,
  unitId: string,
  options: { workers?: number; start?: string; months?: number; nip?: string; name?: string } = {},
): Promise<Servant> {
  const number = ++count;
  const email = `asn${number}@example.org`;
  const workers: StoryWorker[] = [];
  for (let each = 0; each < (options.workers ?? 1); each += 1)
    workers.push(await stateWorker(world, String(++nik), `Pekerja ${String(nik).slice(-4)}`));
  const placed = await order(
    world,
    workers.map((worker) => ({ worker, start: options.start ?? "2026-11", months: options.months ?? 1 })),
    { email },
  );
  const payment = await attempt(world, placed);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }),
  ]);
  // The receipt of that first payment is another story's, and takes a while to draw.
  await world.db.deleteFrom("chore").where("subject", "=", payment.id).execute();
  const name = options.name ?? `Pegawai ${String(number).padStart(4, "0")}`;
  const nip = options.nip ?? freshNip();
  const registered = await registerAsn(
    world,
    { id: placed.sponsorId, name },
    { nama: name, unit: unitId, nip },
  );
  if (registered.kind !== "registered") throw new Error(JSON.stringify(registered));
  return { id: placed.sponsorId, name, email, nip, workers };
}

/** Signs for these workers, all of them unless told, as the page shows it now. */
export async function sign(world: TestWorld, who: Servant, workerIds?: readonly string[]) {
  const now = await gatherSignable(world.db, world, who.id);
  if (now.kind !== "signable") throw new Error(JSON.stringify(now));
  const offers = now.offers.filter((offer) => !workerIds || workerIds.includes(offer.workerId));
  const answer = await signMandate(world, who, {
    workerIds: offers.map((offer) => offer.workerId),
    typedName: who.name,
    agreed: true,
    shown: {
      textVersion: MANDATE_TEXT_VERSION,
      fromMonth: now.fromMonth,
      totalRupiah: totalOf(offers),
    },
  });
  if (answer.kind !== "signed") throw new Error(JSON.stringify(answer));
  return answer;
}

/** Closes the list of a month and returns the batch's id. */
export async function closed(world: TestWorld, unitId: string, month: string): Promise<string> {
  const closing = await closeList(world, { unitId, month, by: treasurer });
  if (closing.kind !== "closed") throw new Error(closing.kind);
  return closing.batchId;
}

/** Uploads a CSV with what was deducted of each, and confirms it. Those left out are missing in the file. */
export async function report(
  world: TestWorld,
  batchId: string,
  deducted: readonly (readonly [nip: string, amount: number])[],
) {
  const bytes = Buffer.from(`NIP,Dipotong\n${deducted.map((row) => row.join(",")).join("\n")}\n`);
  const upload = await uploadDeductions(world, { batchId, by: "Sri", file: { name: "potong.csv", bytes } });
  if (upload.kind !== "kept") throw new Error(JSON.stringify(upload));
  const draft = await findDraft(world.db, batchId);
  return confirmReport(world, { batchId, version: draft!.version, by: treasurer });
}

/** Everybody was deducted what the list says. */
export async function reportAll(world: TestWorld, batchId: string, people: readonly Servant[]) {
  const lines = await listBatchLines(world.db, batchId);
  return report(
    world,
    batchId,
    people.map((who) => [who.nip, lines.find((line) => line.sponsorId === who.id)!.expectedRupiah] as const),
  );
}
