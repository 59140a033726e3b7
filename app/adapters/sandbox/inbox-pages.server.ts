/** The inbox: every mail the site has sent, as the one who receives it would see it. */
import { type Answer, json } from "./http-exchange.server";
import { bare } from "./mail-fate.server";
import { html, momentOf, page, stateOf } from "./page-markup.server";
import { notFoundPage } from "./pay-page.server";
import type { Sandbox } from "./sandbox-house.server";
import type { MailKept } from "./sandbox-records";

const shown = 200;

/** Answers `/inbox…`; `to` narrows the list to one address. */
export function inboxAnswer(sandbox: Sandbox, path: string, query: URLSearchParams): Answer {
  const to = query.get("to")?.trim().toLowerCase() ?? "";
  const mails = () =>
    sandbox.store
      .all("mail")
      .filter((mail) => to === "" || [...mail.to, ...mail.cc, ...mail.bcc].some((one) => bare(one) === to))
      .reverse();
  if (path === "/inbox" || path === "/inbox/") return listPage(mails().slice(0, shown), to);
  if (path === "/inbox.json") return json(200, { mails: mails().slice(0, shown).map(mailJson) });
  const [, id = "", part, number] =
    /^\/inbox\/([0-9a-f-]{36})(?:\/(html|json|attachments)(?:\/(\d+))?)?$/.exec(path) ?? [];
  const mail = sandbox.store.get("mail", id);
  if (!mail) return notFoundPage();
  if (part === "html") return mailHtml(mail);
  if (part === "json") return json(200, mailJson(mail));
  if (part === "attachments") return attachmentAnswer(mail, Number(number));
  return mailPage(mail);
}

function mailJson(mail: MailKept): object {
  const { attachments, ...rest } = mail;
  return {
    ...rest,
    attachments: attachments.map(({ content, ...one }, index) => ({
      ...one,
      bytes: Buffer.byteLength(content, "base64"),
      path: `/inbox/${mail.id}/attachments/${index}`,
    })),
  };
}

function listPage(mails: readonly MailKept[], to: string): Answer {
  const rows = mails.map(
    (mail) => html`<tr><td><a href="/inbox/${mail.id}">${mail.subject}</a></td><td>${mail.to.join(", ")}</td>
<td>${momentOf(new Date(mail.createdAt))}</td><td>${stateOf(mail.lastEvent)}</td></tr>`,
  );
  return page(
    "Kotak surat",
    html`<div class="wide"><h1>Kotak surat</h1>
<p class="soft">Semua surat yang dikirim situs, yang terbaru di atas. <a href="/_sandbox/">Kendali ruang coba</a></p>
<form method="get" action="/inbox"><label for="to">Alamat penerima</label>
<input id="to" name="to" type="email" value="${to}"><button class="first">Saring</button></form>
${
  rows.length === 0
    ? html`<p>Belum ada surat.</p>`
    : html`<div class="scroll"><table class="rows"><thead><tr><th scope="col">Perihal</th><th scope="col">Kepada</th>
<th scope="col">Waktu</th><th scope="col">Keadaan</th></tr></thead><tbody>${rows}</tbody></table></div>`
}</div>`,
  );
}

function mailPage(mail: MailKept): Answer {
  const headers = Object.entries(mail.headers);
  return page(
    mail.subject,
    html`<div class="wide"><p><a href="/inbox">Kotak surat</a></p><h1>${mail.subject}</h1>
<dl><dt>Dari</dt><dd>${mail.from}</dd><dt>Kepada</dt><dd>${mail.to.join(", ")}</dd>
${mail.replyTo.length > 0 && html`<dt>Balas ke</dt><dd>${mail.replyTo.join(", ")}</dd>`}
<dt>Waktu</dt><dd>${momentOf(new Date(mail.createdAt))}</dd><dt>Keadaan</dt><dd>${stateOf(mail.lastEvent)}</dd>
<dt>Kunci</dt><dd>${mail.idempotencyKey ?? "tidak ada"}</dd>
${mail.tags.length > 0 && html`<dt>Tanda</dt><dd>${mail.tags.map((tag) => `${tag.name}=${tag.value}`).join(", ")}</dd>`}
${headers.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${
  mail.attachments.length > 0 &&
  html`<h2>Lampiran</h2><ul>${mail.attachments.map(
    (one, index) =>
      html`<li><a href="/inbox/${mail.id}/attachments/${index}" download="${one.filename}">${one.filename}</a> (${one.contentType}, ${Math.ceil((one.content.length * 0.75) / 1024)} KB)</li>`,
  )}</ul>`
}
${mail.html !== null && html`<h2>Isi surat</h2><iframe title="Isi surat" src="/inbox/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`}
${mail.text !== null && html`<h2>Versi teks</h2><pre>${mail.text}</pre>`}</div>`,
  );
}

/** The letter itself, shut in: no scripts, no forms, links lead out of the frame. */
function mailHtml(mail: MailKept): Answer {
  const inline = (mail.html ?? "").replace(/cid:([^"'\s)]+)/g, (whole, id: string) => {
    const index = mail.attachments.findIndex((one) => one.contentId === id);
    return index < 0 ? whole : `/inbox/${mail.id}/attachments/${index}`;
  });
  return {
    status: 200,
    body: `<base target="_top">${inline}`,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy":
        "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https: http:; font-src data: https:",
    },
  };
}

function attachmentAnswer(mail: MailKept, index: number): Answer {
  const one = mail.attachments[index];
  if (!one) return notFoundPage();
  const plain = one.filename.replace(/[^\w.\- ]/g, "_");
  return {
    status: 200,
    body: Buffer.from(one.content, "base64"),
    headers: {
      "content-type": /^[\w.+-]+\/[\w.+-]+$/.test(one.contentType)
        ? one.contentType
        : "application/octet-stream",
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(one.filename)}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    },
  };
}
