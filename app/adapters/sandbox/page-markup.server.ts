/** Pages written as text with everything escaped that is put into them, and the frame they share. */
import { randomBytes } from "node:crypto";
import type { Answer } from "./http-exchange.server";

export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | false | null | undefined | readonly Part[];

/** A piece of a page: values are escaped, pieces and lists of pieces are put in as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + render(parts[index - 1]) + string));
}

function render(part: Part): string {
  if (part === undefined || part === null || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(render).join("");
  return escapeText(String(part));
}

export function escapeText(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}

/** Sen as `Rp16.800`, and with two decimals only when there are sen. */
export function rupiahOf(sen: number): string {
  const digits = sen % 100 === 0 ? 0 : 2;
  const amount = (sen / 100).toLocaleString("id-ID", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `Rp${amount}`;
}

const stateWords: Readonly<Record<string, string>> = {
  open: "terbuka",
  complete: "selesai",
  expired: "kedaluwarsa",
  paid: "dibayar",
  unpaid: "belum dibayar",
  no_payment_required: "tanpa pembayaran",
  sent: "terkirim",
  delivered: "sampai",
  delivery_delayed: "tertunda",
  bounced: "terpental",
  complained: "dikeluhkan",
  suppressed: "tidak dikirim",
  failed: "gagal",
  needs_response: "menunggu jawaban",
  under_review: "diperiksa bank",
  won: "menang",
  lost: "kalah",
  in_transit: "dalam perjalanan",
  waiting: "menunggu",
  held: "ditahan",
  dropped: "dihilangkan",
  given_up: "menyerah",
  succeeded: "berhasil",
  pending: "diproses",
};

/** A state of the services in words. */
export function stateOf(state: string | null): string {
  return stateWords[state ?? ""] ?? state ?? "";
}

/** A moment as people in Jember read it. */
export function momentOf(at: Date): string {
  const text = at.toLocaleString("id-ID", {
    timeZone: "Asia/Jakarta",
    dateStyle: "long",
    timeStyle: "short",
  });
  return `${text} WIB`;
}

/** A whole page, clearly marked as pretend money. Works without scripts and runs none; it can load itself again. */
export function page(title: string, body: Markup, status = 200, lookAgainSeconds = 0): Answer {
  const nonce = randomBytes(16).toString("base64");
  const text = html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">${lookAgainSeconds > 0 && html`<meta http-equiv="refresh" content="${lookAgainSeconds}">`}<title>${title} · Ruang coba</title>
<style nonce="${nonce}">${new Markup(styles)}</style></head>
<body><header><p class="mark">Ruang coba: bukan uang sungguhan</p></header><main>${body}</main></body></html>`
    .text;
  return {
    status,
    body: text,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "content-security-policy": `default-src 'none'; style-src 'nonce-${nonce}'; frame-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'`,
    },
  };
}

const styles = `
:root{--paper:#FBF8F2;--ink:#1C2420;--leaf:#0F5B46;--clay:#B3422D;--line:#D9D3C5;--soft:#5A635E;--card:#fff;--amber:#7A4E0B;--amber-soft:#FBEFD6}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "Plus Jakarta Sans",system-ui,sans-serif}
.mark{margin:0;padding:8px 16px;background:var(--amber-soft);color:var(--amber);text-align:center;font-weight:600}
main{max-width:34rem;margin:0 auto;padding:16px}
main:has(.wide){max-width:72rem}
h1{font-size:22px;line-height:1.3;margin:16px 0 8px}h2{font-size:18px;margin:24px 0 8px}
a{color:#1D4ED8}:focus-visible{outline:3px solid #1D4ED8;outline-offset:2px}
.total{font-size:28px;font-weight:700;font-variant-numeric:tabular-nums;margin:0}
.soft{color:var(--soft);margin:0 0 8px}
ul.lines{list-style:none;margin:16px 0;padding:0;border-top:1px solid var(--line)}
ul.lines li{display:flex;justify-content:space-between;gap:16px;padding:8px 0;border-bottom:1px solid var(--line)}
ul.lines span:last-child{font-variant-numeric:tabular-nums;white-space:nowrap}
label{display:block;font-weight:600;margin:12px 0 4px}
input,select{width:100%;min-height:44px;padding:8px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid #8A8F8B;border-radius:8px}
button{min-height:44px;padding:8px 16px;font:inherit;font-weight:600;border-radius:8px;border:1px solid var(--leaf);background:var(--card);color:var(--leaf);cursor:pointer}
button.first{width:100%;background:var(--leaf);color:#fff;margin-top:16px}
.choices{display:grid;gap:8px;margin:16px 0}
.problem{border-left:4px solid var(--clay);padding:8px 12px;background:var(--card);color:var(--clay);margin:16px 0}
.rows{width:100%;border-collapse:collapse;font-size:14px}.rows th,.rows td{text-align:left;padding:8px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.scroll{overflow-x:auto}.grid{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr))}
progress{width:100%;height:16px;accent-color:var(--leaf)}.on-its-way{border:1px solid var(--leaf);border-radius:8px;padding:16px;background:var(--card);margin:16px 0}.on-its-way p{margin:0 0 8px}
fieldset{border:1px solid var(--line);border-radius:8px;padding:8px 16px 16px;margin:0;min-width:0}legend{font-weight:600;padding:0 4px}form+form{margin-top:8px}
iframe{width:100%;height:36rem;border:1px solid var(--line);border-radius:8px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px;font-size:14px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
`;
