/**
 * A small story for the demo: six sponsors in Jember, nine workers, orders paid and not paid, one month
 * given back, renewals by card and by link, a card that will be declined. It goes the way every order goes (cart, order, payment page, message of the gateway), so
 * the sandbox's books and ours tell the same. Names and numbers are made up.
 */
import { monthInWib } from "~/calendar/wib";
import { insertCart, saveCartLine, saveCartPayer, saveCartRenewalWish } from "~/orders/cart-queries.server";
import { orderPath } from "~/orders/order-link.server";
import { countOrders } from "~/orders/order-queries.server";
import { placeOrder } from "~/orders/place-order.server";
import type { RenewalWish } from "~/orders/renewal-wish";
import { lookAtPayment } from "~/payments/look-again-at-payments.server";
import { openPayment } from "~/payments/open-payment.server";
import { findPayment } from "~/payments/payment-queries.server";
import { refundableLines } from "~/payments/refund-queries.server";
import { requestRefund } from "~/payments/request-refund.server";
import { stateWorker } from "~/workers/state-worker.server";
import type { Relationship } from "~/workers/statement-fields";
import type { World } from "./world.server";

type Person = {
  readonly name: string;
  readonly nik: string;
  readonly bornOn: string;
  readonly phone: string;
  readonly occupationCode: string;
  readonly sector: "transport" | "other";
  readonly placeCode: string;
  readonly relationship: Relationship;
};

const siti: Person = {
  name: "Siti Aminah",
  nik: "3509216504850001",
  bornOn: "1985-04-25",
  phone: "+6281234000001",
  occupationCode: "household-helper",
  sector: "other",
  placeCode: "35.09.21.1001",
  relationship: "household_worker",
};
const slamet: Person = {
  name: "Slamet Riyadi",
  nik: "3509201208790002",
  bornOn: "1979-08-12",
  phone: "+6281234000002",
  occupationCode: "gardener",
  sector: "other",
  placeCode: "35.09.20.1001",
  relationship: "household_worker",
};
const sumiati: Person = {
  name: "Sumiati",
  nik: "3509194703720003",
  bornOn: "1972-03-07",
  phone: "+6281234000003",
  occupationCode: "vegetable-seller",
  sector: "other",
  placeCode: "35.09.19.1001",
  relationship: "regular_vendor",
};
const misnatun: Person = {
  name: "Misnatun",
  nik: "3509127011900004",
  bornOn: "1990-11-30",
  phone: "+6281234000004",
  occupationCode: "farm-labourer",
  sector: "other",
  placeCode: "35.09.12.2001",
  relationship: "neighbour",
};
const buhari: Person = {
  name: "Buhari",
  nik: "3509081501680005",
  bornOn: "1968-01-15",
  phone: "+6281234000005",
  occupationCode: "motorcycle-taxi",
  sector: "transport",
  placeCode: "35.09.08.2001",
  relationship: "neighbour",
};
const hosnan: Person = {
  name: "Hosnan",
  nik: "3509272106830006",
  bornOn: "1983-06-21",
  phone: "+6281234000006",
  occupationCode: "tobacco-labourer",
  sector: "other",
  placeCode: "35.09.27.2001",
  relationship: "relative",
};
const ponirah: Person = {
  name: "Ponirah",
  nik: "3509216002880007",
  bornOn: "1988-02-20",
  phone: "+6281234000007",
  occupationCode: "household-helper",
  sector: "other",
  placeCode: "35.09.21.1001",
  relationship: "household_worker",
};
const sugeng: Person = {
  name: "Sugeng Widodo",
  nik: "3509200904810008",
  bornOn: "1981-04-09",
  phone: "+6281234000008",
  occupationCode: "gardener",
  sector: "other",
  placeCode: "35.09.20.1001",
  relationship: "household_worker",
};
const juhairiyah: Person = {
  name: "Juhairiyah",
  nik: "3509195308760009",
  bornOn: "1976-08-13",
  phone: "+6281234000009",
  occupationCode: "vegetable-seller",
  sector: "other",
  placeCode: "35.09.19.1001",
  relationship: "regular_vendor",
};

type Chapter = {
  readonly payer: {
    readonly name: string;
    readonly email: string;
    readonly shownAs?: "hamba_allah";
    readonly dedication?: string;
  };
  readonly workers: readonly Person[];
  readonly months: 1 | 3 | 6 | 12;
  readonly withJht?: boolean;
  readonly coverFee?: boolean;
  readonly renewal?: RenewalWish;
  readonly ending: "paid" | "open" | "last_month_refunded" | "card_empties";
};

