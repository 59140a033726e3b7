/** Every subject people read about, in Indonesian: one line per file in `id/`. Kept in alphabetical order. */
export { access } from "./id/access";
export { admin } from "./id/admin";
export { frame } from "./id/frame";
export { home } from "./id/home";
export { keeping } from "./id/keeping";
export { mail } from "./id/mail";
export { order } from "./id/order";
export { privacy } from "./id/privacy";
export { quote } from "./id/quote";
export { receipt } from "./id/receipt";
export { renewal } from "./id/renewal";
export { sheets } from "./id/sheets";
export { sponsor } from "./id/sponsor";
export { sponsorship } from "./id/sponsorship";
export { story } from "./id/story";
export { ui } from "./id/ui";
export { worker } from "./id/worker";
