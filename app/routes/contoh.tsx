/** The design system, alive: every part in every state, in both themes. Not listed anywhere and not for search engines. */
import type { MetaFunction } from "@remix-run/node";
import { PageTitle } from "~/ui/layout";
import type { PageHandle } from "~/ui/page-handle";
import { SampleBasics } from "~/ui/samples/sample-basics";
import { SampleForms } from "~/ui/samples/sample-forms";
import { SampleRecords } from "~/ui/samples/sample-records";

export const meta: MetaFunction = () => [
  { title: "Contoh tampilan | Sertakan Cinta Jember" },
  { name: "robots", content: "noindex" },
];

export const handle: PageHandle = { hydrates: true };

export default function Samples() {
  return (
    <>
      <PageTitle lead="Semua bagian halaman dalam semua keadaannya. Nama dan angka di sini rekaan.">
        Contoh tampilan
      </PageTitle>
      <SampleBasics />
      <SampleForms />
      <SampleRecords />
    </>
  );
}
