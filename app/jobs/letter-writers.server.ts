/** Who writes which kind of letter. */
import { treasurerLetterWriters } from "~/access/write-treasurer-letter.server";
import type { LetterWriters } from "~/mail/deliver-mails.server";
import { signInLetterWriter } from "~/mail/write-sign-in-letter.server";
import { payrollLetterWriters } from "~/payroll/write-payroll-letters.server";
import { receiptLetterWriters } from "~/receipts/write-receipt-letters.server";
import { reminderLetterWriters } from "~/reminders/write-reminder-letter.server";
import { changeLetterWriters } from "~/sponsorship/write-change-letters.server";
import { renewalLetterWriters } from "~/sponsorship/write-renewal-letters.server";

export const letterWriters: LetterWriters = {
  ...receiptLetterWriters,
  ...renewalLetterWriters,
  ...reminderLetterWriters,
  ...changeLetterWriters,
  ...payrollLetterWriters,
  ...treasurerLetterWriters,
  sign_in_link: signInLetterWriter,
};
