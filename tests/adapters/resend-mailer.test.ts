import { Resend } from "resend";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createResendMailer } from "~/adapters/resend/resend-mailer.server";
import type { OutgoingMail } from "~/mail/mailer";
import { openRig, type Rig, resendKey, resendSecret } from "./sandbox-rig";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
  await rig.control("resend/limit", { perSecond: 1000 });
});
afterAll(() => rig.close());
beforeEach(async () => {
  await rig.quiet();
  rig.door.arrivals.length = 0;
});

let letters = 0;
const letter = (changes: Partial<OutgoingMail> = {}): OutgoingMail => {
  letters += 1;
  return {
    idempotencyKey: `receipt/SC-2026-${letters}`,
    from: "Sertakan Cinta <halo@sertakancinta.example>",
    replyTo: "admin@sertakancinta.example",
    to: `sari${letters}@example.org`,
    subject: `Tanda terima SC-2026-${letters}: Rp33.600`,
    html: "<p>Terima kasih, <b>Ibu Sari</b> <script>alert(1)</script></p>",
    text: "Terima kasih, Ibu Sari",
    headers: { "List-Unsubscribe": "<https://site.example/berhenti>" },
    tags: [{ name: "kind", value: "receipt" }],
    attachments: [
      { filename: "tanda terima.pdf", contentType: "application/pdf", content: Buffer.from("%PDF-1.7 satu") },
    ],
    ...changes,
  };
};

type Shown = {
  id: string;
  subject: string;
  attachments: { path: string; bytes: number; filename: string }[];
};
const inbox = async (to: string) =>
  (
    (await (await fetch(`${rig.sandbox.url}/inbox.json?to=${encodeURIComponent(to)}`)).json()) as {
      mails: Shown[];
    }
  ).mails;

