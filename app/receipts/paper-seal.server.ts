/** How anyone can check a paper. */
import type { World } from "~/platform/world.server";
import { contentFingerprint } from "./content-fingerprint.server";
import type { PaperSeal } from "./paper-parts.server";

/** What is printed so that a paper can be checked: the code, the address, the fingerprint of its content. */
export function sealOf(world: Pick<World, "settings">, checkCode: string, content: unknown): PaperSeal {
  return { checkCode, checkUrl: checkUrl(world, checkCode), fingerprint: contentFingerprint(content) };
}

/** The public page that confirms a paper. */
export function checkUrl(world: Pick<World, "settings">, checkCode: string): string {
  return `${world.settings.publicUrl}/cek/${checkCode}`;
}
