import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { parseClosure } from "../../catalog/hours/parse-closure.ts";
import { parseWeeklyHours } from "../../catalog/hours/weekly-hours.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { type Closure, type PointOverride, pointOverrideSchema } from "../../catalog/overrides.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { type FieldError, freeText, readForm } from "../framework/form.ts";
import { readHours } from "./hours-form.ts";

/** A checkbox sends a text, several an array, none nothing. */
const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

const schema = z.object({
  phone: freeText(20).pipe(
    z
      .string()
      .regex(/^(\+?\d(?:[ .-]?\d){2,14})?$/, "Số điện thoại chỉ có chữ số, ví dụ 028 3829 1055"),
  ),
  on_duty: freeText(200),
  closure_days: freeText(60),
  closure_note: freeText(200),
  remove_closure: ticked,
  equipment: ticked,
  equipment_more: freeText(1_000),
  services: ticked,
  services_more: freeText(1_000),
  /** Comes with every whole form: half of one would take back the rest. */
  days: z.enum(["group", "each"], "Gửi cả biểu mẫu"),
  keep_hours: z.string().optional(),
});

const fieldReasons: Readonly<Record<string, string>> = {
  opening_hours: "Giờ làm việc chưa đúng",
  closures: "Ngày nghỉ chưa đúng",
  equipment: "Thiết bị: mỗi dòng nhiều nhất 200 ký tự",
  services: "Việc nhận hướng dẫn: mỗi dòng nhiều nhất 200 ký tự",
};

/**
 * What a form changes of a point; programs may send the same as `{ "edit": … }`. Fields that say what is known already are left out:
 * a form that was not touched changes nothing.
 */
export function readPointForm(
  body: unknown,
  point: HelpPoint,
  now: Date,
):
  | { readonly change: PointOverride; readonly faults: null }
  | { readonly change: null; readonly faults: readonly FieldError[] } {
  const direct = z.object({ edit: z.unknown() }).safeParse(body);
  const wanted = direct.success
    ? { value: direct.data.edit, faults: [] }
    : readFields(body, point, now);
  if (wanted.faults.length > 0) return { change: null, faults: wanted.faults };
  const { success, data, error } = pointOverrideSchema.safeParse(wanted.value);
  if (success) return { change: onlyChanges(data, point), faults: null };
  const fields = new Set(error.issues.map(({ path }) => String(path[0] ?? "edit")));
  return {
    change: null,
    faults: [...fields].map((field) => ({ field, reason: fieldReasons[field] ?? "Chưa đúng" })),
  };
}

function readFields(body: unknown, point: HelpPoint, now: Date) {
  const form = readForm(schema, body);
  const hours = readHours(body);
  if (form.faults !== null) return { value: null, faults: [...form.faults, ...hours.faults] };
  const { value } = form;
  const closures = closuresFrom(value, point.closures ?? [], now);
  const faults = [...hours.faults, ...closures.faults];
  return {
    faults,
    value: {
      ...(value.keep_hours === undefined && { opening_hours: hours.osm }),
      closures: closures.closures,
      phone: value.phone === "" ? null : value.phone,
      on_duty: value.on_duty === "" ? null : value.on_duty,
      equipment: listed(value.equipment, value.equipment_more, point.equipment),
      services: listed(value.services, value.services_more, point.services),
    },
  };
}

/** What is ticked and what is written beside it, in the order in which it was known; nothing at all is not known. */
function listed(
  ticks: readonly string[],
  more: string,
  present: readonly string[] | null,
): string[] | null {
  const written = more.split("\n").map((line) => line.trim());
  const all = new Set([...ticks, ...written].filter((line) => line !== ""));
  const known = (present ?? []).filter((line) => all.has(line));
  const listed = [...new Set([...known, ...all])];
  return listed.length === 0 ? null : listed;
}

function closuresFrom(
  form: { closure_days: string; closure_note: string; remove_closure: readonly string[] },
  present: readonly Closure[],
  now: Date,
): { closures: Closure[]; faults: FieldError[] } {
  const today = toLocalDay(now);
  // What is over need not be kept.
  const kept = present.filter(
    ({ from, to }) => to >= today && !form.remove_closure.includes(`${from} ${to}`),
  );
  if (form.closure_days === "") return { closures: kept, faults: [] };
  const days = parseClosure(form.closure_days, today);
  if (days === null || days.to < today) {
    const reason = "Ngày nghỉ: ghi như 28/11, hoặc 28/11 đến 30/11, từ hôm nay trở đi";
    return { closures: kept, faults: [{ field: "closure_days", reason }] };
  }
  const note = form.closure_note === "" ? null : form.closure_note;
  return { closures: [...kept, { ...days, note }], faults: [] };
}

/** "PH off" and the like say nothing that the form holds. */
function sameHours(a: unknown, b: unknown): boolean {
  if (typeof a !== "string" || typeof b !== "string") return a === b;
  return isDeepStrictEqual(parseWeeklyHours(a), parseWeeklyHours(b));
}

function onlyChanges(edit: PointOverride, point: HelpPoint): PointOverride {
  const known: Record<string, unknown> = {
    ...point,
    on_duty: point.on_duty ?? null,
    closures: point.closures ?? [],
  };
  return Object.fromEntries(
    Object.entries(edit).filter(
      ([field, value]) =>
        !(field === "opening_hours" ? sameHours : isDeepStrictEqual)(value, known[field]),
    ),
  );
}
