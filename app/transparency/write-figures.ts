/** Figures as people read them on the public page. */
import { formatRupiah, groupThousands, type Rupiah } from "~/rupiah/rupiah";

/** `−16.800`, for columns whose head says rupiah. */
export const plainRupiah = (amount: Rupiah) =>
  amount < 0 ? `−${groupThousands(-amount)}` : groupThousands(amount);

const scales = [
  [1_000_000_000, "miliar"],
  [1_000_000, "juta"],
  [1_000, "ribu"],
] as const;

/** `Rp1,5 juta`, for the lines of an axis. */
export function shortRupiah(amount: Rupiah): string {
  const scale = scales.find(([size]) => Math.abs(amount) >= size);
  if (!scale) return formatRupiah(amount);
  const [size, name] = scale;
  return `Rp${String(Math.round((amount / size) * 100) / 100).replace(".", ",")} ${name}`;
}

/** `12,5%`; a part too small to tell is `< 0,1%`. */
export function percent(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return "0%";
  const share = Math.round((part / whole) * 1000) / 10;
  return share === 0 ? "< 0,1%" : `${String(share).replace(".", ",")}%`;
}
