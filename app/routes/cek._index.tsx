/** /cek: anyone types the code of a paper; `?kode=` leads on to its page. */
import { type LoaderFunctionArgs, type MetaFunction, redirect, data as reply } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CheckForm } from "~/receipts/check-form";
import { readCheckCode } from "~/receipts/paper-number";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export function loader({ request }: LoaderFunctionArgs) {
  const typed = (new URL(request.url).searchParams.get("kode") ?? "").slice(0, 60);
  const code = readCheckCode(typed);
  if (code) throw redirect(`/cek/${code}`);
  const { t } = createWords("id");
  const page = { title: `${t("receipt.check.title")} | Sertakan Cinta Jember`, typed };
  const wrong = typed.trim() !== "";
  return reply({ ...page, wrong }, { status: wrong ? 422 : 200 });
}

export default function CheckCode() {
  const { typed, wrong } = useLoaderData<typeof loader>();
  return <CheckForm typed={typed} wrong={wrong} />;
}
