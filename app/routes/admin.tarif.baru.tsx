/** /admin/tarif/baru: add one dated row, after seeing what quotes become. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { keepers } from "~/access/role";
import { actorOf, adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { addMonths } from "~/calendar/iuran-month";
import { monthInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { readTariffRow, type TariffMistake, tariffTableNames } from "~/tariff/new-tariff-row";
import { recordTariffRow } from "~/tariff/record-tariff-row.server";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { TariffRowForm } from "~/tariff/tariff-row-form";
import { TariffRowPreview } from "~/tariff/tariff-row-preview";
import { previewRow } from "~/tariff/tariff-view";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const tableOf = (text: FormDataEntryValue | null) =>
  tariffTableNames.find((name) => name === text) ?? "discount";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...keepers);
  return {
    title: adminTitle(createWords("id").t("keeping.newRow.title")),
    table: tableOf(new URL(request.url).searchParams.get("tabel")),
    nextMonth: addMonths(monthInWib(getWorld().clock.now()), 1),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...keepers);
  const world = getWorld();
  const form = await request.formData();
  const table = tableOf(form.get("tabel"));
  const typed = Object.fromEntries(
    [...form].map(([name, value]) => [name, String(value).slice(0, 300)] as const),
  );
  const retry = (mistakes: Readonly<Record<string, TariffMistake>>) =>
    reply({ step: "form" as const, table, typed, mistakes }, { status: 422 });
  const reading = readTariffRow(table, typed, monthInWib(world.clock.now()));
  if (reading.kind === "mistakes") return retry(reading.mistakes);
  const step = form.get("langkah");
  if (step === "ubah") return reply({ step: "form" as const, table, typed, mistakes: {} });
  if (step !== "catat") {
    const examples = previewRow(await loadTariffTables(world.db), reading.value);
    return reply({ step: "preview" as const, table, typed, row: reading.value, examples });
  }
  const recorded = await recordTariffRow(world, { row: reading.value, actor: actorOf(staff) });
  if (recorded.kind === "refused") return retry({ fromMonth: recorded.reason });
  return redirect(`/admin/tarif?bulan=${reading.value.row.fromMonth}&dicatat=${reading.value.row.fromMonth}`);
}

export default function NewTariffRow() {
  const { table, nextMonth } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.step === "preview")
    return <TariffRowPreview row={answer.row} examples={answer.examples} typed={answer.typed} />;
  return (
    <TariffRowForm
      table={answer?.table ?? table}
      nextMonth={nextMonth}
      typed={answer?.typed ?? {}}
      mistakes={answer?.mistakes ?? {}}
    />
  );
}
