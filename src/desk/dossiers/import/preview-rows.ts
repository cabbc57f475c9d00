import { statusName } from "../labels.ts";
import type { CheckedRow } from "./check-rows.ts";

/** One page shows this many; of the others it shows the count. */
const maxShown = 200;

const order: readonly CheckedRow["verdict"][] = ["faulty", "new", "known"];

/** Returns the rows as the preview shows them, those with errors first. */
export function previewRows(rows: readonly CheckedRow[]) {
  const count = (verdict: CheckedRow["verdict"]) =>
    rows.filter((row) => row.verdict === verdict).length;
  const sorted = rows.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return {
    counts: { new: count("new"), known: count("known"), faulty: count("faulty") },
    rows: sorted.slice(0, maxShown).map(({ line, code, verdict, reason, update }) => ({
      line,
      code,
      verdict,
      reason,
      status: update === null ? null : statusName(update.status),
      at: update?.at ?? null,
      note: update?.note ?? "",
    })),
    hidden: Math.max(0, rows.length - maxShown),
  };
}
