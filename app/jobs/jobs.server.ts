/** What each scheduled job does; when, stands in `schedule.ts`. */

import { sweepAccess } from "~/access/sweep-access-queries.server";
import { forgetCarts } from "~/orders/forget-carts.server";
import { expireOrders } from "~/payments/close-order.server";
import { lookAgainAtPayments } from "~/payments/look-again-at-payments.server";
import { planPayroll } from "~/payroll/plan-payroll.server";
import { lookAgainAtPayouts } from "~/reconciliation/look-again-at-payouts.server";
import { reconcile } from "~/reconciliation/reconcile.server";
import { planReminders } from "~/reminders/plan-reminders.server";
import { forgetUploads } from "~/remittance/forget-uploads.server";
import { chargeRenewals } from "~/sponsorship/charge-renewals.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { restUnpaidRenewals } from "~/sponsorship/rest-renewal.server";
import { sendCardExpiryNotices } from "~/sponsorship/send-card-expiry-notices.server";
import { sendChargeNotices } from "~/sponsorship/send-charge-notices.server";
import { checkBooks } from "./check-books.server";
import type { Job, Jobs } from "./run-jobs.server";
import { type JobName, jobNames, schedules } from "./schedule";
import { watchJobs } from "./watch-jobs.server";

const work: Readonly<Record<JobName, Job>> = {
  "expire-orders": expireOrders,
  "look-again-at-payments": lookAgainAtPayments,
  "plan-renewals": planRenewals,
  "rest-unpaid-renewals": restUnpaidRenewals,
  "send-charge-notices": sendChargeNotices,
  "send-card-expiry-notices": sendCardExpiryNotices,
  "charge-renewals": chargeRenewals,
  "plan-reminders": planReminders,
  "plan-payroll": planPayroll,
  "check-invariants": checkBooks,
  "look-again-at-payouts": lookAgainAtPayouts,
  reconcile,
  "forget-carts": forgetCarts,
  "forget-uploads": forgetUploads,
  async "sweep-access"({ db }) {
    const { sessions, links, counts } = await sweepAccess(db);
    const swept = sessions + links + counts;
    return { expected: swept, done: swept, failed: 0 };
  },
  "watch-jobs": watchJobs,
};

export const jobs: Jobs = Object.fromEntries(
  jobNames.map((name) => [name, { schedule: schedules[name], run: work[name] }]),
);
