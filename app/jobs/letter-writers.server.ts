/** Who writes which kind of letter. */
import { treasurerLetterWriters } from "~/access/write-treasurer-letter.server";
import type { LetterWriters } from "~/mail/deliver-mails.server";
import { signInLetterWriter } from "~/mail/write-sign-in-letter.server";
import { payrollLetterWriters } from "~/payroll/write-payroll-letters.server";
import { receiptLetterWriters } from "~/receipts/write-receipt-letters.server";
import { reminderLetterWriters } from "~/reminders/write-reminder-letter.server";
import { remittanceLetterWriters } from "~/remittance/write-protection-letter.server";
import { changeLetterWriters } from "~/sponsorship/write-change-letters.server";
import { handOverLetterWriters } from "~/sponsorship/write-hand-over-letters.server";
import { renewalLetterWriters } from "~/sponsorship/write-renewal-letters.server";
import { jobTroubleWriter } from "./write-trouble-letter.server";

export const letterWriters: LetterWriters = {
  ...receiptLetterWriters,
  ...renewalLetterWriters,
  ...remittanceLetterWriters,
  ...reminderLetterWriters,
  ...changeLetterWriters,
  ...handOverLetterWriters,
  ...payrollLetterWriters,
  ...treasurerLetterWriters,
  sign_in_link: signInLetterWriter,
  job_trouble: jobTroubleWriter,
};
