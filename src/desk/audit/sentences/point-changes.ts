import { z } from "zod";
import { HoursError, parseWeeklyHours } from "../../../catalog/hours/weekly-hours.ts";
import { wordingIn } from "../../../wording/wording.ts";
import { nameDay, nameField } from "../../catalog/labels.ts";
import { more } from "./sentence.ts";

/** A closure, or a day on which a point is open besides its week. */
const spanSchema = z.object({
  from: z.string(),
  to: z.string(),
  note: z.string().nullish(),
  hours: z.string().optional(),
});
type Span = z.infer<typeof spanSchema>;
const spansSchema = z.array(spanSchema);
const dutySchema = z.object({ day: z.string(), people: z.array(z.object({ name: z.string() })) });
const textsSchema = z.array(z.string());
const changeSchema = z.object({
  was: z.record(z.string(), z.unknown()),
  is: z.record(z.string(), z.unknown()),
});

/** Tells what was changed about a help point, from the fields as they were and as they are. */
export function tellPointChange(who: string, it: string, detail: string): string {
  const change = parseChange(detail);
  if (change === null) return `${who} sửa ${it}`;
  const { was, is } = change;
  const parts = Object.keys(is).map((field) => ({
    name: pointFields[field] ?? nameField(field),
    change: tellField(field, was[field] ?? null, is[field] ?? null),
  }));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return more(`${who} đổi ${only.name} của ${it}`, only.change);
  }
  return `${who} sửa ${it}: ${parts.map(({ name, change }) => `${name} (${change})`).join("; ")}`;
}

const pointFields: Readonly<Record<string, string>> = {
  closures: "ngày nghỉ",
  openings: "ngày mở thêm",
  opening_hours: "giờ mở cửa",
  on_duty: "người trực",
  duty: "người trực",
  phone: "số điện thoại",
  equipment: "thiết bị",
  services: "việc làm được",
};

function parseChange(detail: string) {
  try {
    return changeSchema.safeParse(JSON.parse(detail)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function tellField(field: string, was: unknown, is: unknown): string {
  const [spansBefore, spans] = [spansSchema.safeParse(was ?? []), spansSchema.safeParse(is)];
  if (spansBefore.success && spans.success) {
    return tellLists(spansBefore.data.map(nameSpan), spans.data.map(nameSpan));
  }
  const [textsBefore, texts] = [textsSchema.safeParse(was ?? []), textsSchema.safeParse(is)];
  if (textsBefore.success && texts.success) return tellLists(textsBefore.data, texts.data);
  return `trước là ${nameValue(field, was)}, nay là ${nameValue(field, is)}`;
}

/** Says what a list has gained and lost. */
function tellLists(was: readonly string[], is: readonly string[]): string {
  const added = is.filter((one) => !was.includes(one));
  const removed = was.filter((one) => !is.includes(one));
  const parts = [
    ...(added.length > 0 ? [`thêm ${added.join(", ")}`] : []),
    ...(removed.length > 0 ? [`bỏ ${removed.join(", ")}`] : []),
  ];
  return parts.length === 0 ? "đổi thứ tự" : parts.join("; ");
}

/** 02–03/12/2026 (nghỉ lễ), 05/12/2026 13:00-17:00 */
function nameSpan({ from, to, note, hours }: Span): string {
  const days = from === to ? nameDay(from) : `${shorten(from, to)}–${nameDay(to)}`;
  return `${days}${hours ? ` ${hours}` : ""}${note ? ` (${note})` : ""}`;
}

/** The first day of a span, without what the last one says anyway. */
function shorten(from: string, to: string): string {
  const [year, month, day] = from.split("-");
  const [lastYear, lastMonth] = to.split("-");
  if (year !== lastYear) return nameDay(from);
  return month === lastMonth ? (day ?? from) : `${day}/${month}`;
}

function nameValue(field: string, value: unknown): string {
  if (value === null || value === "") return "chưa có";
  if (field === "opening_hours" && typeof value === "string") return `“${nameHours(value)}”`;
  const duty = dutySchema.safeParse(value).data;
  if (duty !== undefined) {
    const names = duty.people.map(({ name }) => name).join(", ");
    return `${names === "" ? "không ai" : names} (${nameDay(duty.day)})`;
  }
  return typeof value === "string" ? `“${value}”` : JSON.stringify(value);
}

function nameHours(hours: string): string {
  try {
    const lines = wordingIn("vi").links.week(parseWeeklyHours(hours));
    return lines.join("; ");
  } catch (error) {
    if (error instanceof HoursError) return hours;
    throw error;
  }
}
