/** /keranjang: the people to be protected, each with months and price; add, change, take out. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { saveCartTouch } from "~/orders/cart-keeping-queries.server";
import { CartLines } from "~/orders/cart-lines";
import { deleteCartLine } from "~/orders/cart-queries.server";
import { viewCart } from "~/orders/cart-view";
import { findOpenCart } from "~/orders/cart-visit.server";
import { draftFromLine } from "~/orders/draft-from-line.server";
import { STEP_PATHS } from "~/orders/draft-steps.server";
import { findClashes } from "~/orders/find-clashes.server";
import { privatePage } from "~/orders/private-page.server";
import { keepDraft } from "~/orders/worker-draft.server";
import { getWorld } from "~/platform/world.server";
import { formatRupiah } from "~/rupiah/rupiah";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { ButtonLink } from "~/ui/button";
import { EmptyState, PageTitle } from "~/ui/layout";
import { StickyTotal } from "~/ui/sticky-total";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers = privatePage;

export async function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const title = t("order.pageTitle", { title: t("order.cart.title") });
  const visit = await findOpenCart(world, request);
  if (!visit) return { title, view: undefined, clashes: [] };
  const tariff = await loadTariffTables(world.db);
  const view = viewCart({ ...visit.cart, coverFee: false }, tariff, world.gateways[0]!.feePlan);
  return { title, view, clashes: await findClashes(world, visit.cart, tariff, visit.order?.id) };
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  const form = await request.formData();
  const visit = await findOpenCart(world, request);
  const line = visit?.cart.lines.find(({ id }) => id === form.get("baris"));
  if (!visit || !line) throw redirect("/keranjang");
  await saveCartTouch(world.db, visit.cart.id, world.clock.now());
  if (form.get("aksi") === "ubah") {
    const draft = await draftFromLine(world, line);
    throw redirect(STEP_PATHS.who, { headers: { "Set-Cookie": keepDraft(world, draft) } });
  }
  if (form.get("aksi") === "keluarkan") await deleteCartLine(world.db, visit.cart.id, line.id);
  throw redirect("/keranjang");
}

export default function CartPage() {
  const t = useWords();
  const { view, clashes } = useLoaderData<typeof loader>();
  if (!view || view.lines.length === 0)
    return (
      <>
        <PageTitle>{t("order.cart.title")}</PageTitle>
        <EmptyState
          title={t("order.cart.empty")}
          action={<ButtonLink href="/lindungi">{t("order.cart.start")}</ButtonLink>}
        >
          {t("order.cart.emptyNext")}
        </EmptyState>
      </>
    );
  return (
    <div className="max-w-read">
      <PageTitle lead={t("order.cart.lead", { count: view.lines.length })}>{t("order.cart.title")}</PageTitle>
      <CartLines lines={view.lines} clashes={clashes} />
      <div className="mt-6">
        <ButtonLink look="secondary" href="/lindungi?baru" icon="plus">
          {t("order.cart.add")}
        </ButtonLink>
      </div>
      <StickyTotal label={t("order.cart.total")} amount={formatRupiah(view.premium)}>
        <ButtonLink href="/pembayar" full>
          {t("order.cart.next")}
        </ButtonLink>
      </StickyTotal>
    </div>
  );
}
