import { describe, expect, it } from "vitest";
import { CheckboxField, RadioGroup } from "~/ui/choices";
import { DateField } from "~/ui/date-field";
import { ErrorSummary } from "~/ui/error-summary";
import { NumberField, SelectField, TextAreaField, TextField } from "~/ui/field";
import { show, tagOf, textOf } from "./show";

const asked = { name: "nik", label: "NIK", hint: "16 angka di KTP" };

describe("a field", () => {
  it("ties its label and its hint to the box", () => {
    const html = show(<TextField {...asked} />);
    expect(html).toContain('<label for="nik"');
    expect(tagOf(html, "nik")).toContain('aria-describedby="nik-hint"');
    expect(textOf(html, "nik-hint")).toBe("16 angka di KTP");
    expect(tagOf(html, "nik")).not.toContain("aria-invalid");
  });

  it("reads the hint, then the error, and says that the answer is wrong", () => {
    const html = show(<TextField {...asked} error="NIK harus 16 angka" defaultValue="3509" />);
    expect(tagOf(html, "nik")).toContain('aria-describedby="nik-hint nik-error"');
    expect(tagOf(html, "nik")).toContain('aria-invalid="true"');
    expect(tagOf(html, "nik")).toContain('value="3509"');
    expect(html.indexOf("nik-error")).toBeLessThan(html.lastIndexOf("<input"));
    expect(html).toContain('<span class="sr-only">Kesalahan: </span>NIK harus 16 angka');
  });

  it("describes itself by nothing when there is nothing to say", () => {
    expect(tagOf(show(<TextField name="nama" label="Nama" />), "nama")).not.toContain("aria-describedby");
  });

  it("says in words that it may stay empty", () => {
    expect(show(<TextAreaField name="pesan" label="Pesan" optional />)).toContain("(tidak wajib)");
    expect(show(<TextAreaField name="pesan" label="Pesan" />)).not.toContain("(tidak wajib)");
  });

  it("keeps its name when its id must differ", () => {
    const html = show(<TextField {...asked} id="nik-2" />);
    expect(tagOf(html, "nik-2")).toContain('name="nik"');
    expect(html).toContain('<label for="nik-2"');
  });

  it("for digits brings the digit keyboard and no spinner", () => {
    const tag = tagOf(show(<NumberField {...asked} prefix="+62" />), "nik");
    expect(tag).toContain('inputMode="numeric"');
    expect(tag).toContain('type="text"');
  });

  it("escapes what was typed", () => {
    expect(show(<TextField {...asked} defaultValue={'"><script>'} />)).not.toContain("<script>");
  });
});

describe("a choice", () => {
  const choices = [
    { value: "jkk", label: "Dua", hint: "JKK dan JKM" },
    { value: "jht", label: "Tiga", disabled: true },
  ];

  it("of a list keeps its groups and what was chosen", () => {
    const jobs = [
      { value: "art", label: "ART", group: "Rumah" },
      { value: "sopir", label: "Sopir", group: "Angkutan" },
    ];
    const html = show(
      <SelectField name="kerja" label="Pekerjaan" choices={jobs} empty="Pilih satu" defaultValue="sopir" />,
    );
    expect(html).toContain('<option value="">Pilih satu</option>');
    expect(html).toContain(
      '<optgroup label="Angkutan"><option value="sopir" selected="">Sopir</option></optgroup>',
    );
  });

  it("of one asks its question as a legend and starts at an id an error can jump to", () => {
    const html = show(
      <RadioGroup name="program" label="Perlindungan" choices={choices} error="Pilih satu" />,
    );
    expect(html).toMatch(/<legend[^>]*>Perlindungan<\/legend>/);
    expect(tagOf(html, "program")).toContain('aria-describedby="program-error"');
    expect(tagOf(html, "program-first")).toContain('value="jkk"');
    expect(tagOf(html, "program-first")).toContain('aria-describedby="program-first-hint"');
    expect(tagOf(html, "program-jht")).toContain("disabled");
    expect(html).not.toContain("checked=");
  });

  it("is remembered", () => {
    const html = show(
      <RadioGroup name="program" label="Perlindungan" choices={choices} defaultValue="jkk" />,
    );
    expect(tagOf(html, "program-first")).toContain("checked");
    expect(tagOf(html, "program-jht")).not.toContain("checked");
  });

  it("by a tick is tied to its error", () => {
    const html = show(<CheckboxField name="setuju" label="Setuju" error="Tandai bila setuju" />);
    expect(tagOf(html, "setuju")).toContain('aria-describedby="setuju-error"');
    expect(html).toContain('<label for="setuju"');
  });
});

describe("a date", () => {
  it("is three labelled boxes, and only the wrong one is said to be wrong", () => {
    const html = show(
      <DateField
        name="lahir"
        label="Tanggal lahir"
        error="Bulan harus 1 sampai 12"
        wrong={["month"]}
        defaultValue={{ day: "12", month: "17", year: "1980" }}
        autoComplete="bday"
      />,
    );
    expect(html).toMatch(/<label for="lahir-day"[^>]*>Tanggal<\/label>/);
    expect(tagOf(html, "lahir-month")).toContain('aria-invalid="true"');
    expect(tagOf(html, "lahir-month")).toContain('value="17"');
    expect(tagOf(html, "lahir-day")).not.toContain("aria-invalid");
    expect(tagOf(html, "lahir-year")).toContain('autoComplete="bday-year"');
  });

  it("is wrong as a whole when nobody says which part", () => {
    const html = show(<DateField name="lahir" label="Tanggal lahir" error="Isi tanggalnya" />);
    for (const part of ["day", "month", "year"])
      expect(tagOf(html, `lahir-${part}`)).toContain("aria-invalid");
  });
});

describe("the summary of errors", () => {
  it("takes the focus without JavaScript and leads to each field", () => {
    const html = show(<ErrorSummary mistakes={[{ field: "nik", message: "NIK harus 16 angka" }]} />);
    expect(html).toMatch(/^<div role="alert" tabindex="-1" autofocus=""/);
    expect(html).toMatch(/<a href="#nik"[^>]*>NIK harus 16 angka<\/a>/);
  });

  it("is not there when nothing is wrong", () => {
    expect(show(<ErrorSummary mistakes={[]} />)).toBe("");
  });
});
