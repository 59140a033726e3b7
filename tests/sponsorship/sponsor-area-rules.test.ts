/** The coming year as a list, what a form may ask, what drops out of plans, and what pages say. */
import { describe, expect, it } from "vitest";
import { monthsFrom } from "~/calendar/iuran-month";
import { readAsked, untilChoices } from "~/sponsorship/asked-change";
import { changeEffect } from "~/sponsorship/change-effect";
import { dropReason } from "~/sponsorship/change-items";
import { comingRenewals, type ListedSponsorship, type PlannedRenewal } from "~/sponsorship/coming-renewals";
import { changeInWords, effectInWords } from "~/sponsorship/effect-words";
import { endReason, readEndedChoice } from "~/sponsorship/ended-choice";
import { readHandOver } from "~/sponsorship/hand-over-form";
import type { KnownStanding } from "~/sponsorship/sponsorship-change";
import { createWords } from "~/words/words";
import { referenceTables } from "../tariff/reference-tables";

const TODAY = "2026-11-23";
const none: ReadonlySet<string> = new Set();
const tables = referenceTables();

function standing(
  over: Partial<KnownStanding["terms"]> & Pick<Partial<KnownStanding>, "gaps"> = {},
): KnownStanding {
  const { gaps = [], ...terms } = over;
  return {
    terms: { intervalMonths: 3, programmes: ["jkk", "jkm"], way: "pay_link", ...terms },
    gaps,
    taken: new Set(monthsFrom("2026-11", 3)),
  };
}

const listed = (
  id: string,
  of: KnownStanding,
  planned: readonly PlannedRenewal[] = [],
): ListedSponsorship => ({
  id,
  workerName: id,
  sector: "other",
  incomeRupiah: 1_000_000,
  standing: of,
  planned,
});
const coming = (...sponsorships: ListedSponsorship[]) => comingRenewals(sponsorships, TODAY, none, tables);

describe("the coming year", () => {
  it("puts renewals of one day and one way together, priced month by month", () => {
    const list = coming(
      listed("Siti", standing()),
      listed("Budi", standing()),
      listed("Wati", standing({ intervalMonths: 1 })),
    );
    const [first] = list;
    expect(first).toMatchObject({ kind: "renewal", on: "2027-02-15", totalRupiah: 50_400 * 2 + 16_800 });
    expect(first?.kind === "renewal" && first.parts.map(({ workerName }) => workerName)).toEqual([
      "Siti",
      "Budi",
      "Wati",
    ]);
    expect(list.map(({ on }) => on)).toEqual([...list.map(({ on }) => on)].sort());
    // Wati nine months of the year ahead, the other two three times each, on the same days.
    expect(list).toHaveLength(9);
  });

  it("keeps ways apart, and shows a plan as it was planned", () => {
    const plan: PlannedRenewal = {
      renewalId: "r",
      months: ["2027-02", "2027-03", "2027-04"],
      dueOn: "2027-02-15",
      programmes: ["jkk", "jkm"],
      way: "saved_card",
      savedMethodId: "m",
      progress: { kind: "announced", chargeOn: "2027-02-08", amountRupiah: 47_000 },
    };
    const card = { way: "saved_card", savedMethodId: "m" } as const;
    const list = coming(listed("Siti", standing(card), [plan]), listed("Budi", standing()));
    expect(list.slice(0, 2)).toMatchObject([
      { on: "2027-02-15", way: "saved_card", renewalId: "r", totalRupiah: 47_000 },
      { on: "2027-02-15", way: "pay_link", totalRupiah: 50_400 },
    ]);
    const months = list.flatMap((each) =>
      each.kind === "renewal"
        ? each.parts.filter(({ workerName }) => workerName === "Siti").flatMap((part) => part.months)
        : [],
    );
    expect(new Set(months).size).toBe(months.length);
  });

  it("names what is left out, until when, and what comes after it", () => {
    const gaps = [
      { id: "s", kind: "skip", fromMonth: "2027-02", toMonth: "2027-04" },
      { id: "p", kind: "pause", fromMonth: "2027-06", toMonth: "2028-04" },
    ] as const;
    const list = coming(listed("Siti", standing({ gaps })));
    expect(list).toMatchObject([
      { kind: "left_out", gap: { id: "s" }, months: ["2027-02", "2027-03", "2027-04"] },
      { kind: "renewal", parts: [{ months: ["2027-05"] }] },
      { kind: "left_out", gap: { id: "p" } },
    ]);
    const last = list[2]!;
    expect(last.kind === "left_out" && last.months.at(-1)).toBe("2027-10");
  });
});

