/** /pembayar: who pays and where the receipt goes. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { saveCartPayer } from "~/orders/cart-queries.server";
import { viewCart } from "~/orders/cart-view";
import { findOpenCart } from "~/orders/cart-visit.server";
import { readPayer } from "~/orders/payer";
import { PayerFields, type PayerValues } from "~/orders/payer-form";
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { formatRupiah } from "~/rupiah/rupiah";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers = privatePage;

export async function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const visit = await findOpenCart(world, request);
  if (!visit || visit.cart.lines.length === 0) throw redirect("/keranjang");
  const { cart } = visit;
  const { fee } = viewCart(cart, await loadTariffTables(world.db), world.gateways[0]!.feePlan);
  const values: PayerValues = {
    name: cart.payerName,
    email: cart.payerEmail,
    shownAs: cart.shownAs,
    dedication: cart.dedication,
    coverFee: cart.coverFee,
  };
  return { title: t("order.pageTitle", { title: t("order.payer.title") }), values, fee: formatRupiah(fee) };
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const form = await request.formData();
  const visit = await findOpenCart(world, request);
  if (!visit) throw redirect("/keranjang");
  const reading = readPayer(form);
  if (reading.kind === "payer") {
    await saveCartPayer(world.db, visit.cart.id, { ...reading.payer, touchedAt: world.clock.now() });
    throw redirect("/periksa");
  }
  const say = t as (key: string, values?: Readonly<Record<string, number>>) => string;
  const errors = Object.fromEntries(
    Object.entries(reading.errors).map(([field, { key, params }]) => [
      field,
      say(`order.payer.errors.${key}`, params),
    ]),
  );
  const typed = (name: string) => String(form.get(name) ?? "").slice(0, 1000);
  const values: PayerValues = {
    name: typed("name"),
    email: typed("email"),
    shownAs: typed("shownAs") === "hamba_allah" ? "hamba_allah" : "name",
    dedication: typed("dedication"),
    coverFee: typed("coverFee") === "on",
  };
  return reply({ errors, values }, { status: 422 });
}

export default function PayerPage() {
  const t = useWords();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <>
      <ErrorSummary mistakes={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle lead={t("order.payer.lead")}>{t("order.payer.title")}</PageTitle>
      <form method="post" action="/pembayar" noValidate>
        <PayerFields values={answer?.values ?? page.values} errors={errors} fee={page.fee} />
        <ButtonRow>
          <Button>{t("order.payer.next")}</Button>
          <ButtonLink look="quiet" href="/keranjang">
            {t("order.payer.back")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}
