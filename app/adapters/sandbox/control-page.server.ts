/** The control page: the clock, what is to go wrong, what customers and banks do, and the line of webhooks. */
import type { Answer } from "./http-exchange.server";
import { html, type Markup, momentOf, page, rupiahOf, stateOf } from "./page-markup.server";
import type { Sandbox } from "./sandbox-house.server";
import { armed } from "./switches.server";
import { walkOf } from "./walking.server";

const recent = 12;

export function controlPage(sandbox: Sandbox, problem?: string): Answer {
  const isWalking = walkOf(sandbox)?.state === "walking";
  return page(
    "Kendali",
    html`<div class="wide"><h1>Kendali ruang coba</h1>
<p class="soft">Waktu ruang coba: <strong>${momentOf(sandbox.now())}</strong> · <a href="/inbox">Kotak surat</a></p>
${problem && html`<p class="problem" role="alert">${problem}</p>`}
${walkNote(sandbox)}
<div class="grid">${clockForms}${faultForm}${webhookForms}${moneyForms}</div>
${armedList(sandbox)}${savedCards(sandbox)}${payments(sandbox)}${disputes(sandbox)}${payouts(sandbox)}${deliveries(sandbox)}</div>`,
    problem ? 400 : 200,
    isWalking && !problem ? 1 : 0,
  );
}

const button = (path: string, label: string, fields: Markup | "" = "") =>
  html`<form method="post" action="/_sandbox/${path}">${fields}<button>${label}</button></form>`;
const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
const option = (value: string, label: string) => html`<option value="${value}">${label}</option>`;

const clockForms = html`<fieldset><legend>Waktu</legend>
<p class="soft">Hari demi hari: setiap hari ditunggu sampai pekerjaan situs selesai.</p>
${button("clock/walk", "Maju satu hari", hidden("days", "1"))}
${button("clock/walk", "Maju 30 hari", hidden("days", "30"))}
${button("clock/walk", "Maju satu tahun", hidden("days", "365"))}
<form method="post" action="/_sandbox/clock/walk"><label for="days">Jumlah hari</label>
<input id="days" name="days" type="number" min="1" max="3700" value="90"><button class="first">Majukan waktu</button></form>
<p class="soft">Sekaligus: hari di antaranya tidak dialami situs.</p>
${button("clock/advance", "Loncat satu jam", hidden("hours", "1"))}
${button("clock/advance", "Loncat satu hari", hidden("days", "1"))}</fieldset>`;

const walkEnds = {
  walking: "",
  arrived: "Perjalanan waktu selesai.",
  stopped: "Perjalanan waktu dihentikan.",
  stuck:
    "Perjalanan waktu berhenti: situs tidak selesai dengan pekerjaan hari ini dalam satu menit. Lihat halaman pekerjaan di area admin.",
} as const;

/** How far the clock has walked; nothing when it never did. */
function walkNote(sandbox: Sandbox): Markup | "" {
  const walk = walkOf(sandbox);
  if (!walk) return "";
  if (walk.state !== "walking")
    return html`<p class="${walk.state === "stuck" ? "problem" : "soft"}" role="status">${walkEnds[walk.state]}</p>`;
  const days = (to: string | Date) =>
    Math.round((new Date(to).getTime() - Date.parse(walk.from)) / 86_400_000);
  const [passed, all] = [Math.min(days(sandbox.now()), days(walk.to)), days(walk.to)];
  return html`<div class="on-its-way" role="status"><p>Waktu berjalan: <strong>hari ${passed} dari ${all}</strong>, sampai ${momentOf(new Date(walk.to))}</p>
<progress max="${all}" value="${passed}">${passed} dari ${all}</progress>
${button("clock/stop", "Hentikan")}</div>`;
}

const faultForm = html`<fieldset><legend>Gangguan</legend><form method="post" action="/_sandbox/faults">
<label for="service">Layanan</label><select id="service" name="service">${option("stripe", "Stripe")}${option("resend", "Resend")}</select>
<label for="fault">Jenis</label><select id="fault" name="fault">${option("error", "Jawaban 500")}${option("slow", "Lambat")}${option("nonsense", "Jawaban tidak masuk akal")}${option("reset", "Sambungan putus")}${option("rate_limit", "Terlalu banyak permintaan")}</select>
<label for="when">Saat</label><select id="when" name="when">${option("before", "Sebelum dikerjakan")}${option("after", "Sesudah dikerjakan, jawaban hilang")}</select>
<label for="times">Berapa kali</label><input id="times" name="times" type="number" min="1" value="1">
<button class="first">Pasang gangguan</button></form>
${button("switches/clear", "Hapus semua gangguan dan sakelar")}</fieldset>`;

const webhookForms = html`<fieldset><legend>Webhook</legend><form method="post" action="/_sandbox/webhooks/switch">
<label for="type">Hanya untuk jenis (boleh kosong)</label><input id="type" name="type">
<label for="duplicate">Salinan tambahan</label><input id="duplicate" name="duplicate" type="number" min="0" max="20" value="0">
<label for="delayMs">Tunda (milidetik)</label><input id="delayMs" name="delayMs" type="number" min="0" value="0">
<label for="drop">Hilangkan</label><select id="drop" name="drop">${option("false", "Tidak")}${option("true", "Ya")}</select>
<label for="signature">Tanda tangan</label><select id="signature" name="signature">${option("right", "Benar")}${option("wrong", "Salah")}</select>
<button class="first">Pasang untuk berikutnya</button></form>
${button("webhooks/hold", "Tahan semua")}
${button("webhooks/release", "Lepaskan berurutan")}
${button("webhooks/release", "Lepaskan terbalik", hidden("order", "reversed"))}
${button("webhooks/retry", "Coba kirim lagi sekarang")}</fieldset>`;

