/** What the sandbox says in Resend's place fits the types of Resend's SDK: answers, errors and news. */
import { Resend } from "resend";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createResendMailer } from "~/adapters/resend/resend-mailer.server";
import { openRig, type Rig, resendKey } from "../adapters/sandbox-rig";
import { type Derived, deriveSchemas } from "./derive-schemas";
import { openRecorder } from "./recorder";

let rig: Rig;
let recorder: Awaited<ReturnType<typeof openRecorder>>;
let derived: Derived;

beforeAll(async () => {
  derived = deriveSchemas(
    `import type { CreateEmailOptions, CreateEmailResponseSuccess, GetEmailResponseSuccess, ErrorResponse,
      CreateBatchSuccessResponse, CreateBatchOptions, WebhookEventPayload } from "resend";
    type Snake<S extends string> = S extends \`\${infer A}\${infer B}\`
      ? \`\${A extends Lowercase<A> ? A : \`_\${Lowercase<A>}\`}\${Snake<B>}\` : S;
    type Wire<T> = T extends readonly (infer One)[] ? Wire<One>[]
      : T extends Uint8Array | ArrayBuffer ? never
      : T extends object ? { [K in keyof T as K extends string ? Snake<K> : K]: K extends "headers" ? T[K] : Wire<T[K]> } : T;
    type Plain<T> = T extends { react?: infer _ } ? Omit<T, "react"> : T;`,
    {
      Sent: "CreateEmailResponseSuccess",
      Shown: "GetEmailResponseSuccess",
      Problem: "Pick<ErrorResponse, 'message' | 'name' | 'statusCode'>",
      Strict: "{ data: { id: string }[] }",
      News: "WebhookEventPayload",
      Mail: "Wire<Omit<Extract<CreateEmailOptions, { from: string; html: string }>, 'react' | 'template'>>",
    },
  );
  rig = await openRig();
  await rig.control("resend/limit", { perSecond: 1000 });
  recorder = await openRecorder(rig.sandbox.url);
  const mailer = createResendMailer({ apiKey: resendKey, baseUrl: `${recorder.url}/resend` });
  const resend = new Resend(resendKey, { baseUrl: `${recorder.url}/resend` });
  const mail = {
    from: "Sertakan Cinta <halo@sertakancinta.example>",
    subject: "Tanda terima",
    html: "<p>Halo</p>",
    text: "Halo",
    headers: { "List-Unsubscribe": "<https://site.example/berhenti>" },
    tags: [{ name: "kind", value: "receipt" }],
    attachments: [{ filename: "a.pdf", contentType: "application/pdf", content: Buffer.from("%PDF") }],
    replyTo: "admin@sertakancinta.example",
  };
  for (const fate of ["sari", "bounced", "complained", "delayed", "failed", "suppressed"]) {
    const host = fate === "sari" ? "example.org" : "resend.dev";
    const handed = await mailer.send({ ...mail, to: `${fate}@${host}`, idempotencyKey: `story/${fate}` });
    if (handed.kind === "accepted") await resend.emails.get(handed.mailRef);
  }
  await mailer.send({ ...mail, to: "nobody", idempotencyKey: "story/wrong" });
  await mailer.send({ ...mail, to: "x@example.org", idempotencyKey: "story/sari" });
  await resend.emails.get("00000000-0000-4000-8000-000000000000");
  await resend.batch.send([
    { from: "a@example.org", to: "b@example.org", subject: "Pengingat", text: "Halo" },
  ]);
  await rig.quiet();
}, 120_000);
afterAll(async () => {
  await recorder?.close();
  await rig?.close();
});

const of = (method: string, path: RegExp, good: boolean) =>
  recorder.exchanges.filter(
    (one) => one.method === method && path.test(one.path) && (one.status === 200) === good,
  );

describe("the contract with Resend", () => {
  it("every letter we hand over fits the fields Resend takes", () => {
    const sent = of("POST", /\/emails$/, true);
    expect(sent.length).toBe(6);
    for (const one of sent) {
      expect(derived.check("Mail", JSON.parse(one.asked))).toEqual([]);
      expect(one.headers["idempotency-key"]).toMatch(/^story\//);
    }
    expect(derived.check("Mail", { ...JSON.parse(sent[0]!.asked), invented: 1 })).not.toEqual([]);
  });

  it("every answer fits its type", () => {
    for (const one of of("POST", /\/emails$/, true))
      expect(derived.check("Sent", JSON.parse(one.answered))).toEqual([]);
    const shown = of("GET", /\/emails\//, true);
    expect(shown.length).toBe(6);
    for (const one of shown) expect(derived.check("Shown", JSON.parse(one.answered))).toEqual([]);
    for (const one of of("POST", /\/batch$/, true))
      expect(derived.check("Strict", JSON.parse(one.answered))).toEqual([]);
    const { object: _, ...without } = JSON.parse(shown[0]!.answered);
    expect(derived.check("Shown", without)).not.toEqual([]);
  });

  it("every refusal has a name and a status Resend uses", () => {
    const refusals = recorder.exchanges.filter((one) => one.status !== 200);
    expect(refusals.length).toBe(3);
    for (const one of refusals) {
      const problem = JSON.parse(one.answered);
      expect(derived.check("Problem", problem)).toEqual([]);
      expect(problem.statusCode).toBe(one.status);
    }
  });

  it("all news fits the type of its kind", () => {
    const members = derived.members("News", "type");
    const kinds = new Set<string>();
    for (const arrival of rig.door.arrivals) {
      const news = JSON.parse(arrival.body);
      kinds.add(news.type);
      expect(derived.check(members.get(news.type) ?? "unknown", news)).toEqual([]);
    }
    expect([...kinds].sort()).toEqual([
      "email.bounced",
      "email.complained",
      "email.delivered",
      "email.delivery_delayed",
      "email.failed",
      "email.sent",
      "email.suppressed",
    ]);
  });
});
