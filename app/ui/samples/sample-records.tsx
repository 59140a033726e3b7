import { AdminFrame, ListAndDetail } from "../admin-frame";
import { Button, ButtonLink } from "../button";
import { CalendarGrid, type MonthState } from "../calendar-grid";
import { DataTable } from "../data-table";
import { Section, TwoColumns } from "../layout";
import { Pager } from "../pager";
import { StateMark } from "../state-mark";
import { StickyTotal } from "../sticky-total";
import { SummaryList } from "../summary-list";
import { Tabs } from "../tabs";
import { Timeline } from "../timeline";

const paid: MonthState = { tone: "good", mark: "check", word: "Lunas" };
const remitted: MonthState = { tone: "good", mark: "half", word: "Disetor" };
const confirmed: MonthState = { tone: "good", mark: "full", word: "Dikonfirmasi" };
const lapsed: MonthState = { tone: "bad", mark: "cross", word: "Terputus" };
const held: MonthState = { tone: "waiting", mark: "clock", word: "Menunggu pembayaran" };
const government: MonthState = { tone: "info", mark: "building", word: "Dibayar pemerintah" };

const months = [
  { month: "November 2026", jkk: "Rp5.000", jkm: "Rp3.400", total: "Rp8.400", source: "PP 50/2025" },
  { month: "Desember 2026", jkk: "Rp5.000", jkm: "Rp3.400", total: "Rp8.400", source: "PP 50/2025" },
  { month: "Januari 2027", jkk: "Rp10.000", jkm: "Rp6.800", total: "Rp16.800", source: "PP 44/2015" },
];

/** Tables, lists, months and what stays beside them. */
export function SampleRecords() {
  return (
    <>
      <Section title="Periksa jawaban dan total">
        <TwoColumns
          main={
            <SummaryList
              lines={[
                { term: "Nama", value: "Siti Aminah", changeHref: "#nama" },
                { term: "NIK", value: "3509 •••• •••• 0001", changeHref: "#nik" },
                { term: "Pekerjaan", value: "Asisten rumah tangga, Sumbersari", changeHref: "#pekerjaan" },
                { term: "Terlindungi", value: "November 2026 sampai Januari 2027", changeHref: "#bulan" },
              ]}
            />
          }
          aside={
            <Timeline
              moments={[
                { when: "Hari ini", title: "Tanda terima di email", state: "done", dateTime: "2026-11-22" },
                { when: "Sebelum 15 Desember 2026", title: "Disetor ke BPJS Ketenagakerjaan", state: "now" },
                {
                  when: "Setelah itu",
                  title: "Dikonfirmasi",
                  state: "ahead",
                  children: "Kami kabari lewat email.",
                },
              ]}
            />
          }
        />
        <StickyTotal label="Total untuk 3 bulan" amount="Rp33.600" note="Sudah termasuk semua biaya">
          <Button type="button">Bayar Rp33.600</Button>
        </StickyTotal>
      </Section>
      <Section title="Tabel">
        <DataTable
          caption="Iuran bulan demi bulan"
          rows={months}
          rowKey={(row) => row.month}
          columns={[
            { key: "month", head: "Bulan iuran", cell: (row) => row.month, foot: "Jumlah" },
            { key: "jkk", head: "JKK", cell: (row) => row.jkk, numeric: true, wideOnly: true },
            { key: "jkm", head: "JKM", cell: (row) => row.jkm, numeric: true, wideOnly: true },
            { key: "total", head: "Iuran", cell: (row) => row.total, numeric: true, foot: "Rp33.600" },
            { key: "source", head: "Dasar hukum", cell: (row) => row.source },
          ]}
        />
        <Pager previousHref="?sebelum=a" nextHref="?sesudah=b" note="25 pesanan di halaman ini" />
      </Section>
      <Section title="Kalender perlindungan">
        <CalendarGrid
          caption="Bu Siti, bulan demi bulan"
          emptyWord="Belum dibayar"
          years={[
            {
              year: 2026,
              months: [
                ...Array(4).fill(government),
                lapsed,
                ...Array(3).fill(confirmed),
                remitted,
                paid,
                paid,
                held,
              ],
            },
            { year: 2027, months: [] },
          ]}
        />
      </Section>
    </>
  );
}

/** The frame of the admin pages, whole, as a picture inside a page. */
export function SampleAdmin() {
  const orders = [
    { code: "SC-7KQ4-M2XP", payer: "Hamba Allah", state: "Lunas", amount: "Rp33.600" },
    { code: "SC-9TRW-44HN", payer: "Rahmat Hidayat", state: "Menunggu", amount: "Rp100.800" },
  ] as const;
  return (
    <AdminFrame
      brand="Pengelolaan"
      skip="Langsung ke isi halaman"
      search={{ action: "/contoh" }}
      account={
        <ButtonLink look="quiet" href="#keluar">
          Keluar
        </ButtonLink>
      }
      links={[
        { href: "#pesanan", label: "Pesanan", current: true },
        { href: "#temuan", label: "Temuan", waiting: 3 },
        { href: "#surat", label: "Surat tertahan", waiting: 1 },
        { href: "#tarif", label: "Tarif", waiting: 0 },
      ]}
    >
      <h1 className="mb-4 text-h1 font-bold">Pesanan</h1>
      <Tabs
        label="Saringan pesanan"
        tabs={[
          { href: "#semua", label: "Semua", current: true, count: 128 },
          { href: "#tunggu", label: "Menunggu", count: 4 },
          { href: "#kembali", label: "Dikembalikan", count: 1 },
        ]}
      />
      <ListAndDetail
        detailLabel="Pesanan SC-7KQ4-M2XP"
        list={
          <DataTable
            caption="Pesanan terbaru"
            quietCaption
            rows={orders}
            rowKey={(row) => row.code}
            columns={[
              {
                key: "code",
                head: "Pesanan",
                nowrap: true,
                cell: (row) => (
                  <a className="link" href="#pesanan">
                    {row.code}
                  </a>
                ),
              },
              { key: "payer", head: "Pembayar", cell: (row) => row.payer, wideOnly: true },
              {
                key: "state",
                head: "Keadaan",
                cell: (row) => (
                  <StateMark tone={row.state === "Lunas" ? "good" : "waiting"}>{row.state}</StateMark>
                ),
              },
              { key: "amount", head: "Jumlah", cell: (row) => row.amount, numeric: true },
            ]}
          />
        }
        detail={
          <>
            <h2 className="mb-4 text-h2 font-bold">SC-7KQ4-M2XP</h2>
            <Timeline
              moments={[
                { when: "22 November 2026 pukul 10.15", title: "Pesanan dibuat", state: "done" },
                { when: "10.17", title: "Kartu ditolak bank", state: "failed" },
                { when: "10.19", title: "Dibayar Rp33.600", state: "done" },
              ]}
            />
          </>
        }
      />
    </AdminFrame>
  );
}
