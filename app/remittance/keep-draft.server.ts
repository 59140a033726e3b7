/** Takes an uploaded table in, sealed, until somebody has said which column is what and confirmed what it does. */
import { createHash } from "node:crypto";
import type { World } from "~/platform/world.server";
import { readSheet } from "~/sheets/read-sheet.server";
import type { Sheet, SheetProblem, SheetRow } from "~/sheets/sheet";
import { findDraft, type ImportDraft, type ImportKind, insertDraft } from "./import-draft-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "sealer">;

const SEALED_AS = "import.rows";
/** Rows of one import; lists of a whole kabupaten are longer than answers. */
const MOST_ROWS = 100_000;

export type KeepAnswer =
  | { readonly kind: "kept"; readonly draftId: string }
  | { readonly kind: "unreadable"; readonly problems: readonly SheetProblem[] };

export async function keepDraft(
  world: Needs,
  given: {
    readonly kind: ImportKind;
    readonly file: { readonly name: string; readonly bytes: Uint8Array };
    readonly by: string;
  },
): Promise<KeepAnswer> {
  const reading = await readSheet(given.file.bytes, given.file.name, { maximumRows: MOST_ROWS });
  if (reading.kind === "unreadable") return reading;
  const { columns, rows } = reading.sheet;
  const uploadedAt = world.clock.now();
  const id = world.chance.id();
  await insertDraft(world.db, {
    id,
    kind: given.kind,
    fileName: given.file.name,
    sha256: sha256(given.file.bytes),
    columns,
    rowsSealed: world.sealer.seal(JSON.stringify(rows), SEALED_AS),
    rowCount: rows.length,
    headerIndex: sha256(columns.map((column) => column.name.toLowerCase()).join("\n")),
    uploadedAt,
    uploadedBy: given.by,
  });
  return { kind: "kept", draftId: id };
}

/** The draft with its rows open again; `undefined` once it was confirmed or forgotten. */
export async function openDraft(
  world: Pick<World, "db" | "sealer">,
  id: string,
  kind: ImportKind,
): Promise<{ readonly draft: ImportDraft; readonly sheet: Sheet } | undefined> {
  const draft = await findDraft(world.db, id, kind);
  if (!draft) return undefined;
  const rows = JSON.parse(world.sealer.open(draft.rowsSealed, SEALED_AS)) as readonly SheetRow[];
  return { draft, sheet: { columns: draft.columns, headerLine: 1, rows } };
}

const sha256 = (content: Uint8Array | string) => createHash("sha256").update(content).digest("hex");
