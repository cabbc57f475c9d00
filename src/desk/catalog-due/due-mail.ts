import { type DueFact, dueReasons } from "../../catalog/facts/due.ts";
import { noticeDays } from "../../catalog/facts/window.ts";
import { type DueRow, describeDue, formatKnownDate, isOpen } from "./describe-due.ts";
import { countDue } from "./weekly-notice.ts";

const maxUrgent = 20;

/** A mail to the editors of the catalogue. */
export interface DueMail {
  /** The same for every try to send it. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

export interface DueMailOptions {
  /** The local day as of which it is due. */
  readonly day: string;
  readonly publicUrl: string;
}

/** Writes the weekly mail: the counts, the 20 most urgent, and where the rest is. Returns null if nothing is due. */
export function writeDueMail(
  due: readonly DueFact[],
  { day, publicUrl }: DueMailOptions,
): DueMail | null {
  if (due.length === 0) return null;
  const { lapsed, lapses, begins, weak, old, open } = countDue(due);
  const urgent = due.toSorted(byUrgency).slice(0, maxUrgent).map(describeDue);
  const lines = [
    `Danh mục thủ tục, tính đến ngày ${formatKnownDate(day)}:`,
    "",
    `- Đã hết hạn mà chưa có gì thay: ${lapsed}`,
    `- Hết hạn trong ${noticeDays} ngày tới: ${lapses}, trong đó ${open} chỗ chưa nhập gì cho sau đó`,
    `- Bắt đầu có hiệu lực trong ${noticeDays} ngày tới: ${begins}`,
    `- Nguồn yếu: ${weak}`,
    `- Lâu chưa kiểm: ${old}`,
    "",
    `${urgent.length} chỗ gấp nhất:`,
    ...urgent.map((row, at) => `${at + 1}. ${toLine(row)}`),
    "",
    `Xem tất cả: ${publicUrl}/desk/catalog/due`,
  ];
  const subject = `Hướng Dẫn: ${lapses} chỗ sắp hết hạn, ${lapsed} chỗ đã hết hạn`;
  return { id: `catalog-due-${day}`, subject, text: lines.join("\n") };
}

/** What ends without anything to follow comes first, then the other reasons in their order; the soonest first. */
function byUrgency(one: DueFact, other: DueFact): number {
  return (
    Number(isOpen(other)) - Number(isOpen(one)) ||
    dueReasons.indexOf(one.reason) - dueReasons.indexOf(other.reason) ||
    (one.on ?? "").localeCompare(other.on ?? "")
  );
}

function toLine({ name, place, states, reasonName, on, next }: DueRow): string {
  const about = states === "" ? place : `${place}: ${states}`;
  return `${name}. ${about}. ${reasonName}, ${on}${next === "" ? "" : `; sau đó: ${next}`}`;
}
