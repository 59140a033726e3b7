/** Every subject people read about, in Indonesian: one line per file in `id/`. Kept in alphabetical order. */
export { access } from "./id/access";
export { admin } from "./id/admin";
export { frame } from "./id/frame";
export { ui } from "./id/ui";
