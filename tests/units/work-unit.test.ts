import { describe, expect, it } from "vitest";
import { unitsOn } from "~/units/unit-list";
import {
  decideUnitChange,
  successorOn,
  type UnitChange,
  type UnitVersion,
  versionOn,
} from "~/units/work-unit";

const row = (unitId: string, fromDay: string, over: Partial<UnitVersion> = {}): UnitVersion => ({
  unitId,
  fromDay,
  name: `Dinas ${unitId}`,
  kind: "dinas",
  note: null,
  mergedInto: null,
  closed: false,
  ...over,
});

const today = "2026-11-23";
const rows = [row("a", "2021-01-01"), row("b", "2021-01-01"), row("c", "2021-01-01")];
const decide = (change: UnitChange, versions: readonly UnitVersion[] = rows) =>
  decideUnitChange(change, versions, today);
const reasonOf = (change: UnitChange, versions?: readonly UnitVersion[]) => {
  const decision = decide(change, versions);
  return decision.kind === "refused" ? decision.reason : decision.kind;
};
const rename = (over: Partial<Extract<UnitChange, { kind: "rename" }>> = {}): UnitChange => ({
  kind: "rename",
  unitId: "a",
  fromDay: today,
  name: "Dinas Baru",
  unitKind: "badan",
  ...over,
});

describe("a work unit", () => {
  it("takes a new name from its day on and keeps the old one before", () => {
    const decision = decide(rename({ name: "  Dinas   Baru " }));
    expect(decision).toEqual({
      kind: "record",
      version: {
        fromDay: today,
        name: "Dinas Baru",
        kind: "badan",
        note: null,
        mergedInto: null,
        closed: false,
      },
    });
    const after = [...rows, row("a", today, { name: "Dinas Baru" })];
    expect(
      versionOn(
        after.filter(({ unitId }) => unitId === "a"),
        "2026-11-22",
      )?.name,
    ).toBe("Dinas a");
    expect(
      versionOn(
        after.filter(({ unitId }) => unitId === "a"),
        today,
      )?.name,
    ).toBe("Dinas Baru");
  });

  it("counts the row recorded last of two for one day", () => {
    const twice = [...rows, row("a", today, { name: "Salah" }), row("a", today, { name: "Benar" })];
    expect(
      versionOn(
        twice.filter(({ unitId }) => unitId === "a"),
        today,
      )?.name,
    ).toBe("Benar");
  });

  it("never changes a day that has passed", () => {
    expect(reasonOf(rename({ fromDay: "2026-11-22" }))).toBe("day_past");
    expect(reasonOf({ kind: "add", fromDay: "2026-11-22", name: "Baru", unitKind: "dinas" })).toBe(
      "day_past",
    );
  });

  it("is not renamed before a change that is recorded for later", () => {
    expect(reasonOf(rename(), [...rows, row("a", "2027-01-01", { name: "Nanti" })])).toBe(
      "later_change_recorded",
    );
  });

  it("refuses a name another open unit bears, now or later, but not its own", () => {
    expect(reasonOf(rename({ name: "dinas B" }))).toBe("name_taken");
    expect(reasonOf(rename({ name: "Dinas a" }))).toBe("record");
    expect(
      reasonOf(rename({ name: "Dinas Nanti" }), [...rows, row("b", "2027-01-01", { name: "Dinas Nanti" })]),
    ).toBe("name_taken");
    expect(reasonOf(rename({ name: "Dinas b" }), [...rows, row("b", today, { closed: true })])).toBe(
      "record",
    );
  });

  it.each(["", "ab", "a".repeat(201), "Dinas\u202eTerbalik"])("refuses %j as a name", (name) => {
    expect(reasonOf(rename({ name }))).toBe("name_missing");
  });

  it("merges into a unit that stays open, and leads there through several mergers", () => {
    const first = decide({ kind: "merge", unitId: "a", fromDay: today, into: "b" });
    expect(first).toMatchObject({ kind: "record", version: { mergedInto: "b", name: "Dinas a" } });
    const merged = [
      ...rows,
      row("a", today, { mergedInto: "b" }),
      row("b", "2026-12-01", { mergedInto: "c" }),
    ];
    expect(successorOn("a", merged, "2026-11-22")).toBe("a");
    expect(successorOn("a", merged, today)).toBe("b");
    expect(successorOn("a", merged, "2026-12-01")).toBe("c");
  });

  it("does not merge into itself, into a closed one, into one that will be merged, or in a ring", () => {
    expect(reasonOf({ kind: "merge", unitId: "a", fromDay: today, into: "a" })).toBe("into_itself");
    expect(reasonOf({ kind: "merge", unitId: "a", fromDay: today, into: "zzz" })).toBe("target_not_open");
    expect(
      reasonOf({ kind: "merge", unitId: "a", fromDay: today, into: "b" }, [
        ...rows,
        row("b", today, { closed: true }),
      ]),
    ).toBe("target_not_open");
    expect(
      reasonOf({ kind: "merge", unitId: "a", fromDay: today, into: "b" }, [
        ...rows,
        row("b", "2027-01-01", { mergedInto: "a" }),
      ]),
    ).toBe("target_not_open");
  });

  it("does nothing more once merged or closed", () => {
    const closed = [...rows, row("a", today, { closed: true })];
    expect(reasonOf(rename(), closed)).toBe("not_open");
    expect(reasonOf({ kind: "close", unitId: "a", fromDay: today }, closed)).toBe("not_open");
    expect(reasonOf({ kind: "close", unitId: "zzz", fromDay: today })).toBe("unknown_unit");
  });

  it("is listed as of a day, open ones first, merged ones with where they went", () => {
    const merged = [...rows, row("a", today, { mergedInto: "c" })];
    expect(unitsOn(merged, today).map(({ id, state, successorName }) => [id, state, successorName])).toEqual([
      ["b", "open", undefined],
      ["c", "open", undefined],
      ["a", "merged", "Dinas c"],
    ]);
    expect(unitsOn(merged, "2026-11-22").map(({ state }) => state)).toEqual(["open", "open", "open"]);
    expect(unitsOn(merged, today, "NAS B").map(({ id }) => id)).toEqual(["b"]);
    expect(unitsOn(merged, "2020-01-01")).toEqual([]);
  });
});
