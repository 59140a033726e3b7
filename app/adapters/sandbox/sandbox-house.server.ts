/**
 * What every part of the sandbox shares: its memory, its time, its ids and the request being answered.
 * Work is synchronous from the first look to the last change, so two requests can never interleave.
 */
import { randomBytes } from "node:crypto";
import type { Clock } from "../../platform/clock";
import type {
  StripeCharge,
  StripeCustomer,
  StripeDispute,
  StripeIntent,
  StripeMethod,
  StripePayout,
  StripePrice,
  StripeProduct,
  StripeRefund,
  StripeSession,
  StripeSetup,
  StripeTestClock,
  StripeTransaction,
} from "../stripe/stripe-shapes";
import { moveSandboxClock } from "./sandbox-clock.server";
import type {
  CardKept,
  Delivery,
  Due,
  IdempotentAnswer,
  MailKept,
  SessionNotes,
  SettingKept,
  StripeEventKept,
  WalkKept,
} from "./sandbox-records";
import type { StateLog } from "./state-log.server";

export type SandboxOptions = {
  /** 0 finds a free port. */
  readonly port: number;
  readonly host?: "127.0.0.1";
  readonly dataDir: string;
  readonly clockFile: string;
  readonly stripe: {
    readonly secretKey: string;
    readonly webhookUrl: string;
    readonly webhookSecret: string;
  };
  readonly resend: {
    readonly apiKey: string;
    readonly webhookUrl?: string;
    readonly webhookSecret?: string;
  };
};

export type Tables = {
  session: StripeSession;
  sessionNotes: SessionNotes;
  intent: StripeIntent;
  charge: StripeCharge;
  refund: StripeRefund;
  dispute: StripeDispute;
  transaction: StripeTransaction;
  /** Which payout a balance transaction went out with. */
  paidOut: { readonly payout: string };
  payout: StripePayout;
  customer: StripeCustomer;
  method: StripeMethod;
  /** How a card behaves; never shown over the API. */
  card: CardKept;
  setup: StripeSetup;
  price: StripePrice;
  product: StripeProduct;
  testClock: StripeTestClock;
  event: StripeEventKept;
  delivery: Delivery;
  due: Due;
  /** One at most, under the id `now`. */
  walk: WalkKept;
  idempotency: IdempotentAnswer;
  mail: MailKept;
  suppression: { readonly address: string; readonly because: string };
  setting: SettingKept;
};

export type Sandbox = {
  readonly options: SandboxOptions;
  readonly store: StateLog<Tables>;
  /** The sandbox's own address, without a slash at the end. */
  url: string;
  /** The request being answered, as events name it. */
  request: { readonly id: string; readonly idempotencyKey: string | null } | null;
  /** Whether what has just been announced is to be delivered before the answer goes. */
  hurry: boolean;
  now(): Date;
  /** Sandbox time in whole seconds, as Stripe counts. */
  seconds(): number;
  /** Does `work` as if it were `moment`: what fell due while nobody looked happens at its own time. */
  at<T>(moment: Date, work: () => T): T;
  /** Moves the time for everyone who follows the clock file. */
  moveTo(moment: Date): void;
  id(prefix: string): string;
};

export function openHouse(options: SandboxOptions, store: StateLog<Tables>, clock: Clock): Sandbox {
  let pinned: Date | undefined;
  const now = () => pinned ?? clock.now();
  return {
    options,
    store,
    url: "",
    request: null,
    hurry: false,
    now,
    seconds: () => Math.floor(now().getTime() / 1000),
    at(moment, work) {
      const before = pinned;
      pinned = moment;
      try {
        return work();
      } finally {
        pinned = before;
      }
    },
    moveTo: (moment) => moveSandboxClock(options.clockFile, moment),
    id: (prefix) => `${prefix}_${randomText(24)}`,
  };
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join("");
}
