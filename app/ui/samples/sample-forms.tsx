import { Button, ButtonRow } from "../button";
import { CheckboxField, Fieldset, RadioGroup } from "../choices";
import { DateField } from "../date-field";
import { ErrorSummary } from "../error-summary";
import { NumberField, SelectField, TextAreaField, TextField } from "../field";
import { FormColumn, Section } from "../layout";
import { Steps } from "../steps";

const occupations = [
  { value: "art", label: "Asisten rumah tangga", group: "Rumah" },
  { value: "kebun", label: "Tukang kebun", group: "Rumah" },
  { value: "sopir", label: "Sopir", group: "Angkutan" },
];

/** Every kind of question, as asked and as answered wrongly. */
export function SampleForms() {
  return (
    <Section title="Isian">
      <Steps steps={["Siapa", "Pekerjaan", "Bulan", "Periksa"]} current={2} />
      <div className="grid gap-12 md:grid-cols-2">
        <form noValidate aria-label="Isian yang masih kosong">
          <FormColumn>
            <TextField
              name="nama"
              label="Nama lengkap"
              hint="Seperti di KTP, misalnya Siti Aminah"
              autoComplete="off"
            />
            <NumberField
              name="nik"
              label="NIK"
              hint="16 angka di KTP, misalnya 3509 0152 0780 0001"
              width="16"
            />
            <DateField name="lahir" label="Tanggal lahir" hint="Misalnya 12 7 1980" />
            <NumberField name="hp" label="Nomor ponsel" prefix="+62" width="16" optional />
            <SelectField
              name="pekerjaan"
              label="Pekerjaan"
              choices={occupations}
              empty="Pilih satu"
              width="16"
            />
            <RadioGroup
              name="program"
              label="Perlindungan"
              defaultValue="dua"
              choices={[
                {
                  value: "dua",
                  label: "Kecelakaan kerja dan kematian",
                  hint: "JKK dan JKM",
                  aside: "Rp8.400",
                },
                {
                  value: "tiga",
                  label: "Ditambah tabungan hari tua",
                  hint: "JKK, JKM, dan JHT",
                  aside: "Rp28.400",
                },
                { value: "tutup", label: "Pensiun", hint: "Belum ada untuk pekerja mandiri", disabled: true },
              ]}
            />
            <RadioGroup
              name="bulan"
              label="Berapa bulan"
              inline
              defaultValue="3"
              choices={["1", "3", "6", "12"].map((value) => ({ value, label: value }))}
            />
            <TextAreaField name="pesan" label="Pesan untuk Bu Siti" optional />
            <CheckboxField
              name="setuju"
              label="Bu Siti setuju didaftarkan"
              hint="Ia dapat membatalkannya kapan saja"
            />
          </FormColumn>
        </form>
        <form noValidate aria-label="Isian yang keliru">
          <ErrorSummary
            mistakes={[
              { field: "nik-salah", message: "NIK harus 16 angka; yang diisi 15" },
              { field: "lahir-salah-month", message: "Bulan lahir harus 1 sampai 12" },
              { field: "program-salah-first", message: "Pilih perlindungannya" },
            ]}
          />
          <FormColumn>
            <NumberField
              name="nik-salah"
              label="NIK"
              hint="16 angka di KTP"
              error="NIK harus 16 angka; yang diisi 15"
              defaultValue="350901520780001"
              width="16"
            />
            <NumberField
              name="gaji-salah"
              label="Penghasilan sebulan"
              prefix="Rp"
              error="Isi penghasilannya"
              width="16"
            />
            <DateField
              name="lahir-salah"
              label="Tanggal lahir"
              hint="Misalnya 12 7 1980"
              error="Bulan lahir harus 1 sampai 12"
              wrong={["month"]}
              defaultValue={{ day: "12", month: "17", year: "1980" }}
            />
            <SelectField
              name="pekerjaan-salah"
              label="Pekerjaan"
              choices={occupations}
              empty="Pilih satu"
              error="Pilih pekerjaannya"
            />
            <RadioGroup
              name="program-salah"
              label="Perlindungan"
              error="Pilih perlindungannya"
              choices={[
                { value: "dua", label: "Kecelakaan kerja dan kematian" },
                { value: "tiga", label: "Ditambah tabungan hari tua" },
              ]}
            />
            <CheckboxField
              name="setuju-salah"
              label="Bu Siti setuju didaftarkan"
              error="Tandai bila ia setuju"
            />
            <Fieldset id="alamat" legend="Tempat kerja" size="section">
              <FormColumn>
                <TextField name="kecamatan" label="Kecamatan" />
                <TextField name="desa" label="Desa atau kelurahan" optional />
              </FormColumn>
            </Fieldset>
          </FormColumn>
          <ButtonRow>
            <Button type="button">Lanjut</Button>
            <Button type="button" look="quiet">
              Kembali
            </Button>
          </ButtonRow>
        </form>
      </div>
    </Section>
  );
}