describe("what is asked", () => {
  const setting = { standing: standing(), cardIds: ["card-1"], today: TODAY, holidays: none };
  const ask = (subject: Parameters<typeof readAsked>[0], query: string, over = setting) =>
    readAsked(subject, new URLSearchParams(query), over);

  it.each([
    ["lewati", "bulan=2027-02", { kind: "skip", fromMonth: "2027-02", toMonth: "2027-04" }],
    ["jeda", "lama=2&mulai=2027-05", { kind: "pause", fromMonth: "2027-05", toMonth: "2027-06" }],
    ["jeda", "lama=12", { kind: "pause", fromMonth: "2027-02", toMonth: "2028-01" }],
    ["lanjutkan", "", { kind: "resume" }],
    ["selang", "selang=12", { kind: "interval", intervalMonths: 12 }],
    ["program", "program=tiga", { kind: "programmes", programmes: ["jkk", "jkm", "jht"] }],
    ["sampai", "sampai=henti&bulan=2027-05", { kind: "until" }],
    ["sampai", "sampai=bulan&bulan=2027-05", { kind: "until", untilMonth: "2027-05" }],
    ["bayar", "bayar=tautan", { kind: "way", way: "pay_link" }],
    ["bayar", "bayar=card-1", { kind: "way", way: "saved_card", savedMethodId: "card-1" }],
  ] as const)("%s?%s is a change", (subject, query, change) => {
    expect(ask(subject, query)).toMatchObject({ kind: "asked", change });
  });

  it.each([
    ["jeda", "lama=13", "lama"],
    ["jeda", "lama=-1", "lama"],
    ["jeda", "lama=dua", "lama"],
    ["selang", "selang=2", "selang"],
    ["program", "program=empat", "program"],
    ["sampai", "sampai=bulan&bulan=2026-10", "bulan"],
    ["sampai", "sampai=bulan", "bulan"],
    ["bayar", "bayar=card-2", "bayar"],
    ["bayar", "lihat=ya", "bayar"],
  ] as const)("%s?%s is a mistake beside its field", (subject, query, field) => {
    expect(ask(subject, query)).toMatchObject({ kind: "wrong", field });
  });

  it("asks when nothing was answered, and knows what cannot be", () => {
    for (const subject of ["jeda", "selang", "program", "sampai", "bayar"] as const)
      expect(ask(subject, "")).toEqual({ kind: "open" });
    for (const query of ["", "bulan=2027-03", "bulan=x", "batal=nobody"])
      expect(ask("lewati", query)).toEqual({ kind: "impossible" });
    const resting = {
      ...setting,
      standing: standing({ gaps: [{ id: "r", kind: "rest", fromMonth: "2027-02" }] }),
    };
    expect(ask("jeda", "lama=1", resting)).toEqual({ kind: "impossible" });
    expect(untilChoices(TODAY)[0]).toBe("2026-11");
  });

  it("reads who goes on with every mistake at once", () => {
    const form = (fields: Record<string, string>) => new URLSearchParams(fields) as unknown as FormData;
    const wrong = readHandOver(
      form({ kepada: "orang", email: "x", pesan: "a".repeat(281) }),
      "budi@example.org",
    );
    expect(wrong.kind === "wrong" && wrong.mistakes.map(({ field }) => field)).toEqual([
      "email",
      "pesan",
      "setuju",
    ]);
    expect(
      readHandOver(form({ kepada: "orang", email: " Budi@Example.org", setuju: "ya" }), "budi@example.org"),
    ).toEqual({
      kind: "wrong",
      mistakes: [{ field: "email", message: "ownEmail" }],
    });
    expect(readHandOver(form({ kepada: "titip", setuju: "ya" }), "b@example.org")).toEqual({ kind: "pool" });
    expect(
      readHandOver(form({ kepada: "orang", email: "Wahyu@Example.org", setuju: "ya" }), "b@example.org"),
    ).toEqual({
      kind: "person",
      toAddress: "wahyu@example.org",
    });
  });
});