const chapters: readonly Chapter[] = [
  {
    payer: {
      name: "Retno Wulandari",
      email: "retno@contoh.example",
      dedication: "Untuk yang setiap hari menjaga rumah kami.",
    },
    workers: [siti, slamet],
    months: 3,
    renewal: { intervalMonths: 3, way: "saved_card" },
    ending: "paid",
  },
  {
    payer: { name: "Bambang Hermanto", email: "bambang@contoh.example" },
    workers: [sumiati],
    months: 6,
    coverFee: true,
    renewal: { intervalMonths: 6, way: "pay_link" },
    ending: "paid",
  },
  {
    payer: { name: "Lestari Handayani", email: "lestari@contoh.example", shownAs: "hamba_allah" },
    workers: [misnatun],
    months: 12,
    withJht: true,
    ending: "paid",
  },
  {
    payer: { name: "Yusuf Maulana", email: "yusuf@contoh.example" },
    workers: [hosnan],
    months: 3,
    ending: "last_month_refunded",
  },
  {
    payer: { name: "Retno Wulandari", email: "retno@contoh.example" },
    workers: [buhari],
    months: 3,
    ending: "open",
  },
  {
    payer: { name: "Endang Susilowati", email: "endang@contoh.example" },
    workers: [ponirah, sugeng],
    months: 1,
    renewal: { intervalMonths: 1, way: "saved_card" },
    ending: "paid",
  },
  {
    payer: { name: "Agus Prasetyo", email: "agus@contoh.example" },
    workers: [juhairiyah],
    months: 3,
    renewal: { intervalMonths: 3, way: "saved_card" },
    ending: "card_empties",
  },
];

/** Tells the story in a database that has no orders yet. */
export async function seedStory(world: World): Promise<void> {
  if ((await countOrders(world.db)) > 0) return;
  for (const chapter of chapters) await tell(world, chapter);
}

async function tell(world: World, chapter: Chapter): Promise<void> {
  const cartId = await fillCart(world, chapter);
  const feePlan = world.gateways[0]!.feePlan;
  const placing = await placeOrder(world, { cartId, feePlan, locale: "id" });
  if (placing.kind !== "placed") throw new Error(`The story's order was not placed: ${placing.kind}.`);
  if (chapter.ending === "open") return;
  const page = new URL(
    orderPath(world.settings.SESSION_SECRET, placing.order),
    world.settings.publicUrl,
  ).toString();
  const opening = await openPayment(world, {
    orderId: placing.order.id,
    links: () => ({ successUrl: page, cancelUrl: page }),
  });
  if (opening.kind !== "page") throw new Error(`The story's payment page was not opened: ${opening.kind}.`);
  await fetch(opening.url, {
    method: "POST",
    body: new URLSearchParams({ action: "pay", card: "4242424242424242", email: chapter.payer.email }),
    redirect: "manual",
  });
  await lookAtPayment(world, opening.payment);
  if (chapter.ending === "card_empties") await emptyCard(world, opening.payment.id);
  if (chapter.ending === "last_month_refunded") {
    const { months } = await refundableLines(world.db, opening.payment.id);
    await requestRefund(world, {
      paymentId: opening.payment.id,
      lines: months.slice(-1),
      includeFeeCover: false,
      reason: "Pekerja pindah ke luar kota mulai bulan itu",
      requestedBy: { id: "story", name: "Dewi Anggraini" },
    });
  }
}

/** From now on the bank finds too little on the card that paid: its renewals will be declined. */
async function emptyCard({ db, gateways, settings }: World, paymentId: string): Promise<void> {
  const payment = await findPayment(db, paymentId);
  const seen = payment?.paymentRef ? await gateways[0]!.findPayment(payment.paymentRef) : undefined;
  if (!seen?.savedMethodRef || !settings.SANDBOX_URL) return;
  await fetch(`${settings.SANDBOX_URL}/_sandbox/cards/${seen.savedMethodRef}`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ answer: "insufficient_funds" }),
  });
}

async function fillCart(world: World, chapter: Chapter): Promise<string> {
  const now = world.clock.now();
  const cartId = world.chance.id();
  await insertCart(world.db, { id: cartId, tokenHash: world.chance.token(), openedAt: now });
  await world.db.transaction().execute(async (trx) => {
    for (const person of chapter.workers) {
      const stated = await stateWorker(trx, world, {
        ...person,
        incomeRupiah: 1_000_000,
        bracketNumber: 1,
        consentManner: "spoken",
        consentTextVersion: "v1",
        confirmedWarnings: [],
      });
      await saveCartLine(trx, {
        id: world.chance.id(),
        cartId,
        ...stated,
        programmes: chapter.withJht ? ["jkk", "jkm", "jht"] : ["jkk", "jkm"],
        startMonth: monthInWib(now),
        months: chapter.months,
        addedAt: now,
      });
    }
  });
  await saveCartPayer(world.db, cartId, {
    payerName: chapter.payer.name,
    payerEmail: chapter.payer.email,
    shownAs: chapter.payer.shownAs ?? "name",
    ...(chapter.payer.dedication ? { dedication: chapter.payer.dedication } : {}),
    coverFee: chapter.coverFee ?? false,
    touchedAt: now,
  });
  await saveCartRenewalWish(world.db, cartId, chapter.renewal);
  return cartId;
}
