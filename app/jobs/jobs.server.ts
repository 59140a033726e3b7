/** What each scheduled job does; when, stands in `schedule.ts`. */
import { forgetCarts } from "~/orders/forget-carts.server";
import { expireOrders } from "~/payments/close-order.server";
import { lookAgainAtPayments } from "~/payments/look-again-at-payments.server";
import { checkBooks } from "./check-books.server";
import type { Job, Jobs } from "./run-jobs.server";
import { type JobName, jobNames, schedules } from "./schedule";

const work: Readonly<Record<JobName, Job>> = {
  "expire-orders": expireOrders,
  "look-again-at-payments": lookAgainAtPayments,
  "check-invariants": checkBooks,
  "forget-carts": forgetCarts,
};

export const jobs: Jobs = Object.fromEntries(
  jobNames.map((name) => [name, { schedule: schedules[name], run: work[name] }]),
);
