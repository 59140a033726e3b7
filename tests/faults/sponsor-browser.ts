/**
 * A sponsor at a browser without JavaScript: the real forms, one after the other, as the pages name
 * their fields. When the site does not answer, the sponsor presses the button again, as people do.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { addMonths } from "~/calendar/iuran-month";
import { monthInWib } from "~/calendar/wib";
import { refundableLines } from "~/payments/refund-queries.server";
import { requestRefund } from "~/payments/request-refund.server";
import { type FaultSite, until } from "./fault-site";

export type Person = {
  readonly name: string;
  readonly nik: string;
  /** `1990-07-01` */
  readonly bornOn: string;
  readonly phone: string;
};

/** Person number `n` of a story: a NIK, birth date and phone that nobody else in it has. */
export function person(n: number, story = 1): Person {
  const day = String((n % 27) + 1).padStart(2, "0");
  const month = String((n % 12) + 1).padStart(2, "0");
  const year = 68 + (n % 30);
  const serial = String(1000 * story + n).padStart(4, "0");
  return {
    name: `Sumarni Ke${"abcdefghij"[Math.floor(n / 10) % 10]}${"abcdefghij"[n % 10]}`,
    nik: `350921${day}${month}${year}${serial}`,
    bornOn: `19${year}-${month}-${day}`,
    phone: `0813${String(76_000_000 + 1000 * story + 7 * n)}`,
  };
}

export type Payer = { readonly name: string; readonly email: string };
export const payer = (n: number, story = "a"): Payer => ({
  name: "Hartono Wibowo",
  email: `penyumbang-${story}${n}@contoh.example`,
});

type Form = Readonly<Record<string, string>> | URLSearchParams;
type Answered = { readonly status: number; readonly to: string; readonly page: string };

export type Browser = ReturnType<typeof openBrowser>;

/** `address` is where this browser sits in the network, since one address may not do everything. */
export function openBrowser(site: FaultSite, address = "10.0.0.1") {
  const cookies = new Map<string, string>();

  async function ask(place: string, form?: Form): Promise<Answered> {
    const response = await fetch(new URL(place, site.stack.siteUrl), {
      method: form ? "POST" : "GET",
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "x-forwarded-for": address,
        ...(form ? { "content-type": "application/x-www-form-urlencoded", origin: site.stack.siteUrl } : {}),
      },
    });
    const page = await response.text();
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return { status: response.status, to: response.headers.get("location") ?? "", page };
  }

  /** Asks until there is an answer that is not an outage. */
  async function patiently(place: string, form?: Form): Promise<Answered> {
    let answered: Answered | undefined;
    const again = async () => {
      answered = await ask(place, form).catch(() => undefined);
      if (answered && answered.status < 500) return true;
      await sleep(150);
      return false;
    };
    await until(again, `an answer from ${place} (last: ${answered?.status})`, 60_000);
    return answered!;
  }

  /** Opens a page, fills in its form and sends it; fails unless it leads on. */
  async function fill(place: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const { page } = await patiently(place);
    const sent = await patiently(place.split("?")[0]!, { ...hiddenFields(page), ...fields });
    if (sent.status < 300 || sent.status > 399)
      throw new Error(`${place} answered ${sent.status}: ${said(sent.page)}`);
    return sent.to;
  }

  return { ask, patiently, fill };
}

/** The hidden fields of a page, name to value. */
export function hiddenFields(page: string): Record<string, string> {
  const found = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...found].map(([, name, value]) => [name!, value!]));
}

function said(page: string): string {
  return page
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .slice(0, 600);
}

/** Names a worker, chooses three months from `start` on and says who pays. */
export async function fillTheCart(
  site: FaultSite,
  browser: Browser,
  worker: Person,
  by: Payer,
  start = addMonths(monthInWib(site.world.clock.now()), 1),
): Promise<void> {
  const [year = "", month = "", day = ""] = worker.bornOn.split("-");
  await browser.fill("/lindungi?baru", {
    name: worker.name,
    nik: worker.nik.replace(/(\d{4})(?=\d)/g, "$1 "),
    "bornOn-day": day,
    "bornOn-month": month,
    "bornOn-year": year,
    phone: worker.phone,
    relationship: "neighbour",
  });
  await browser.fill("/lindungi/pekerjaan", {
    occupation: "farm-labourer",
    place: "35.09.12.2001",
    bracket: "1",
  });
  await browser.fill("/lindungi/persetujuan", { consentManner: "spoken", consentStated: "on" });
  await browser.fill("/lindungi/bulan", { program: "dua", mulai: start, bulan: "3", aksi: "simpan" });
  await browser.fill("/pembayar", { name: by.name, email: by.email, shownAs: "name" });
}

/** From the filled cart to the gateway's page; returns its address. `wish` fills in how it should go on. */
export async function goToPay(
  browser: Browser,
  wish: Readonly<Record<string, string>> = {},
): Promise<string> {
  return browser.fill("/periksa", wish);
}

/** Presses a button of the gateway's page. */
export async function press(url: string, action = "pay", card = "4242424242424242"): Promise<number> {
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ action, card }),
  });
  await answer.body?.cancel();
  return answer.status;
}

/** The whole way of one sponsor, to the gateway's thank-you. */
export async function sponsorAndPay(site: FaultSite, n: number, story = 1): Promise<void> {
  const browser = openBrowser(site, `10.${story}.${Math.floor(n / 250)}.${n % 250}`);
  await fillTheCart(site, browser, person(n, story), payer(n, `s${story}-`));
  await press(await goToPay(browser));
}

/** Runs `work` for each number from `first`, `count` of them, so many at a time. */
export async function crowd(
  first: number,
  count: number,
  atOnce: number,
  work: (n: number) => Promise<void>,
): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  const one = async () => {
    for (let n = numbers.shift(); n !== undefined; n = numbers.shift()) await work(n);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** How many of these sponsors' orders are paid. Each has one, whatever they had to press twice. */
export async function settledOf({ world }: FaultSite, emails: readonly string[]): Promise<number> {
  const rows = await world.db
    .selectFrom("orders")
    .innerJoin("sponsor", "sponsor.id", "orders.sponsor_id")
    .innerJoin("order_settlement", "order_settlement.order_id", "orders.id")
    .select("sponsor.email")
    .where("sponsor.email", "in", [...emails])
    .execute();
  expect(new Set(rows.map((row) => row.email)).size).toBe(rows.length);
  return rows.length;
}

/** An admin gives one month of this sponsor's order back. */
export async function giveBackOneMonth({ world }: FaultSite, email: string): Promise<void> {
  const payment = await world.db
    .selectFrom("payment")
    .innerJoin("orders", "orders.id", "payment.order_id")
    .innerJoin("sponsor", "sponsor.id", "orders.sponsor_id")
    .select("payment.id")
    .where("sponsor.email", "=", email)
    .where("payment.state", "=", "succeeded")
    .executeTakeFirstOrThrow();
  const { months } = await refundableLines(world.db, payment.id);
  const asked = await requestRefund(world, {
    paymentId: payment.id,
    lines: months.slice(0, 1),
    includeFeeCover: false,
    reason: "Pekerja pindah ke luar kota",
    requestedBy: { id: "test", name: "Dewi" },
  });
  expect(asked.kind).toBe("requested");
}
