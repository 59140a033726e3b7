/** The frame of the admin pages, with nothing real in it. */
import type { MetaFunction } from "@remix-run/node";
import type { PageHandle } from "~/ui/page-handle";
import { SampleAdmin } from "~/ui/samples/sample-records";

export const meta: MetaFunction = () => [
  { title: "Contoh pengelolaan | Sertakan Cinta Jember" },
  { name: "robots", content: "noindex" },
];

export const handle: PageHandle = { frame: "bare" };

export default SampleAdmin;
