/** /admin/potong-gaji/setelan: the dates of payroll and the account; a new row holds from today on. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { holdsAny, keepers, readers } from "~/access/role";
import { actorOf, adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { readPayrollSetting } from "~/payroll/payroll-setting-form";
import { PayrollSettingPage } from "~/payroll/payroll-setting-page";
import { findPayrollSetting } from "~/payroll/payroll-setting-queries.server";
import { recordPayrollSetting } from "~/payroll/record-payroll-setting.server";
import { getWorld } from "~/platform/world.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const setting = await findPayrollSetting(db, dayInWib(clock.now()));
  return {
    title: adminTitle(createWords("id").t("payroll.admin.settingTitle")),
    typed: {
      daftar: String(setting.listDate),
      laporan: String(setting.reportDate),
      bank: setting.account?.bank ?? "",
      rekening: setting.account?.number ?? "",
      pemilik: setting.account?.holder ?? "",
    },
    mayAct: holdsAny(staff.roles, keepers),
    saved: new URL(request.url).searchParams.get("kabar") === "tersimpan",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...keepers);
  const form = await request.formData();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 200)]));
  const reading = readPayrollSetting(typed);
  if (reading.kind === "mistakes") return reply({ typed, mistakes: reading.mistakes }, { status: 422 });
  await recordPayrollSetting(getWorld(), reading.setting, actorOf(staff));
  return redirect("/admin/potong-gaji/setelan?kabar=tersimpan");
}

export default function PayrollSettings() {
  const known = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PayrollSettingPage
      {...known}
      typed={answer?.typed ?? known.typed}
      mistakes={answer?.mistakes ?? []}
      saved={known.saved && !answer}
    />
  );
}
