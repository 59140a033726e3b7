/** One posted form of a batch's page, turned into the use case it means. */
import type { World } from "~/platform/world.server";
import { readRupiah } from "~/rupiah/rupiah";
import type { BatchRefusal } from "./batch-actions";
import type { BatchNews } from "./batch-page";
import { approveBatch, leaveOutItems, takeItemIn, withdrawBatch } from "./decide-batch.server";
import { recordRemittance, recordReturn } from "./record-remittance.server";
import { readCheck } from "./remittance-address";
import type { Staff } from "./remittance-queries.server";

type Given = {
  readonly batchId: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly itemIds: readonly number[];
  readonly by: Staff;
};
type Answer =
  | { readonly kind: "done"; readonly news: BatchNews }
  | {
      readonly kind: "refused";
      /** Beside which form it is said. */
      readonly act: string;
      readonly refused: BatchRefusal;
      readonly orders?: string | undefined;
    };

const news: readonly BatchNews[] = [
  "siap",
  "ditinggalkan",
  "masuk",
  "disetujui",
  "ditarik",
  "ditransfer",
  "kembali",
];
export const isBatchNews = (text: string | undefined): text is BatchNews =>
  news.some((each) => each === text);

/** Field `apa` says what is meant: tinggalkan (or `masuk` with an item), setujui, tarik, transfer, kembali. */
export async function actOnBatch(
  world: Pick<World, "db" | "clock" | "chance">,
  { batchId, fields, itemIds, by }: Given,
): Promise<Answer> {
  const reason = fields.alasan ?? "";
  switch (fields.apa) {
    case "tinggalkan": {
      if (fields.masuk) {
        const taken = await takeItemIn(world, { batchId, itemId: Number(fields.masuk) || 0, by });
        return answerOf("isi", "masuk", taken);
      }
      const check = readCheck(fields.periksa);
      const which = check ? { check } : { ids: itemIds };
      const left = await leaveOutItems(world, { batchId, which, reason, by });
      return answerOf(check ?? "isi", "ditinggalkan", left);
    }
    case "setujui":
      return answerOf("setujui", "disetujui", await approveBatch(world, { batchId, by }));
    case "tarik":
      return answerOf("tarik", "ditarik", await withdrawBatch(world, { batchId, reason, by }));
    case "transfer": {
      const amount = readRupiah(fields.jumlah ?? "");
      if (amount.kind === "not_rupiah") return { kind: "refused", act: "transfer", refused: "rupiah" };
      const recorded = await recordRemittance(world, {
        batchId,
        paymentCode: fields.kode ?? "",
        paidOn: fields.tanggal ?? "",
        bankReference: fields.rujukan ?? "",
        amountRupiah: amount.rupiah,
        by,
      });
      return answerOf("transfer", "ditransfer", recorded);
    }
    case "kembali": {
      const amount = readRupiah(fields.jumlah ?? "");
      if (amount.kind === "not_rupiah") return { kind: "refused", act: "kembali", refused: "rupiah" };
      const recorded = await recordReturn(world, {
        batchId,
        returnedOn: fields.tanggal ?? "",
        bankReference: fields.rujukan ?? "",
        amountRupiah: amount.rupiah,
        by,
      });
      return answerOf("kembali", "kembali", recorded);
    }
    default:
      throw new Response("There is no such act.", { status: 400 });
  }
}

function answerOf(
  act: string,
  done: BatchNews,
  answer:
    | { readonly kind: "refused"; readonly reason: BatchRefusal; readonly orderCodes?: readonly string[] }
    | { readonly kind: Exclude<string, "refused"> },
): Answer {
  if (answer.kind !== "refused" || !("reason" in answer)) return { kind: "done", news: done };
  const orders = answer.orderCodes?.join(", ");
  return { kind: "refused", act, refused: answer.reason, ...(orders ? { orders } : {}) };
}
