/** The cart: what a sponsor is putting together, found by a secret in a cookie; nothing in it is frozen. */
import type { Db, Trx } from "~db/connection";
import type { RenewalWish } from "./renewal-wish";

export type CartLine = {
  readonly id: string;
  readonly statementId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly nikMasked: string;
  readonly occupationCode: string;
  readonly occupationName: string;
  readonly sector: "transport" | "other";
  readonly placeCode: string;
  readonly placeName: string;
  readonly kecamatanName: string;
  readonly incomeRupiah: number;
  readonly relationship: string;
  readonly programmes: readonly ("jkk" | "jkm" | "jht")[];
  readonly startMonth: string;
  readonly months: number;
};

export type Cart = {
  readonly id: string;
  readonly coverFee: boolean;
  readonly dedication?: string;
  readonly shownAs: "name" | "hamba_allah";
  readonly payerName?: string;
  readonly payerEmail?: string;
  readonly renewalWish?: RenewalWish;
  readonly lines: readonly CartLine[];
};

export async function insertCart(
  db: Db,
  cart: { readonly id: string; readonly tokenHash: string; readonly openedAt: Date },
) {
  await db
    .insertInto("cart")
    .values({
      id: cart.id,
      token_hash: cart.tokenHash,
      opened_at: cart.openedAt,
      touched_at: cart.openedAt,
      dedication: null,
      payer_name: null,
      payer_email: null,
    })
    .execute();
}

export async function findCartByToken(db: Db, tokenHash: string): Promise<Cart | undefined> {
  const row = await db.selectFrom("cart").select("id").where("token_hash", "=", tokenHash).executeTakeFirst();
  return row && findCart(db, row.id);
}

/** Holds the cart until the transaction ends, so that a double click places one order. */
export async function lockCart(trx: Trx, id: string): Promise<Cart | undefined> {
  const row = await trx.selectFrom("cart").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
  return row && findCart(trx, id);
}

export async function findCart(db: Db | Trx, id: string): Promise<Cart | undefined> {
  const cart = await db.selectFrom("cart").selectAll().where("id", "=", id).executeTakeFirst();
  if (!cart) return undefined;
  const lines = await db
    .selectFrom("cart_line as l")
    .innerJoin("worker_statement as s", "s.id", "l.statement_id")
    .innerJoin("occupation as o", "o.code", "s.occupation_code")
    .innerJoin("place as p", "p.code", "s.place_code")
    .leftJoin("place as k", "k.code", "p.parent")
    .selectAll("l")
    .select([
      "s.name",
      "s.nik_masked",
      "s.occupation_code",
      "o.name_id",
      "s.sector",
      "s.place_code",
      "s.income",
      "s.relationship",
    ])
    .select(["p.name as place_name", "k.name as kecamatan_name"])
    .where("l.cart_id", "=", id)
    .orderBy("l.added_at")
    .orderBy("l.id")
    .execute();
  return {
    id: cart.id,
    coverFee: cart.cover_fee,
    ...(cart.dedication ? { dedication: cart.dedication } : {}),
    shownAs: cart.shown_as,
    ...(cart.payer_name ? { payerName: cart.payer_name } : {}),
    ...(cart.payer_email ? { payerEmail: cart.payer_email } : {}),
    ...(cart.renewal_wish ? { renewalWish: cart.renewal_wish } : {}),
    lines: lines.map((row) => ({
      id: row.id,
      statementId: row.statement_id,
      workerId: row.worker_id,
      workerName: row.name,
      nikMasked: row.nik_masked,
      occupationCode: row.occupation_code,
      occupationName: row.name_id,
      sector: row.sector,
      placeCode: row.place_code,
      placeName: row.place_name,
      kecamatanName: row.kecamatan_name ?? "",
      incomeRupiah: row.income,
      relationship: row.relationship,
      programmes: row.programmes,
      startMonth: row.start_month,
      months: row.months,
    })),
  };
}

