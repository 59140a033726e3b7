/** Workers' lives made up at random, each told twice: as rows of the database and as what the rule is asked about. */
import fc from "fast-check";
import { sql } from "kysely";
import { addMonths, monthRange } from "~/calendar/iuran-month";
import type { Preference, StopReason, WorkerStanding } from "~/reminders/reminder";
import { stateWorker } from "../support/story";
import type { TestWorld } from "../support/test-world";

const months = monthRange("2026-08", "2027-06");
const aMonth = fc.constantFrom(...months);
/** Few enough to meet each other. */
const anInstant = fc.integer({ min: 0, max: 4 }).map((month) => new Date(Date.UTC(2026, 6 + month, 3)));
const aSponsor = fc.constantFrom(0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 7);
const often = (weight: number) => fc.integer({ min: 1, max: 100 }).map((drawn) => drawn <= weight);

const aRun = fc.record({
  start: aMonth,
  length: fc.integer({ min: 1, max: 4 }),
  sponsor: aSponsor,
  at: anInstant,
  by: fc.constantFrom("order", "order", "order", "order", "order", "order", "order", "government"),
  ended: often(8),
});
const aGap = fc.record({
  kind: fc.constantFrom("rest", "skip", "pause"),
  from: aMonth,
  length: fc.integer({ min: 1, max: 5 }),
  revoked: often(25),
});
const aRenewal = fc.record({
  start: aMonth,
  dueDate: fc.integer({ min: 12, max: 24 }),
  way: fc.constantFrom("pay_link", "pay_link", "saved_card"),
  tried: fc.constantFrom(undefined, undefined, "declined", "refused", "authentication_needed", "unknown"),
  state: fc.constantFrom("open", "open", "open", "open", "paid", "closed", "dropped"),
});
const aSponsorship = fc.record({
  sponsor: aSponsor,
  at: anInstant,
  way: fc.constantFrom("pay_link", "saved_card", "payroll"),
  wayBefore: fc.constantFrom(undefined, "pay_link", "payroll"),
  until: fc.option(aMonth, { nil: undefined, freq: 4 }),
  mandate: fc.constantFrom("none", "live", "live", "withdrawn"),
  gaps: fc.array(aGap, { maxLength: 3 }),
  renewals: fc.uniqueArray(aRenewal, { maxLength: 3, selector: ({ start }) => start }),
});
const aStop = fc.record({
  sponsor: aSponsor,
  at: anInstant,
  because: fc.constantFrom(
    "cancelled", "completed", "completed", "handed_over", "worker_died", "worker_withdrew", "government", "not_now",
  ), // biome-ignore format: one list
  revoked: often(25),
});
export const aLife = fc.record({
  runs: fc.array(aRun, { minLength: 1, maxLength: 3 }),
  living: fc.option(aSponsorship, { nil: undefined, freq: 3 }),
  stops: fc.oneof(fc.constant([]), fc.array(aStop, { maxLength: 2 })),
  moving: fc.option(aMonth, { nil: undefined, freq: 8 }),
});
type Life = typeof aLife extends fc.Arbitrary<infer T> ? T : never;

const preferences: readonly (readonly Preference[])[] = [
  [],
  [],
  [],
  ["none"],
  ["lapse_only"],
  ["none", "all"],
  ["all", "none"],
  [],
];

/** Eight sponsors; some have chosen what they want, some twice. */
export async function makeSponsors(world: TestWorld) {
  const ids: string[] = [];
  const wants = new Map<string, Preference>();
  for (const [number, chosen] of preferences.entries()) {
    const id = world.chance.id();
    ids.push(id);
    await world.db
      .insertInto("sponsor")
      .values({ id, email: `sponsor${number}@example.org`, name: "Budi", created_at: world.clock.now() })
      .execute();
    for (const choice of chosen) {
      await world.db
        .insertInto("reminder_preference")
        .values({ sponsor_id: id, wants: choice, chosen_by: "link", recorded_at: world.clock.now() })
        .execute();
      wants.set(id, choice);
    }
  }
  return { ids, wants: (sponsorId: string) => wants.get(sponsorId) ?? ("all" as const) };
}

