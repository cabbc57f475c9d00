import type { FieldDifference, PlannedRow } from "../../catalog/import/plan-import.ts";
import { nameField } from "../catalog/labels.ts";

/** Longer values are cut: the draft's own page shows them in full. */
const maxValueLength = 160;

/** One field before and after, for people. */
export interface ShownDifference {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export function showDifference({ field, before, after }: FieldDifference): ShownDifference {
  return { name: nameField(field), before: showValue(before), after: showValue(after) };
}

/** Returns the value as people would write it; "–" for none. */
function showValue(value: unknown): string {
  const text = toText(value);
  if (text === "") return "–";
  return text.length <= maxValueLength ? text : `${text.slice(0, maxValueLength - 1)}…`;
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(toText).join("; ");
  if (typeof value !== "object") return String(value);
  return Object.values(value)
    .map(toText)
    .filter((part) => part !== "")
    .join(" ");
}

export const verdictNames: Readonly<Record<PlannedRow["verdict"], string>> = {
  new: "mới",
  changed: "thay đổi",
  unchanged: "không đổi",
  guided: "đã có hướng dẫn",
};
