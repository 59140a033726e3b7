/** Many workers at once, each with orders that were paid: rows as the house writes them, in a few statements. */
import { addMonths, type IuranMonth, monthsFrom } from "~/calendar/iuran-month";
import { postEntries } from "~/ledger/journal-queries.server";
import { paymentReceived } from "~/ledger/postings";
import type { TestWorld } from "../support/test-world";

export type Lives = {
  /** How many workers; each has an order of their own. */
  readonly workers: number;
  readonly placeCode: string;
  readonly occupation: string;
  readonly start: IuranMonth;
  readonly months: number;
  /** Workers take turns among as many sponsors; one each when left out. */
  readonly sponsors?: number;
  /** The unit every one of the sponsors is registered with. */
  readonly unitId?: string;
  /** The day the payments count for. */
  readonly paidOn?: string;
};

const JKK = 5000;
const JKM = 3400;
let people = 0;

/** Everything is paid, covered and posted; nothing is remitted. */
export async function makeLives(world: TestWorld, all: readonly Lives[]): Promise<void> {
  for (const lives of all) await makeSome(world, lives);
}

async function makeSome(world: TestWorld, lives: Lives): Promise<void> {
  const { db, chance } = world;
  const now = world.clock.now();
  const sponsorIds = Array.from({ length: lives.sponsors ?? lives.workers }, () => chance.id());
  await db
    .insertInto("sponsor")
    .values(
      sponsorIds.map((id) => {
        people += 1;
        return { id, email: `banyak${people}@contoh.example`, name: "Donatur", created_at: now };
      }),
    )
    .execute();
  if (lives.unitId)
    await db
      .insertInto("asn_registration")
      .values(
        sponsorIds.map((id) => ({
          id: chance.id(), sponsor_id: id, name: "Donatur", work_unit_id: lives.unitId!, unit_text: null,
          nip_sealed: null, nip_index: null, nip_masked: null, stated_at: now, ended_at: null,
        })), // biome-ignore format: one row
      )
      .execute();

  const made = Array.from({ length: lives.workers }, (_, index) => {
    people += 1;
    return {
      workerId: chance.id(),
      statementId: chance.id(),
      orderId: chance.id(),
      paymentId: chance.id(),
      sponsorId: sponsorIds[index % sponsorIds.length]!,
      nikIndex: `many-${chance.id()}`,
    };
  });
  const months = monthsFrom(lives.start, lives.months);
  const price = (JKK + JKM) * months.length;
  await db
    .insertInto("worker")
    .values(made.map(({ workerId, nikIndex }) => ({ id: workerId, nik_index: nikIndex, created_at: now })))
    .execute();
  await db
    .insertInto("worker_statement")
    .values(
      made.map(({ workerId, statementId }) => ({
        id: statementId, worker_id: workerId, stated_at: now, name: "Pekerja", nik_sealed: "-", birth_date_sealed: "-",
        phone_sealed: "-", phone_index: "-", nik_masked: "3509••••••••0001", occupation_code: lives.occupation,
        sector: "other" as const, place_code: lives.placeCode, income: 1_000_000, relationship: "neighbour",
        consent_manner: "spoken", consent_text_version: "v1",
      })), // biome-ignore format: one row
    )
    .execute();
  await db
    .insertInto("orders")
    .values(
      made.map(({ orderId, sponsorId }) => ({
        id: orderId, code: chance.id().slice(-12), sponsor_id: sponsorId, cart_id: null, origin: "web" as const,
        fingerprint: orderId, placed_at: now, expires_at: new Date(now.getTime() + 86_400_000), premium: price,
        fee_cover: 0, total: price, payer_name: "Donatur", shown_as: "name" as const, dedication: null,
      })), // biome-ignore format: one row
    )
    .execute();
  await db
    .insertInto("payment")
    .values(
      made.map(({ orderId, paymentId }) => ({
        id: paymentId, order_id: orderId, gateway: "stripe", attempt: 1, amount: price, state: "succeeded" as const,
        opened_at: now, expires_at: new Date(now.getTime() + 86_400_000), checkout_ref: null, checkout_url: null,
        payment_ref: null, method: null, failure: null, succeeded_at: now, received: price, looked_at: null,
      })), // biome-ignore format: one row
    )
    .execute();
  await db
    .insertInto("order_settlement")
    .values(
      made.map(({ orderId, paymentId }) => ({ order_id: orderId, payment_id: paymentId, settled_at: now })),
    )
    .execute();

  const lines = made.flatMap((one) =>
    months.flatMap((month) =>
      ([["jkk", JKK], ["jkm", JKM]] as const).map(([programme, amount]) => ({ ...one, month, programme, amount })),
    ),
  ); // biome-ignore format: two programmes
  for (let at = 0; at < lines.length; at += 2000) {
    const some = lines.slice(at, at + 2000);
    await db
      .insertInto("order_line")
      .values(
        some.map(({ orderId, workerId, statementId, month, programme, amount }) => ({
          order_id: orderId, worker_id: workerId, month, programme, statement_id: statementId, sector: "other" as const,
          bracket_number: 1, base: 1_000_000, full_amount: amount * 2, discount_percent: 50, amount,
          legal_source: "PP 50/2025",
        })), // biome-ignore format: one row
      )
      .execute();
    await db
      .insertInto("coverage")
      .values(
        some.map(({ orderId, workerId, month, programme }) => ({
          worker_id: workerId, month, programme, source: "order" as const, order_id: orderId, begun_at: now,
          ended_at: null, ended_because: null,
        })), // biome-ignore format: one row
      )
      .execute();
  }
  const entries = made.map(({ orderId, paymentId, workerId }) =>
    paymentReceived({
      gateway: "stripe",
      paymentId,
      orderId,
      onDay: lives.paidOn ?? `${lives.start}-05`,
      receivedRupiah: price,
      allocated: months.map((month) => ({ workerId, month, amountRupiah: JKK + JKM })),
      feeCoverRupiah: 0,
      suspenseRupiah: 0,
    }),
  );
  await db.transaction().execute((trx) => postEntries(trx, world, entries, now));
}