/** Writes a life down and tells it as a standing. */
export async function live(world: TestWorld, life: Life, number: number, sponsors: readonly string[]) {
  const { workerId, statementId } = await stateWorker(world, `35091701019${String(10_000 + number)}`);
  const covered = new Map<string, { month: string; paid?: { sponsorId: string; at: Date } }>();
  for (const run of life.runs) {
    const sponsorId = sponsors[run.sponsor]!;
    const order = run.by === "order" ? await insertOrder(world, sponsorId, run.at) : null;
    for (const month of monthRange(run.start, addMonths(run.start, run.length - 1))) {
      if (covered.has(month)) continue;
      for (const programme of ["jkk", "jkm"] as const)
        await world.db
          .insertInto("coverage")
          .values({
            worker_id: workerId,
            month,
            programme,
            source: run.by as "order",
            order_id: order,
            begun_at: run.at,
            ended_at: run.ended ? world.clock.now() : null,
            ended_because: run.ended ? "refund" : null,
          })
          .execute();
      if (!run.ended) covered.set(month, { month, ...(order ? { paid: { sponsorId, at: run.at } } : {}) });
    }
  }
  const living =
    life.living && (await liveSponsorship(world, life.living, { workerId, statementId }, sponsors));
  const stops = [];
  for (const stop of life.stops) {
    const sponsorId = sponsors[stop.sponsor]!;
    if (await insertStop(world, stop, { workerId, statementId, sponsorId }))
      stops.push({ sponsorId, because: stop.because as StopReason, at: stop.at });
  }
  if (life.moving) await insertMoving(world, sponsors[0]!, { workerId, statementId }, life.moving);
  const standing: WorkerStanding = {
    covered: [...covered.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
    stops,
    ...(living ? { living } : {}),
    ...(life.moving ? { movingUntil: life.moving } : {}),
  };
  return { workerId, standing };
}

type Person = { readonly workerId: string; readonly statementId: string };

async function insertOrder(world: TestWorld, sponsorId: string, at: Date): Promise<string> {
  const id = world.chance.id();
  await sql`insert into orders (id, code, sponsor_id, origin, fingerprint, placed_at, expires_at, premium, fee_cover, total, payer_name, shown_as)
    values (${id}, ${`SC-${id}`}, ${sponsorId}, 'web', ${id}, ${at}, ${new Date(at.getTime() + 86_400_000)}, 16800, 0, 16800, 'Budi', 'name')`.execute(
    world.db,
  );
  return id;
}

async function insertPayment(world: TestWorld, orderId: string, state: string): Promise<string> {
  const id = world.chance.id();
  const at = world.clock.now();
  await sql`insert into payment (id, order_id, gateway, attempt, amount, state, opened_at, expires_at, succeeded_at)
    values (${id}, ${orderId}, 'stripe', 1, 16800, ${state}, ${at}, ${new Date(at.getTime() + 86_400_000)}, ${state === "succeeded" ? at : null})`.execute(
    world.db,
  );
  return id;
}

async function insertMoving(
  world: TestWorld,
  sponsorId: string,
  { workerId, statementId }: Person,
  month: string,
) {
  const order = await insertOrder(world, sponsorId, world.clock.now());
  await sql`insert into order_line (order_id, worker_id, month, programme, statement_id, sector, bracket_number, base, full_amount, discount_percent, amount, legal_source)
    values (${order}, ${workerId}, ${month}, 'jkk', ${statementId}, 'other', 1, 1000000, 10000, 0, 10000, 'x')`.execute(
    world.db,
  );
  await insertPayment(world, order, "processing");
}

async function insertStop(
  world: TestWorld,
  stop: NonNullable<Life["stops"]>[number],
  { workerId, statementId, sponsorId }: Person & { readonly sponsorId: string },
): Promise<boolean> {
  const id = world.chance.id();
  if (stop.because === "not_now") {
    const { numAffectedRows } =
      await sql`insert into renewal_refusal (id, sponsor_id, worker_id, because, recorded_at, revoked_at)
      values (${id}, ${sponsorId}, ${workerId}, 'not_now', ${stop.at}, ${stop.revoked ? stop.at : null})
      on conflict do nothing`.execute(world.db);
    return numAffectedRows === 1n && !stop.revoked;
  }
  await sql`insert into sponsorship (id, sponsor_id, worker_id, statement_id, begun_at, ended_at, ended_because)
    values (${id}, ${sponsorId}, ${workerId}, ${statementId}, ${stop.at}, ${stop.at}, ${stop.because})`.execute(
    world.db,
  );
  return true;
}

async function liveSponsorship(
  world: TestWorld,
  life: NonNullable<Life["living"]>,
  { workerId, statementId }: Person,
  sponsors: readonly string[],
): Promise<NonNullable<WorkerStanding["living"]>> {
  const now = world.clock.now();
  const id = world.chance.id();
  const sponsorId = sponsors[life.sponsor]!;
  await sql`insert into sponsorship (id, sponsor_id, worker_id, statement_id, begun_at)
    values (${id}, ${sponsorId}, ${workerId}, ${statementId}, ${life.at})`.execute(world.db);
  const card = await insertCard(world, sponsorId);
  for (const way of [life.wayBefore, life.way].filter((each) => each !== undefined))
    await sql`insert into sponsorship_terms (sponsorship_id, interval_months, programmes, until_month, way, saved_method_id, recorded_at, recorded_by)
      values (${id}, 3, '{jkk,jkm}', ${life.until ?? null}, ${way}, ${way === "saved_card" ? card : null}, ${now}, 'test')`.execute(
      world.db,
    );
  if (life.mandate !== "none") await insertMandate(world, id, sponsorId, life.mandate === "withdrawn");
  const gaps = [];
  let rests = false;
  for (const gap of life.gaps) {
    const to = gap.kind === "rest" ? undefined : addMonths(gap.from, gap.length - 1);
    if (gap.kind === "rest" && rests) continue;
    rests ||= gap.kind === "rest" && !gap.revoked;
    await sql`insert into sponsorship_gap (id, sponsorship_id, kind, because, from_month, to_month, recorded_at, recorded_by, revoked_at, revoked_by)
      values (${world.chance.id()}, ${id}, ${gap.kind}, ${gap.kind === "rest" ? "unpaid" : null}, ${gap.from}, ${to ?? null},
        ${now}, 'test', ${gap.revoked ? now : null}, ${gap.revoked ? "test" : null})`.execute(world.db);
    if (!gap.revoked)
      gaps.push({ kind: gap.kind as "rest", fromMonth: gap.from, ...(to ? { toMonth: to } : {}) });
  }
  const renewals = [];
  for (const renewal of [...life.renewals].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    const found = await insertRenewal(world, renewal, { id, sponsorId, card });
    if (renewal.state === "open") renewals.push(found);
  }
  return {
    sponsorId,
    begunAt: life.at,
    way: life.way as "pay_link",
    onPayroll: life.way === "payroll" && life.mandate === "live",
    ...(life.until ? { untilMonth: life.until } : {}),
    gaps,
    renewals,
  };
}

async function insertCard(world: TestWorld, sponsorId: string): Promise<string> {
  const id = world.chance.id();
  await sql`insert into saved_method (id, sponsor_id, gateway, customer_ref, method_ref, saved_at)
    values (${id}, ${sponsorId}, 'stripe', ${id}, ${id}, ${world.clock.now()})`.execute(world.db);
  return id;
}

async function insertMandate(world: TestWorld, sponsorship: string, sponsorId: string, withdrawn: boolean) {
  const id = world.chance.id();
  const now = world.clock.now();
  const unit = await world.db.selectFrom("work_unit").select("id").limit(1).executeTakeFirstOrThrow();
  await sql`insert into payroll_mandate (id, sponsor_id, work_unit_id, unit_name, signed_name, signed_on, signed_at, text_version,
      text_shown, from_month, nip_sealed, nip_index, nip_masked)
    values (${id}, ${sponsorId}, ${unit.id}, 'Dinas', 'Budi', '2026-09-01', ${now}, '1', 'x', '2026-09', 'x', 'x', 'x')`.execute(
    world.db,
  );
  await sql`insert into payroll_mandate_item (mandate_id, position, sponsorship_id, monthly_shown)
    values (${id}, 1, ${sponsorship}, 16800)`.execute(world.db);
  if (withdrawn)
    await sql`insert into payroll_withdrawal (mandate_id, withdrawn_at, because) values (${id}, ${now}, 'withdrawn')`.execute(
      world.db,
    );
}

async function insertRenewal(
  world: TestWorld,
  { start, dueDate, way, tried, state }: NonNullable<Life["living"]>["renewals"][number],
  of: { readonly id: string; readonly sponsorId: string; readonly card: string },
) {
  const now = world.clock.now();
  const id = world.chance.id();
  const dueOn = `${start}-${dueDate}`;
  const closed = state === "closed" ? now : null;
  await sql`insert into renewal (id, sponsor_id, due_on, way, saved_method_id, planned_at, sealed_at, closed_at, closed_because)
    values (${id}, ${of.sponsorId}, ${dueOn}, ${way}, ${way === "saved_card" ? of.card : null}, ${now}, ${now}, ${closed},
      ${closed ? "nothing_left" : null})`.execute(world.db);
  await sql`insert into renewal_item (renewal_id, sponsorship_id, start_month, last_month, programmes, dropped_at, dropped_because)
    values (${id}, ${of.id}, ${start}, ${start}, '{jkk,jkm}', ${state === "dropped" ? now : null}, ${state === "dropped" ? "changed" : null})`.execute(
    world.db,
  );
  if (state === "paid" || tried) {
    const order = await insertOrder(world, of.sponsorId, now);
    await sql`insert into renewal_order (order_id, renewal_id, placed_at) values (${order}, ${id}, ${now})`.execute(
      world.db,
    );
    const payment = await insertPayment(world, order, state === "paid" ? "succeeded" : "failed");
    if (state === "paid")
      await sql`insert into order_settlement (order_id, payment_id, settled_at) values (${order}, ${payment}, ${now})`.execute(
        world.db,
      );
    if (tried) await insertTry(world, id, payment, tried);
  }
  const byLink = way === "pay_link" || (tried !== undefined && tried !== "declined");
  return { renewalId: id, dueOn, startMonth: start, byLink };
}

async function insertTry(world: TestWorld, renewal: string, payment: string, outcome: string) {
  const now = world.clock.now();
  const mail = world.chance.id();
  const notice = world.chance.id();
  await sql`insert into mail (id, occasion, kind, to_address, facts, queued_at, due_at)
    values (${mail}, ${mail}, 'charge_notice', 'a@example.org', '{}', ${now}, ${now})`.execute(world.db);
  await sql`insert into charge_notice (id, renewal_id, number, amount, charge_on, mail_id, recorded_at)
    values (${notice}, ${renewal}, 1, 16800, '2026-11-01', ${mail}, ${now})`.execute(world.db);
  await sql`insert into charge_try (renewal_id, number, on_day, payment_id, notice_id, begun_at, outcome, finished_at)
    values (${renewal}, 1, '2026-11-01', ${payment}, ${notice}, ${now}, ${outcome}, ${now})`.execute(
    world.db,
  );
}
