/** The letter that carries a sign-in link. The token is in the letter and nowhere else: tables and logs know its hash. */
import { createHash } from "node:crypto";
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import { ownPath } from "./return-path";

type Link = {
  readonly email: string;
  readonly token: string;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
};

/** Queues the letter; `metadata.back` is where the sponsor wanted to go. */
export async function queueSignInLink(
  world: Pick<World, "db" | "clock" | "chance" | "settings">,
  { email, token, metadata }: Link,
): Promise<void> {
  const url = new URL("/masuk/tautan", world.settings.publicUrl);
  url.searchParams.set("kunci", token);
  const back = ownPath(typeof metadata?.back === "string" ? metadata.back : null, "");
  if (back) url.searchParams.set("kembali", back);
  const now = world.clock.now();
  await queueMails(world.db, [
    {
      id: world.chance.id(),
      occasion: `sign-in-link/${createHash("sha256").update(token).digest("hex")}`,
      kind: "sign_in_link",
      toAddress: email,
      locale: "id",
      facts: { url: url.toString() },
      queuedAt: now,
      dueAt: now,
    },
  ]);
}