describe("what is planned already", () => {
  const item = { months: ["2027-02", "2027-03"], programmes: ["jkm", "jkk"], way: "pay_link" } as const;
  it.each([
    [
      "skip",
      standing({ gaps: [{ id: "g", kind: "skip", fromMonth: "2027-03", toMonth: "2027-03" }] }),
      "skipped",
    ],
    [
      "pause",
      standing({ gaps: [{ id: "g", kind: "pause", fromMonth: "2026-12", toMonth: "2027-02" }] }),
      "paused",
    ],
    ["programmes", standing({ programmes: ["jkk", "jkm", "jht"] }), "changed"],
    ["way", standing({ way: "saved_card", savedMethodId: "m" }), "changed"],
    ["until", standing({ untilMonth: "2027-02" }), "changed"],
    ["until", standing({ untilMonth: "2027-03" }), undefined],
    ["interval", standing({ intervalMonths: 6 }), "changed"],
    ["resume", standing(), undefined],
    ["end", "ended", "ended"],
  ] as const)("after %s", (change, after, because) => {
    expect(dropReason(item, after, change)).toBe(because);
  });
});

describe("a reason to stop", () => {
  it("tells a death, a wish of the worker and another payer from the rest", () => {
    expect(endReason(readEndedChoice("died"))).toBe("worker_died");
    expect(endReason(readEndedChoice("withdrew"))).toBe("worker_withdrew");
    expect(endReason(readEndedChoice("covered_elsewhere"))).toBe("government");
    expect(endReason(readEndedChoice("made up"))).toBe("cancelled");
  });
});

it("a gap of six months is said from the surest to the farthest", () => {
  const { t } = createWords("id");
  const before = standing({ intervalMonths: 6 });
  const change = { kind: "skip", fromMonth: "2027-02", toMonth: "2027-07" } as const;
  const after = { ...before, gaps: [{ id: "", ...change }] };
  const effect = changeEffect(before, after, before.taken, TODAY, none);
  const lines = effectInWords(t, "id", { change, effect, workerName: "Siti" });
  expect(changeInWords(t, "id", change)).toBe("Perpanjangan iuran Februari 2027–Juli 2027 dilewati.");
  expect(lines.map(({ text }) => text)).toEqual([
    "Yang sudah dibayar tetap berlaku: terlindungi sampai 31 Januari 2027.",
    "Tidak terlindungi 6 bulan: Februari 2027–Juli 2027.",
    "Kepesertaan BPJS Ketenagakerjaan berakhir setelah 30 April 2027, karena lebih dari tiga bulan berturut-turut tanpa iuran.",
    "Terlindungi lagi mulai 1 Agustus 2027, bila iuran bulan itu dibayar tepat waktu.",
    "Santunan kematian penuh (Rp42.000.000) baru berlaku lagi mulai Oktober 2027, setelah tiga bulan iuran berturut-turut. Sebelum itu ahli waris menerima Rp10.000.000.",
    "Perpanjangan berikutnya: iuran Agustus 2027–Januari 2028, paling lambat 16 Agustus 2027.",
  ]);
});

it("at the edge of three months names one last day, not two", () => {
  const { t } = createWords("id");
  const before = standing();
  const change = { kind: "skip", fromMonth: "2027-02", toMonth: "2027-04" } as const;
  const after = { ...before, gaps: [{ id: "", ...change }] };
  const effect = changeEffect(before, after, before.taken, TODAY, none);
  const said = effectInWords(t, "id", { change, effect, workerName: "Siti" }).map(({ text }) => text);
  expect(said.filter((text) => text.includes("paling lambat"))).toEqual([
    "Ini tepat di batas tiga bulan. Supaya kepesertaan tidak berakhir, iuran berikutnya perlu dibayar paling lambat 30 April 2027.",
  ]);
});
