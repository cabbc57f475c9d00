import type { FigureFilter } from "../../db/queries/figures.ts";
import { selectPrices } from "../../db/queries/prices.ts";
import { countSentMessages } from "../../db/queries/sent-messages.ts";
import { priceKindOf, priceKinds } from "../prices/price-kinds.ts";
import type { Figure } from "./figure.ts";

const currency = new Intl.NumberFormat("vi-VN");
const total = "Tổng";

/** Counts what was sent, and what it cost at the prices that an administrator has stated. */
export async function readCost(filter: FigureFilter): Promise<Figure> {
  const [sent, prices] = [await countSentMessages(filter), await selectPrices(filter.db)];
  const counts = new Map<string, number>();
  for (const { route, occasion, count } of sent) {
    const kind = priceKindOf(route, occasion);
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  const lines = [...counts].map(([kind, count]) => ({ kind, count, price: prices.get(kind) }));
  const sum = lines.reduce((all, { count, price = 0 }) => all + count * price, 0);
  const isPartial = lines.some(({ price }) => price === undefined);
  const rows = lines
    .toSorted((a, b) => b.count - a.count)
    .map(({ kind, count, price }): Figure["rows"][number] => [
      priceKinds.find((one) => one.kind === kind)?.name ?? kind,
      count,
      price === undefined ? "chưa đặt" : currency.format(price),
      price === undefined ? "–" : currency.format(count * price),
    ]);
  const all = lines.reduce((messages, { count }) => messages + count, 0);
  const sums: Figure["rows"] =
    lines.length === 0
      ? []
      : [
          [
            isPartial ? `${total} (chưa kể loại chưa đặt giá)` : total,
            all,
            "",
            currency.format(sum),
          ],
        ];
  return {
    id: "cost",
    title: "Chi phí gửi tin theo kênh",
    about: "Tin về hồ sơ và tin gửi nhiều người đã gửi, tính theo giá mà quản trị đặt; đồng.",
    header: ["Loại tin", "Tin đã gửi", "Giá một tin", "Thành tiền"],
    barCount: 0,
    rows: [...rows, ...sums],
  };
}
