/** The hosted payment page: what is paid, with which card, and every way it can go. */
import type { StripeSession } from "../stripe/stripe-shapes";
import type { Answer } from "./http-exchange.server";
import { html, type Markup, page, rupiahOf, stateOf } from "./page-markup.server";
import { successUrl } from "./paying.server";
import type { Sandbox } from "./sandbox-house.server";
import { testCards } from "./test-cards";

/** The page of a session as it stands; `problem` says why the last try did not work. */
export function payPage(sandbox: Sandbox, session: StripeSession, problem?: string): Answer {
  if (session.status === "complete") return donePage(session);
  if (session.status === "expired") return expiredPage(session);
  const setup = session.mode === "setup";
  const title = setup ? "Simpan kartu" : "Pembayaran";
  return page(
    title,
    html`<h1>${title}</h1>
${setup ? html`<p class="soft">Kartu disimpan untuk pembayaran berikutnya. Belum ada uang yang ditarik.</p>` : summary(sandbox, session)}
${problem && html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" action="/pay/${session.id}">
${emailField(session)}
<label for="card">Nomor kartu uji</label>
<input id="card" name="card" inputmode="numeric" autocomplete="off" value="4242 4242 4242 4242" list="cards">
<datalist id="cards">${testCards.map((card) => html`<option value="${card.number}">${card.words}</option>`)}</datalist>
<button class="first" name="action" value="pay">${setup ? "Simpan kartu" : "Bayar"}</button>
<div class="choices">
${!setup && choices}
<button name="action" value="cancel" formnovalidate>${setup ? "Kembali tanpa menyimpan" : "Kembali tanpa membayar"}</button>
</div>
</form>`,
    problem ? 402 : 200,
  );
}

const choices = html`<button name="action" value="decline">Kartu ditolak</button>
<button name="action" value="insufficient">Saldo tidak cukup</button>
<button name="action" value="three_ds">Verifikasi 3-D Secure</button>
<button name="action" value="later">Bayar nanti (transfer tertunda)</button>`;

function summary(sandbox: Sandbox, session: StripeSession): Markup {
  const lines = sandbox.store.get("sessionNotes", session.id)?.lines ?? [];
  return html`<p class="soft">Jumlah yang dibayar</p>
<p class="total">${rupiahOf(session.amount_total ?? 0)}</p>
<ul class="lines">${lines.map(
    (line) =>
      html`<li><span>${line.description}${(line.quantity ?? 1) > 1 && ` × ${line.quantity}`}</span><span>${rupiahOf(line.amount_total)}</span></li>`,
  )}</ul>`;
}

function emailField(session: StripeSession): Markup {
  const known = session.customer_details?.email ?? session.customer_email;
  if (known) return html`<p class="soft">Tanda terima dikirim ke ${known}</p>`;
  return html`<label for="email">Alamat email</label>
<input id="email" name="email" type="email" autocomplete="email" required>`;
}

/** The issuer asks whether it is really the holder. */
export function confirmPage(session: StripeSession): Answer {
  return page(
    "Verifikasi 3-D Secure",
    html`<h1>Verifikasi 3-D Secure</h1>
<p>Bank penerbit kartu menanyakan apakah benar Bapak/Ibu yang membayar ${rupiahOf(session.amount_total ?? 0)}.</p>
<form method="post" action="/pay/${session.id}/verifikasi">
<button class="first" name="result" value="passed">Verifikasi berhasil</button>
<div class="choices"><button name="result" value="failed">Verifikasi gagal</button></div>
</form>`,
  );
}

function donePage(session: StripeSession): Answer {
  const paid = session.payment_status !== "unpaid";
  const said =
    session.mode === "setup" ? "Kartu sudah disimpan" : paid ? "Sudah dibayar" : "Menunggu transfer";
  const more = paid
    ? "Tidak perlu membayar lagi."
    : "Pembayaran sudah dicatat dan menunggu uangnya datang. Tidak perlu membayar lagi.";
  return page(
    said,
    html`<h1>${said}</h1><p>${session.mode === "setup" ? "Tidak ada uang yang ditarik." : more}</p>
<p><a href="${successUrl(session)}">Kembali ke situs</a></p>`,
  );
}

function expiredPage(session: StripeSession): Answer {
  return page(
    "Halaman kedaluwarsa",
    html`<h1>Halaman pembayaran ini sudah kedaluwarsa</h1><p>Tidak ada uang yang ditarik.</p>
${session.cancel_url && html`<p><a href="${session.cancel_url}">Kembali ke situs</a></p>`}`,
    410,
  );
}

/** What stands behind a charge's `receipt_url`. */
export function receiptPage(sandbox: Sandbox, chargeId: string): Answer {
  const charge = sandbox.store.get("charge", chargeId);
  if (!charge) return notFoundPage();
  return page(
    "Bukti pembayaran",
    html`<h1>Bukti pembayaran gerbang</h1><p class="total">${rupiahOf(charge.amount)}</p>
<dl><dt>Nomor</dt><dd>${charge.id}</dd><dt>Keadaan</dt><dd>${stateOf(charge.status)}</dd>
<dt>Dikembalikan</dt><dd>${rupiahOf(charge.amount_refunded)}</dd></dl>`,
  );
}

export function notFoundPage(): Answer {
  return page(
    "Tidak ditemukan",
    html`<h1>Halaman tidak ditemukan</h1>
<p>Tautan ini tidak menuju apa pun di ruang coba.</p>
<p><a href="/_sandbox/">Kendali ruang coba</a> · <a href="/inbox">Kotak surat</a></p>`,
    404,
  );
}
