import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { addClosures } from "../../catalog/hours/merge-closures.ts";
import { parseWeeklyHours } from "../../catalog/hours/weekly-hours.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { type PointOverride, pointOverrideSchema } from "../../catalog/overrides.ts";
import type { Closure, HelpPoint } from "../../catalog/schema.ts";
import { type FieldError, parseForm, textOrEmpty } from "../framework/form.ts";
import { editForClosedDays, keyOf } from "./daily-edits.ts";
import { parseHoursForm } from "./hours-form.ts";

/** One ticked checkbox sends a text, several send an array, none sends nothing. */
const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

const schema = z.object({
  phone: textOrEmpty(20).pipe(
    z
      .string()
      .regex(/^(\+?\d(?:[ .-]?\d){2,14})?$/, "Số điện thoại chỉ có chữ số, ví dụ 028 3829 1055"),
  ),
  on_duty: textOrEmpty(200),
  closure_days: textOrEmpty(60),
  closure_note: textOrEmpty(200),
  remove_closure: ticked,
  equipment: ticked,
  equipment_more: textOrEmpty(1_000),
  services: ticked,
  services_more: textOrEmpty(1_000),
  /** Every complete form contains it: half a form would undo the other half. */
  days: z.enum(["group", "each"], "Gửi cả biểu mẫu"),
  keep_hours: z.string().optional(),
});

const fieldReasons: ReadonlyMap<string, string> = new Map(
  Object.entries({
    opening_hours: "Giờ làm việc chưa đúng",
    closures: "Ngày nghỉ chưa đúng",
    equipment: "Thiết bị: mỗi dòng nhiều nhất 200 ký tự",
    services: "Việc nhận hướng dẫn: mỗi dòng nhiều nhất 200 ký tự",
  }),
);

/**
 * Reads what a form changes of a point; a program may send the same as `{ "edit": … }`. Fields that say what is known
 * already are left out: a form that was not touched changes nothing.
 */
export function parsePointForm(
  body: unknown,
  point: HelpPoint,
  now: Date,
):
  | { readonly change: PointOverride; readonly errors: null }
  | { readonly change: null; readonly errors: readonly FieldError[] } {
  const direct = z.object({ edit: z.unknown() }).safeParse(body);
  const read = direct.success
    ? { value: direct.data.edit, errors: [] }
    : parseFields(body, point, now);
  if (read.errors.length > 0) return { change: null, errors: read.errors };
  const { success, data, error } = pointOverrideSchema.safeParse(read.value);
  if (success) return { change: keepChanges(data, point), errors: null };
  const fields = new Set(error.issues.map(({ path }) => String(path[0] ?? "edit")));
  return {
    change: null,
    errors: [...fields].map((field) => ({ field, reason: fieldReasons.get(field) ?? "Chưa đúng" })),
  };
}

function parseFields(body: unknown, point: HelpPoint, now: Date) {
  const form = parseForm(schema, body);
  const hours = parseHoursForm(body);
  if (form.errors !== null) return { value: null, errors: [...form.errors, ...hours.errors] };
  const { value } = form;
  const closures = readClosures(value, point.closures ?? [], now);
  const errors = [...hours.errors, ...closures.errors];
  return {
    errors,
    value: {
      ...(value.keep_hours === undefined && { opening_hours: hours.osm }),
      closures: closures.closures,
      phone: value.phone === "" ? null : value.phone,
      on_duty: value.on_duty === "" ? null : value.on_duty,
      equipment: mergeList(value.equipment, value.equipment_more, point.equipment),
      services: mergeList(value.services, value.services_more, point.services),
    },
  };
}

/** Returns what is ticked and what is written next to it, known lines first and in their order; null (not known) if nothing is. */
function mergeList(
  ticks: readonly string[],
  more: string,
  present: readonly string[] | null,
): string[] | null {
  const written = more.split("\n").map((line) => line.trim());
  const all = new Set([...ticks, ...written].filter((line) => line !== ""));
  const known = (present ?? []).filter((line) => all.has(line));
  const lines = [...new Set([...known, ...all])];
  return lines.length === 0 ? null : lines;
}

/** Programs may send closures with the rest; the page has a form of its own for them. */
function readClosures(
  form: { closure_days: string; closure_note: string; remove_closure: readonly string[] },
  present: readonly Closure[],
  now: Date,
): { closures: Closure[]; errors: FieldError[] } {
  const kept = present.filter((closure) => !form.remove_closure.includes(keyOf(closure)));
  const remaining = addClosures(kept, [], toLocalDay(now));
  if (form.closure_days === "") return { closures: remaining, errors: [] };
  const edit = editForClosedDays(form.closure_days, form.closure_note || null, now);
  if (typeof edit === "string") {
    return { closures: remaining, errors: [{ field: "closure_days", reason: edit }] };
  }
  const { closures = remaining } = edit({ closures: remaining, openings: [], duty: null });
  return { closures, errors: [] };
}

/** Compares only what the form can hold: "PH off" and the like make no difference. */
function areSameHours(a: unknown, b: unknown): boolean {
  if (typeof a !== "string" || typeof b !== "string") return a === b;
  return isDeepStrictEqual(parseWeeklyHours(a), parseWeeklyHours(b));
}

function keepChanges(edit: PointOverride, point: HelpPoint): PointOverride {
  const known: Record<string, unknown> = {
    ...point,
    on_duty: point.on_duty ?? null,
    closures: point.closures ?? [],
  };
  return Object.fromEntries(
    Object.entries(edit).filter(
      ([field, value]) =>
        !(field === "opening_hours" ? areSameHours : isDeepStrictEqual)(value, known[field]),
    ),
  );
}
