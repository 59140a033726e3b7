/** /cek/:code: confirms a paper's number, date and amount to whoever holds it. Names nobody. */
import {
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getWorld } from "~/platform/world.server";
import { findPaperByCheckCode } from "~/receipts/check-queries.server";
import { CheckedPaperPage, NoSuchPaper } from "~/receipts/check-result";
import { readCheckCode } from "~/receipts/paper-number";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader({ params }: LoaderFunctionArgs) {
  const typed = params.code ?? "";
  const code = readCheckCode(typed);
  if (code && code !== typed) throw redirect(`/cek/${code}`);
  const paper = code ? await findPaperByCheckCode(getWorld().db, code) : undefined;
  const { t } = createWords("id");
  const title = `${paper?.number ?? t("receipt.check.missingTitle")} | Sertakan Cinta Jember`;
  return reply({ title, paper }, { status: paper ? 200 : 404 });
}

export default function CheckedPaperRoute() {
  const { paper } = useLoaderData<typeof loader>();
  return paper ? <CheckedPaperPage paper={paper} /> : <NoSuchPaper />;
}