/** A town's worth: many in the town, few at the edges, some nowhere, over half a year. */
export function aTownsWorth(last: IuranMonth, unitIds: readonly string[] = []): Lives[] {
  const places = [
    ["35.09.21.1001", 64], ["35.09.20.1001", 41], ["35.09.19.1001", 52], ["35.09.12.2001", 23],
    ["35.09.08.2001", 17], ["35.09.27.2001", 12], ["35.09.11.2001", 9], ["35.09.17.2001", 14],
    ["35.09.13.2001", 7], ["35.09.10.2001", 6], ["35.09.06.2001", 11], ["35.09.09.2001", 8],
    ["35.09.16.2001", 19], ["35.09.28.2001", 5], ["35.09.30.2001", 3], ["35.09.31.2001", 2],
    ["35.09.01.2001", 4], ["35.09.22.2001", 6], ["35.09.04.2001", 1], ["35.09.24.2001", 5],
  ] as const; // biome-ignore format: one map
  const work = [
    "household-helper",
    "gardener",
    "vegetable-seller",
    "farm-labourer",
    "tobacco-labourer",
    "motorcycle-taxi",
  ];
  return places.flatMap(([placeCode, workers], index): Lives[] => {
    const start = addMonths(last, -(index % 6));
    const months = 6 + (index % 6);
    const occupation = work[index % work.length]!;
    const half = Math.ceil(workers / 2);
    const unitId = unitIds[index % Math.max(1, unitIds.length)];
    return [
      { workers: half, placeCode, occupation, start, months, ...(unitId ? { unitId } : {}) },
      ...(workers > half
        ? [{ workers: workers - half, placeCode, occupation: work[(index + 1) % 3]!, start: last, months: 3 }]
        : []),
    ];
  });
}
