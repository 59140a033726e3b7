/**
 * Personal data is sealed before it is stored, and found again by a blind index.
 *
 *   seal    k2.<iv>.<ciphertext>.<tag>   AES-256-GCM, base64url, the key's name in front
 *   index   HMAC-SHA-256 of "nik:3509…"  the same value gives the same text, and nobody can go back
 *
 * The newest key seals; older keys still open, so keys are changed by putting a new one in front and
 * sealing again what `isCurrent` says is old. The index key never changes, or nothing is found again.
 * The context ("worker.nik") is bound in: a value moved to another column does not open there.
 */
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";

export type SealingKey = { readonly id: string; readonly secret: Buffer };

export interface Sealer {
  /** Seals text under the newest key. `context` names what it is, e.g. "worker.nik". */
  seal(text: string, context: string): string;
  /** Opens what was sealed in the same context; throws `SealError`, which never holds the data. */
  open(sealed: string, context: string): string;
  /** The name of the key it was sealed with; throws `SealError` when it is not sealed text. */
  keyIdOf(sealed: string): string;
  /** Whether it was sealed with the newest key. */
  isCurrent(sealed: string): boolean;
  /** A text that is equal for equal values of one kind; give it the value in its one written form. */
  index(kind: string, value: string): string;
}

/** Sealed text that cannot be opened. The message names the key and the context, never the data. */
export class SealError extends Error {
  override readonly name = "SealError";
}

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param keys 32 bytes each, the newest first, each name once.
 * @param indexKey 32 bytes or more, for the blind index alone.
 * @param randomBytes the source of chance: a fresh iv for every sealing.
 */
export function createSealer({
  keys,
  indexKey,
  randomBytes,
}: {
  readonly keys: readonly SealingKey[];
  readonly indexKey: Buffer;
  readonly randomBytes: (count: number) => Buffer;
}): Sealer {
  checkKeys(keys, indexKey);
  const [newest] = keys;

  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES);
      if (iv.length !== IV_BYTES)
        throw new RangeError(`The source of chance gave ${iv.length} bytes for ${IV_BYTES}`);
      const cipher = createCipheriv(CIPHER, newest!.secret, iv).setAAD(Buffer.from(context, "utf8"));
      const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const parts = [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url"));
      return [newest!.id, ...parts].join(".");
    },

    open(sealed, context) {
      const { keyId, iv, ciphertext, tag } = takeApart(sealed);
      const key = keys.find(({ id }) => id === keyId);
      if (!key)
        throw new SealError(`The ${context} is sealed with key ${keyId}, which is not among the data keys`);
      try {
        const decipher = createDecipheriv(CIPHER, key.secret, iv, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(context, "utf8"))
          .setAuthTag(tag);
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
      } catch {
        throw new SealError(
          `The ${context} does not open with key ${keyId}: it was changed, belongs elsewhere, or the key is another one`,
        );
      }
    },

    keyIdOf: (sealed) => takeApart(sealed).keyId,
    isCurrent: (sealed) => takeApart(sealed).keyId === newest!.id,
    index: (kind, value) =>
      createHmac("sha256", indexKey).update(`${kind}:${value}`, "utf8").digest("base64url"),
  };
}

function takeApart(sealed: string) {
  const parts = /^([a-z0-9]{1,16})\.([\w-]+)\.([\w-]*)\.([\w-]+)$/.exec(sealed);
  if (!parts) throw new SealError("This is not sealed text: it should look like key.iv.ciphertext.tag");
  const [iv, ciphertext, tag] = parts.slice(2).map((part) => Buffer.from(part, "base64url"));
  if (iv!.length !== IV_BYTES || tag!.length !== TAG_BYTES)
    throw new SealError("This is not sealed text: its iv or tag has the wrong length");
  return { keyId: parts[1]!, iv: iv!, ciphertext: ciphertext!, tag: tag! };
}

function checkKeys(keys: readonly SealingKey[], indexKey: Buffer): void {
  if (keys.length === 0) throw new RangeError("There is no data key to seal with");
  for (const { id, secret } of keys) {
    if (!/^[a-z0-9]{1,16}$/.test(id))
      throw new RangeError(`The data key name "${id}" must be 1 to 16 of a-z and 0-9`);
    if (secret.length !== 32)
      throw new RangeError(`The data key ${id} has ${secret.length} bytes; it needs 32`);
  }
  if (new Set(keys.map(({ id }) => id)).size !== keys.length)
    throw new RangeError("Two data keys have one name");
  if (indexKey.length < 32) throw new RangeError(`The index key has ${indexKey.length} bytes; it needs 32`);
}