describe("handing over a letter", () => {
  it("puts it in the inbox whole, with its attachment byte for byte", async () => {
    const mail = letter();
    const handed = await rig.mailer.send(mail);
    expect(handed).toEqual({ kind: "accepted", mailRef: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const [shown] = await inbox(mail.to);
    expect(shown).toMatchObject({
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: mail.headers,
      tags: mail.tags,
      replyTo: [mail.replyTo],
      idempotencyKey: mail.idempotencyKey,
    });
    const file = await fetch(`${rig.sandbox.url}${shown!.attachments[0]!.path}`);
    expect(file.headers.get("content-type")).toBe("application/pdf");
    expect(Buffer.from(await file.arrayBuffer()).equals(mail.attachments![0]!.content)).toBe(true);
  });

  it("twice under one key delivers it once; another letter under that key is refused", async () => {
    const mail = letter();
    const first = await rig.mailer.send(mail);
    expect(await rig.mailer.send(mail)).toEqual(first);
    expect(await inbox(mail.to)).toHaveLength(1);
    expect(await rig.mailer.send({ ...mail, subject: "Lain" })).toMatchObject({
      kind: "refused",
      detail: expect.stringContaining("invalid_idempotent_request"),
    });
  });

  it("while the same letter is still being taken is to be tried later", async () => {
    await rig.control("faults", { service: "resend", fault: "slow", delayMs: 300 });
    const mail = letter();
    const first = rig.mailer.send(mail);
    await new Promise((done) => setTimeout(done, 80));
    expect(await rig.mailer.send(mail)).toMatchObject({
      kind: "later",
      detail: expect.stringContaining("concurrent_idempotent_requests"),
    });
    expect((await first).kind).toBe("accepted");
  });

  it.each([
    ["error", "before"],
    ["error", "after"],
    ["reset", "before"],
    ["reset", "after"],
    ["nonsense", "before"],
    ["nonsense", "after"],
  ] as const)("with %s %s the work is to be tried later, and then arrives once", async (fault, when) => {
    await rig.control("faults", { service: "resend", fault, when });
    const mail = letter();
    expect((await rig.mailer.send(mail)).kind).toBe("later");
    expect((await rig.mailer.send(mail)).kind).toBe("accepted");
    expect(await inbox(mail.to)).toHaveLength(1);
  });

  it("too fast is told how long to wait", async () => {
    await rig.control("faults", { service: "resend", fault: "rate_limit" });
    expect(await rig.mailer.send(letter())).toMatchObject({ kind: "later", waitMs: 2000 });
    await rig.control("resend/limit", { perSecond: 1 });
    const handed = await Promise.all([1, 2, 3, 4].map(() => rig.mailer.send(letter())));
    await rig.control("resend/limit", { perSecond: 1000 });
    expect(handed.filter((one) => one.kind === "later" && one.waitMs === 1000).length).toBeGreaterThan(0);
  });

  it("gives up waiting for a service that does not answer", async () => {
    await rig.control("faults", { service: "resend", fault: "slow", delayMs: 1500 });
    const hasty = createResendMailer({
      apiKey: resendKey,
      baseUrl: `${rig.sandbox.url}/resend`,
      timeoutMs: 100,
    });
    expect((await hasty.send(letter())).kind).toBe("later");
  });

  it.each([
    ["a wrong address", { to: "nobody" }],
    ["a wrong sender", { from: "Sertakan Cinta" }],
    ["a tag with a space", { tags: [{ name: "kind", value: "two words" }] }],
    ["no key", { idempotencyKey: "" }],
    ["a key that is too long", { idempotencyKey: "k".repeat(257) }],
  ])("with %s is refused for good", async (_, changes) => {
    expect((await rig.mailer.send(letter(changes))).kind).toBe("refused");
  });

  it("with a wrong API key is refused, and without a user agent forbidden", async () => {
    const stranger = createResendMailer({ apiKey: "re_other", baseUrl: `${rig.sandbox.url}/resend` });
    expect(await stranger.send(letter())).toMatchObject({
      kind: "refused",
      detail: expect.stringContaining("invalid_api_key"),
    });
    const { request } = await import("node:http");
    const status = await new Promise((done) => {
      const { port } = new URL(rig.sandbox.url);
      const headers = { authorization: `Bearer ${resendKey}` };
      request({ host: "127.0.0.1", port, path: "/resend/emails", method: "POST", headers }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      }).end("{}");
    });
    expect(status).toBe(403);
  });
});

describe("a batch", () => {
  const resend = () => new Resend(resendKey, { baseUrl: `${rig.sandbox.url}/resend` });
  const one = (to: string) => ({ from: "a@example.org", to, subject: "Pengingat", text: "Halo" });

  it("is taken whole or not at all, and permissively with what is right", async () => {
    const good = await resend().batch.send([one("x1@example.org"), one("x2@example.org")]);
    expect(good.data?.data).toHaveLength(2);
    const strict = await resend().batch.send([one("x3@example.org"), one("wrong")]);
    expect(strict.error?.name).toBe("validation_error");
    expect(await inbox("x3@example.org")).toHaveLength(0);
    const lenient = await resend().batch.send([one("x4@example.org"), one("wrong")], {
      batchValidation: "permissive",
    });
    expect(lenient.data).toMatchObject({ data: [{}], errors: [{ index: 1 }] });
  });

  it("takes no attachments", async () => {
    const mail = { ...one("x5@example.org"), attachments: [{ filename: "a.txt", content: "YQ==" }] };
    expect((await resend().batch.send([mail])).error?.message).toContain("Attachments");
  });
});

describe("news of a letter", () => {
  const readAll = () =>
    Promise.all(
      rig.door.arrivals.map(async (arrival) => {
        const reading = await rig.mailer.readNews(rig.door.request(arrival), rig.clock.now());
        return reading.kind === "news" ? reading.news : reading;
      }),
    );

  it("comes signed: sent, then delivered", async () => {
    const mail = letter();
    const handed = await rig.mailer.send(mail);
    await rig.quiet();
    const news = await readAll();
    const mailRef = handed.kind === "accepted" && handed.mailRef;
    expect(news).toMatchObject([
      { kind: "sent", mailRef, to: [mail.to] },
      { kind: "delivered", mailRef },
    ]);
    // The SDK's own check agrees, as long as our clock is the machine's.
    const { headers, body } = rig.door.arrivals[0]!;
    const [id, timestamp, signature] = ["id", "timestamp", "signature"].map(
      (n) => headers.get(`svix-${n}`) ?? "",
    );
    const sdk = new Resend(resendKey);
    const given = { id: id!, timestamp: timestamp!, signature: signature! };
    expect(sdk.webhooks.verify({ payload: body, headers: given, webhookSecret: resendSecret })).toMatchObject(
      {
        type: "email.sent",
      },
    );
  });

  it("of a bounce names the reason, and the next letter there is suppressed", async () => {
    await rig.mailer.send(letter({ to: "bounced@resend.dev" }));
    await rig.mailer.send(letter({ to: "bounced@resend.dev" }));
    await rig.quiet();
    expect(await readAll()).toMatchObject([
      { kind: "sent" },
      { kind: "bounced", detail: expect.stringContaining("Permanent") },
      { kind: "suppressed" },
    ]);
    await rig.control("suppressions/clear");
  });

  it("comes again under the same id when it is sent again", async () => {
    await rig.control("webhooks/switch", { to: "resend", type: "email.delivered", duplicate: 1 });
    await rig.mailer.send(letter());
    await rig.quiet();
    const news = (await readAll()) as { mailEventId: string }[];
    expect(new Set(news.map((one) => one.mailEventId)).size).toBe(2);
    expect(news).toHaveLength(3);
  });

  it.each([
    [{ signature: "wrong" }, /No signature/],
    [{ ageSeconds: 400 }, /too old/],
    [{ ageSeconds: -400 }, /future/],
  ] as const)("altered by %o is forged", async (alteration, detail) => {
    await rig.control("webhooks/switch", { to: "resend", type: "email.delivered", ...alteration });
    await rig.mailer.send(letter());
    await rig.quiet();
    const arrival = rig.door.arrivals.find((one) => one.body.includes("email.delivered"))!;
    const reading = await rig.mailer.readNews(rig.door.request(arrival), rig.clock.now());
    expect(reading).toEqual({ kind: "forged", detail: expect.stringMatching(detail) });
  });

  it("is believed by the house's clock, not the machine's", async () => {
    await rig.control("clock/advance", { days: 300 });
    await rig.mailer.send(letter());
    await rig.quiet();
    expect(await readAll()).toMatchObject([{ kind: "sent" }, { kind: "delivered" }]);
  });
});

describe("the inbox in a browser", () => {
  it("escapes what is not the letter, and shuts the letter in", async () => {
    const mail = letter({ subject: 'Tanda <img src=x onerror="alert(1)">' });
    await rig.mailer.send(mail);
    const [shown] = await inbox(mail.to);
    const list = await (await fetch(`${rig.sandbox.url}/inbox`)).text();
    const page = await (await fetch(`${rig.sandbox.url}/inbox/${shown!.id}`)).text();
    for (const text of [list, page]) expect(text).not.toContain("<img src=x");
    expect(page).toContain("<iframe");
    const inner = await fetch(`${rig.sandbox.url}/inbox/${shown!.id}/html`);
    expect(inner.headers.get("content-security-policy")).toMatch(/^sandbox .*default-src 'none'/);
    expect(await inner.text()).toContain("<b>Ibu Sari</b>");
  });

  it("and the other pages can be opened, and another site's form cannot press their buttons", async () => {
    for (const path of ["/inbox", "/_sandbox/", "/_sandbox/webhooks"])
      expect((await fetch(`${rig.sandbox.url}${path}`)).status).toBe(200);
    expect((await fetch(`${rig.sandbox.url}/nowhere`)).status).toBe(404);
    const foreign = await fetch(`${rig.sandbox.url}/_sandbox/payouts/run`, {
      method: "POST",
      headers: { origin: "http://evil.example" },
    });
    expect(foreign.status).toBe(403);
    const form = await fetch(`${rig.sandbox.url}/_sandbox/clock/advance`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ hours: "1" }),
    });
    expect(form.status).toBe(303);
    const wrong = await fetch(`${rig.sandbox.url}/_sandbox/faults`, {
      method: "POST",
      body: new URLSearchParams({ service: "post" }),
    });
    expect(wrong.status).toBe(400);
  });
});
