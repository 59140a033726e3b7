/** A bank's file as a browser hands it in: kept in a temporary file while it is read, because it may be large. */

import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  MaxPartSizeExceededError,
  NodeOnDiskFile,
  unstable_composeUploadHandlers,
  unstable_createFileUploadHandler,
  unstable_createMemoryUploadHandler,
  unstable_parseMultipartFormData,
} from "@remix-run/node";
import type { OpenFile } from "./read-bank-file.server";

/** The largest file a page takes; no bank of ours comes near. */
export const MOST_UPLOAD_BYTES = 250_000_000;

export type BankUpload = {
  readonly fields: FormData;
  readonly file?: { readonly name: string; readonly open: OpenFile };
};

/** Reads the form, lets `use` read the file as often as it likes, and removes it whatever happens. */
export async function withBankUpload<Answer>(
  request: Request,
  use: (upload: BankUpload) => Promise<Answer>,
): Promise<Answer | "too_large"> {
  // A form that was sent without its file's encoding brings no file.
  if (!/^multipart\/form-data/i.test(request.headers.get("Content-Type") ?? ""))
    return use({ fields: await request.formData() });
  const folder = await mkdtemp(path.join(os.tmpdir(), "bank-"));
  try {
    const handler = unstable_composeUploadHandlers(
      unstable_createFileUploadHandler({
        directory: folder,
        file: ({ filename }) => plainName(filename),
        maxPartSize: MOST_UPLOAD_BYTES,
        filter: ({ name }) => name === "berkas",
      }),
      unstable_createMemoryUploadHandler({ maxPartSize: 10_000 }),
    );
    const fields = await unstable_parseMultipartFormData(request, handler);
    const given = fields.get("berkas");
    const file =
      given instanceof NodeOnDiskFile && given.size > 0
        ? { name: given.name, open: () => createReadStream(given.getFilePath()) as AsyncIterable<Uint8Array> }
        : undefined;
    return await use({ fields, ...(file ? { file } : {}) });
  } catch (error) {
    if (error instanceof MaxPartSizeExceededError) return "too_large";
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A name that leads nowhere but into the folder. */
const plainName = (name: string) =>
  `${path
    .basename(name)
    .replace(/[^\w. -]+/g, "_")
    .replace(/^\.+/, "")
    .slice(-120)}` || "berkas";