const moneyForms = html`<fieldset><legend>Bank</legend>
${button("payouts/run", "Cairkan saldo sekarang")}
<form method="post" action="/_sandbox/settlement"><label for="currency">Mata uang pencairan</label>
<select id="currency" name="currency">${option("idr", "IDR")}${option("usd", "USD")}</select>
<label for="exchangeRate">Kurs (kosong untuk IDR)</label><input id="exchangeRate" name="exchangeRate" inputmode="decimal" placeholder="0.00006">
<button class="first">Simpan mata uang</button></form></fieldset>`;

function armedList(sandbox: Sandbox): Markup | "" {
  const list = armed(sandbox);
  if (list.length === 0) return "";
  return html`<h2>Sedang terpasang</h2><ul>${list.map(([, setting]) => html`<li>${JSON.stringify(setting)}</li>`)}</ul>`;
}

function table(title: string, heads: readonly string[], rows: readonly Markup[]): Markup | "" {
  if (rows.length === 0) return "";
  return html`<h2>${title}</h2><div class="scroll"><table class="rows"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function payments(sandbox: Sandbox): Markup | "" {
  const rows = sandbox.store
    .all("session")
    .slice(-recent)
    .reverse()
    .map((session) => {
      const intent = sandbox.store.get("intent", session.payment_intent ?? "");
      const waits = intent?.status === "processing";
      return html`<tr><td>${session.client_reference_id ?? session.id}</td><td>${rupiahOf(session.amount_total ?? 0)}</td>
<td>${stateOf(session.status)}, ${stateOf(session.payment_status)}</td><td>
${session.url && html`<a href="${session.url}">Buka halaman bayar</a>`}
${waits && button(`sessions/${session.id}/settle`, "Transfer datang", hidden("outcome", "came"))}
${waits && button(`sessions/${session.id}/settle`, "Transfer gagal", hidden("outcome", "failed"))}
${intent?.status === "succeeded" && button(`payments/${intent.id}/dispute`, "Sengketakan")}</td></tr>`;
    });
  return table("Pembayaran terakhir", ["Acuan", "Jumlah", "Keadaan", "Tindakan"], rows);
}

/** Cards that were kept, and how their banks answer from now on when one is charged without its owner. */
function savedCards(sandbox: Sandbox): Markup | "" {
  const rows = sandbox.store
    .entries("card")
    .flatMap(([id, card]) => {
      const method = sandbox.store.get("method", id);
      const customer = sandbox.store.get("customer", String(method?.customer ?? ""));
      return customer && method?.card ? [{ id, card, method: method.card, email: customer.email ?? "" }] : [];
    })
    .slice(-recent)
    .reverse()
    .map(({ id, card, method, email }) => {
      const says =
        card.answer === "ok" ? (card.confirmation === "always" ? "minta persetujuan" : "terima") : "tolak";
      return html`<tr><td>${email}</td><td>${method.brand} ${method.last4}, ${method.exp_month}/${method.exp_year}</td><td>${says}</td><td>
${says !== "terima" && button(`cards/${id}`, "Terima", html`${hidden("answer", "ok")}${hidden("confirmation", "never")}`)}
${says !== "tolak" && button(`cards/${id}`, "Tolak", hidden("answer", "insufficient_funds"))}
${says !== "minta persetujuan" && button(`cards/${id}`, "Minta persetujuan", html`${hidden("answer", "ok")}${hidden("confirmation", "always")}`)}</td></tr>`;
    });
  return table("Kartu tersimpan", ["Pemilik", "Kartu", "Jawaban bank", "Mulai sekarang"], rows);
}

function disputes(sandbox: Sandbox): Markup | "" {
  const rows = sandbox.store
    .all("dispute")
    .slice(-recent)
    .reverse()
    .map((dispute) => {
      const open = dispute.status !== "won" && dispute.status !== "lost";
      return html`<tr><td>${dispute.id}</td><td>${rupiahOf(dispute.amount)}</td><td>${stateOf(dispute.status)}</td><td>
${open && button(`disputes/${dispute.id}/close`, "Menang", hidden("outcome", "won"))}
${open && button(`disputes/${dispute.id}/close`, "Kalah", hidden("outcome", "lost"))}</td></tr>`;
    });
  return table("Sengketa", ["Nomor", "Jumlah", "Keadaan", "Tindakan"], rows);
}

function payouts(sandbox: Sandbox): Markup | "" {
  const rows = sandbox.store
    .all("payout")
    .slice(-recent)
    .reverse()
    .map(
      (
        payout,
      ) => html`<tr><td>${payout.id}</td><td>${payout.currency === "idr" ? rupiahOf(payout.amount) : `${payout.amount} ${payout.currency}`}</td>
<td>${stateOf(payout.status)}</td><td>${payout.status !== "failed" && button(`payouts/${payout.id}/fail`, "Gagalkan")}</td></tr>`,
    );
  return table("Pencairan", ["Nomor", "Jumlah", "Keadaan", "Tindakan"], rows);
}

function deliveries(sandbox: Sandbox): Markup | "" {
  const rows = sandbox.store
    .all("delivery")
    .slice(-recent * 2)
    .reverse()
    .map(
      (
        one,
      ) => html`<tr><td>${one.type}</td><td>${one.subject}</td><td>${stateOf(one.state)} (${one.attempts}) ${one.outcome}</td>
<td>${button(`deliveries/${one.id}/resend`, "Kirim sekali lagi")}</td></tr>`,
    );
  return table("Webhook terakhir", ["Jenis", "Nomor", "Keadaan", "Tindakan"], rows);
}