/** Puts a worker into the cart; the same worker again replaces the earlier line. */
export async function saveCartLine(
  trx: Trx,
  line: {
    readonly id: string;
    readonly cartId: string;
    readonly statementId: string;
    readonly workerId: string;
    readonly programmes: readonly ("jkk" | "jkm" | "jht")[];
    readonly startMonth: string;
    readonly months: number;
    readonly addedAt: Date;
  },
): Promise<void> {
  const chosen = { programmes: [...line.programmes], start_month: line.startMonth, months: line.months };
  await trx
    .insertInto("cart_line")
    .values({
      id: line.id,
      cart_id: line.cartId,
      statement_id: line.statementId,
      worker_id: line.workerId,
      added_at: line.addedAt,
      ...chosen,
    })
    .onConflict((conflict) =>
      conflict.columns(["cart_id", "worker_id"]).doUpdateSet({ statement_id: line.statementId, ...chosen }),
    )
    .execute();
}

/** Changes what is bought for one line of the cart. False when the line is not in that cart. */
export async function changeCartLine(
  db: Db,
  cartId: string,
  lineId: string,
  choice: {
    readonly programmes: readonly ("jkk" | "jkm" | "jht")[];
    readonly startMonth: string;
    readonly months: number;
  },
): Promise<boolean> {
  const result = await db
    .updateTable("cart_line")
    .set({ programmes: [...choice.programmes], start_month: choice.startMonth, months: choice.months })
    .where("cart_id", "=", cartId)
    .where("id", "=", lineId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Takes one line out of the cart. False when it was not there. */
export async function deleteCartLine(db: Db, cartId: string, lineId: string): Promise<boolean> {
  const result = await db
    .deleteFrom("cart_line")
    .where("cart_id", "=", cartId)
    .where("id", "=", lineId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function saveCartPayer(
  db: Db,
  cartId: string,
  payer: {
    readonly payerName: string;
    readonly payerEmail: string;
    readonly shownAs: "name" | "hamba_allah";
    readonly dedication?: string;
    readonly coverFee: boolean;
    readonly touchedAt: Date;
  },
): Promise<void> {
  await db
    .updateTable("cart")
    .set({
      payer_name: payer.payerName,
      payer_email: payer.payerEmail,
      shown_as: payer.shownAs,
      dedication: payer.dedication ?? null,
      cover_fee: payer.coverFee,
      touched_at: payer.touchedAt,
    })
    .where("id", "=", cartId)
    .execute();
}

/** Keeps what the sponsor wishes for the months after these; undefined takes the wish back. */
export async function saveCartRenewalWish(
  db: Db | Trx,
  cartId: string,
  wish: RenewalWish | undefined,
): Promise<void> {
  await db
    .updateTable("cart")
    .set({ renewal_wish: wish ? JSON.stringify(wish) : null })
    .where("id", "=", cartId)
    .execute();
}

/** Forgets carts nobody touched since `before`, and the statements and workers only they knew. Returns how many carts. */
export async function deleteForgottenCarts(trx: Trx, before: Date): Promise<number> {
  const carts = await trx.deleteFrom("cart").where("touched_at", "<", before).returning("id").execute();
  await trx
    .deleteFrom("worker_statement")
    .where("stated_at", "<", before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("cart_line")
            .select("cart_line.id")
            .whereRef("cart_line.statement_id", "=", "worker_statement.id"),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("order_line")
            .select("order_line.order_id")
            .whereRef("order_line.statement_id", "=", "worker_statement.id"),
        ),
      ),
    )
    .execute();
  await trx
    .deleteFrom("worker")
    .where("created_at", "<", before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("worker_statement")
            .select("worker_statement.id")
            .whereRef("worker_statement.worker_id", "=", "worker.id"),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom("coverage").select("coverage.id").whereRef("coverage.worker_id", "=", "worker.id")),
      ),
    )
    .execute();
  return carts.length;
}
