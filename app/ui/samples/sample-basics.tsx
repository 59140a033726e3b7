import { Button, ButtonLink, ButtonRow } from "../button";
import { CopyText } from "../copy-text";
import { Disclosure } from "../disclosure";
import { Icon, iconNames } from "../icons";
import { Card, EmptyState, Money, Prose, Section } from "../layout";
import { Notice } from "../notice";
import { Badge, StateMark } from "../state-mark";

/** Colours, letters, buttons, notices and marks. */
export function SampleBasics() {
  return (
    <>
      <Section title="Warna">
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          <Swatch look="bg-leaf text-on-leaf" name="Daun" use="tindakan, perlindungan" />
          <Swatch look="bg-clay text-on-clay" name="Tanah liat" use="penolakan, bahaya" />
          <Swatch look="bg-leaf-wash text-leaf" name="Daun muda" use="sudah beres" />
          <Swatch look="bg-clay-wash text-clay" name="Tanah muda" use="gagal" />
          <Swatch look="bg-amber-wash text-amber" name="Kunyit" use="menunggu" />
          <Swatch look="bg-link-wash text-link" name="Biru" use="tautan, fokus" />
          <Swatch look="bg-surface text-ink" name="Permukaan" use="kartu, kotak isian" />
          <Swatch look="bg-sunk text-ink-soft" name="Lekuk" use="kaki halaman" />
        </ul>
      </Section>
      <Section title="Huruf dan angka">
        <p className="text-display font-bold">Rp8.400 sebulan untuk Bu Siti</p>
        <p className="text-h1 font-bold">Terlindungi sampai 31 Desember 2026</p>
        <p className="text-h2 font-bold">Iuran bulan demi bulan</p>
        <p className="text-h3 font-bold">Mengapa tiga bulan?</p>
        <p className="text-lead">Satu kalimat pembuka yang sedikit lebih besar.</p>
        <p>
          Kalimat biasa, dengan{" "}
          <a className="link" href="#isi">
            tautan
          </a>{" "}
          di dalamnya.
        </p>
        <p className="text-small text-ink-soft">Keterangan kecil, tidak pernah lebih kecil dari ini.</p>
        <p className="mt-4 flex flex-wrap items-baseline gap-x-8 gap-y-2">
          <Money>Rp16.800</Money>
          <Money size="large">Rp33.600</Money>
          <Money size="display" per="sebulan">
            Rp8.400
          </Money>
        </p>
      </Section>
      <Section title="Tombol">
        <ButtonRow>
          <Button type="button">Lanjut ke pembayaran</Button>
          <Button type="button" look="secondary">
            Tambah pekerja lain
          </Button>
          <Button type="button" look="danger">
            Kembalikan Rp33.600
          </Button>
          <Button type="button" disabled>
            Belum dapat ditekan
          </Button>
          <ButtonLink look="secondary" href="#isi" icon="download">
            Unduh tanda terima
          </ButtonLink>
          <Button type="button" look="quiet">
            Batalkan
          </Button>
        </ButtonRow>
      </Section>
      <Section title="Pemberitahuan">
        <div className="grid max-w-read gap-3">
          <Notice title="Iuran Desember belum ditetapkan">
            Harga di bawah memakai tarif yang berlaku hari ini.
          </Notice>
          <Notice kind="success" title="Pembayaran diterima">
            Tanda terima sudah dikirim ke email Anda.
          </Notice>
          <Notice kind="warning" title="Perlindungan Bu Siti berakhir 9 hari lagi">
            Bayar sebelum 15 Desember 2026 agar tidak terputus.
          </Notice>
          <Notice kind="danger" title="Kartu ditolak oleh bank">
            Tidak ada uang yang berpindah. Coba kartu lain atau cara bayar lain.
          </Notice>
        </div>
      </Section>
      <Section title="Keadaan dan label">
        <p className="flex flex-wrap gap-3">
          <StateMark tone="good">Lunas</StateMark>
          <StateMark tone="good" mark="shield">
            Terlindungi
          </StateMark>
          <StateMark tone="waiting">Menunggu pembayaran</StateMark>
          <StateMark tone="bad">Gagal</StateMark>
          <StateMark tone="info" mark="back">
            Dikembalikan
          </StateMark>
          <StateMark tone="neutral">Belum mulai</StateMark>
          <Badge>Contoh</Badge>
        </p>
      </Section>
      <Section title="Kartu, penjelasan, kosong, salin">
        <div className="grid gap-4 md:grid-cols-3">
          <Card title="Bu Siti, asisten rumah tangga">Sumbersari. Belum pernah terlindungi.</Card>
          <Card tone="leaf" title="Terlindungi sampai 31 Desember 2026">
            Kecelakaan kerja dan kematian.
          </Card>
          <Card tone="sunk" title="Catatan">
            Nama di halaman ini rekaan.
          </Card>
        </div>
        <div className="mt-4">
          <Disclosure>
            Manfaat kematian penuh berlaku setelah iuran tiga bulan berturut-turut. Sumber: Permenaker 1/2025.
          </Disclosure>
        </div>
        <p className="my-4">
          <CopyText label="Nomor pesanan" text="SC-7KQ4-M2XP" />
        </p>
        <EmptyState
          title="Belum ada yang Anda lindungi"
          action={<ButtonLink href="#isi">Lindungi seseorang</ButtonLink>}
        >
          Daftarkan orang yang membantu Anda sehari-hari. Perlu namanya, NIK, dan nomor ponselnya.
        </EmptyState>
        <div className="mt-8">
          <Prose>
            <h3 className="text-h3 font-bold">Teks panjang</h3>
            <p>Iuran dibayarkan ke BPJS Ketenagakerjaan atas nama pekerja.</p>
            <ul>
              <li>Jaminan kecelakaan kerja</li>
              <li>Jaminan kematian</li>
            </ul>
          </Prose>
        </div>
      </Section>
      <Section title="Ikon">
        <ul className="flex flex-wrap gap-4">
          {iconNames.map((name) => (
            <li key={name} className="flex w-32 items-center gap-2 text-small text-ink-soft">
              <Icon name={name} />
              {name}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Swatch({ look, name, use }: { readonly look: string; readonly name: string; readonly use: string }) {
  return (
    <li className={`rounded-box border border-line p-4 ${look}`}>
      <span className="block font-bold">{name}</span>
      <span className="block text-small">{use}</span>
    </li>
  );
}
