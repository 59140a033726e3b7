import { describe, expect, it } from "vitest";
import { AdminFrame } from "~/ui/admin-frame";
import { Button, ButtonLink } from "~/ui/button";
import { CalendarGrid } from "~/ui/calendar-grid";
import { CopyText } from "~/ui/copy-text";
import { DataTable } from "~/ui/data-table";
import { Money } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { anyBare, anyHydrates } from "~/ui/page-handle";
import { Pager } from "~/ui/pager";
import { Steps } from "~/ui/steps";
import { SummaryList } from "~/ui/summary-list";
import { Timeline } from "~/ui/timeline";
import { show } from "./show";

const plain = (html: string) => html.replace(/<[^>]+>/g, "|").replace(/\|+/g, "|");

describe("parts", () => {
  it("tell going from doing: a link goes, a button does", () => {
    expect(show(<ButtonLink href="/bayar">Bayar</ButtonLink>)).toMatch(/^<a href="\/bayar"/);
    expect(show(<Button>Bayar</Button>)).toMatch(/^<button type="submit"/);
    expect(show(<Button type="button">Tutup</Button>)).toMatch(/^<button type="button"/);
  });

  it("say the kind of a notice in a word, not by colour alone", () => {
    expect(plain(show(<Notice kind="danger" title="Kartu ditolak" />))).toContain("Penting: |Kartu ditolak");
  });

  it("never break an amount across lines", () => {
    expect(show(<Money>Rp33.600</Money>)).toContain("whitespace-nowrap");
  });

  it("say where in a form one is", () => {
    const html = show(<Steps steps={["Siapa", "Bulan", "Periksa"]} current={2} />);
    expect(plain(html)).toContain("Langkah 2 dari 3: Bulan");
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
    expect(plain(html)).toContain("Siapa| (selesai)|");
  });

  it("name what a change link changes", () => {
    const html = show(<SummaryList lines={[{ term: "Nama", value: "Siti", changeHref: "/nama" }]} />);
    expect(plain(html)).toContain("|Nama|Siti|Ubah| Nama|");
  });

  it("say whether a moment is over", () => {
    const moments = [{ when: "Hari ini", title: "Dibayar", state: "done", dateTime: "2026-11-22" }] as const;
    expect(show(<Timeline moments={moments} />)).toContain('<time dateTime="2026-11-22">Hari ini</time>');
    expect(plain(show(<Timeline moments={moments} />))).toContain("(sudah)");
  });

  it("show no pager where there is one page", () => {
    expect(show(<Pager />)).toBe("");
    expect(show(<Pager nextHref="?after=9" />)).toMatch(/<a href="\?after=9" rel="next"/);
  });

  it("offer no copy button where nothing can press it", () => {
    expect(show(<CopyText label="Nomor" text="SC-1" />)).not.toContain("<button");
  });
});

describe("a table", () => {
  const columns = [
    { key: "name", head: "Nama", cell: (row: { name: string }) => row.name, foot: "Jumlah" },
    { key: "sum", head: "Iuran", cell: () => "Rp8.400", numeric: true, foot: "Rp8.400" },
  ];

  it("has a caption, heads for columns and rows, and figures to the right", () => {
    const html = show(
      <DataTable caption="Iuran" columns={columns} rows={[{ name: "Siti" }]} rowKey={(row) => row.name} />,
    );
    expect(html).toMatch(/<caption[^>]*>Iuran<\/caption>/);
    expect(html.match(/scope="col"/g)).toHaveLength(2);
    expect(html).toMatch(/<th scope="row"[^>]*>Siti<\/th>/);
    expect(html).toMatch(/<td class="[^"]*text-right[^"]*">Rp8\.400<\/td>/);
    expect(html).toContain("<tfoot>");
  });

  it("gives way to the empty state", () => {
    const html = show(
      <DataTable caption="Iuran" columns={columns} rows={[]} rowKey={() => ""} empty={<p>Belum ada</p>} />,
    );
    expect(html).toBe("<p>Belum ada</p>");
  });
});

describe("a calendar", () => {
  const paid = { tone: "good", mark: "check", word: "Lunas" } as const;
  const html = show(
    <CalendarGrid caption="Siti" emptyWord="Belum dibayar" years={[{ year: 2026, months: [paid] }]} />,
  );

  it("has twelve months a year, each with its word for a screen reader", () => {
    expect(html.match(/<td /g)).toHaveLength(12);
    expect(html).toContain("Januari 2026: Lunas");
    expect(html).toContain("Desember 2026: Belum dibayar");
  });

  it("explains each mark that occurs once", () => {
    expect(plain(html.slice(html.indexOf("<ul")))).toBe("|Lunas|Belum dibayar|");
  });
});

describe("the frame", () => {
  it("ships scripts only where a matched page asked for them", () => {
    expect(anyHydrates([undefined, {}, { hydrates: false }])).toBe(false);
    expect(anyHydrates([undefined, { hydrates: true }])).toBe(true);
    expect(anyBare([undefined, { frame: "site" }])).toBe(false);
    expect(anyBare([{ frame: "bare" }, undefined])).toBe(true);
  });

  it("of the admin counts what waits, and is silent about nothing", () => {
    const html = show(
      <AdminFrame
        brand="Admin"
        skip="Lewati"
        search={{ action: "/admin/cari" }}
        links={[
          { href: "/a", label: "Temuan", waiting: 3, current: true },
          { href: "/b", label: "Tarif", waiting: 0 },
        ]}
      >
        isi
      </AdminFrame>,
    );
    expect(plain(html)).toContain("Temuan|3|3 menunggu|");
    expect(html).not.toContain("0 menunggu");
    expect(html).toContain('<form method="get" action="/admin/cari"');
    expect(html).toContain("<details");
  });
});
