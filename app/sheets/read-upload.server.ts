/** A form with a file in it: the fields as text, the file as bytes, and no more of either than allowed. */
import {
  MaxPartSizeExceededError,
  unstable_createMemoryUploadHandler,
  unstable_parseMultipartFormData,
} from "@remix-run/node";
import { SHEET_LIMITS } from "./read-sheet.server";

export type Upload = {
  readonly kind: "upload";
  readonly fields: FormData;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
};
export type UploadReading = Upload | { readonly kind: "too_large"; readonly maximumBytes: number };

/** Reads a multipart form. `file` is absent when nobody chose one. */
export async function readUpload(
  request: Request,
  fieldName: string,
  maximumBytes: number = SHEET_LIMITS.maximumBytes,
): Promise<UploadReading> {
  const tooLarge = { kind: "too_large" as const, maximumBytes };
  if (Number(request.headers.get("Content-Length") ?? 0) > maximumBytes + 100_000) return tooLarge;
  // A form sent without its file's encoding carries names alone.
  if (!/^multipart\/form-data/i.test(request.headers.get("Content-Type") ?? ""))
    return { kind: "upload", fields: await request.formData() };
  try {
    const fields = await unstable_parseMultipartFormData(
      request,
      unstable_createMemoryUploadHandler({ maxPartSize: maximumBytes }),
    );
    const given = fields.get(fieldName);
    if (!given || typeof given === "string" || given.size === 0) return { kind: "upload", fields };
    const bytes = new Uint8Array(await given.arrayBuffer());
    return { kind: "upload", fields, file: { name: given.name.slice(0, 200), bytes } };
  } catch (error) {
    if (error instanceof MaxPartSizeExceededError) return tooLarge;
    throw error;
  }
}
