import { z } from "zod";
import type { Catalog } from "../../../catalog/catalog.ts";
import { parseDailyHours } from "../../../catalog/hours/daily-hours.ts";
import { parseClosure } from "../../../catalog/hours/parse-closure.ts";
import { HoursError } from "../../../catalog/hours/weekly-hours.ts";
import { blankPoint } from "../../../catalog/points/blank-point.ts";
import type { HelpPoint, Opening } from "../../../catalog/schema.ts";
import { parseWards } from "../../agencies/wards.ts";
import { type FieldError, parseForm, requiredText, textOrEmpty } from "../../framework/form.ts";
import { nameId } from "../name-id.ts";

const degrees = (max: number, reason: string) =>
  textOrEmpty(20)
    .transform((value) => value.replace(",", "."))
    .refine((value) => value === "" || Math.abs(Number(value)) <= max, reason)
    .transform((value) => (value === "" ? null : Number(value)));

const phone = textOrEmpty(20).pipe(
  z.string().regex(/^(\+?\d(?:[ .-]?\d){2,14})?$/, "Số điện thoại chỉ có chữ số"),
);

/** The fields of a point that versions change; the daily ones are changed at once, on the page of the point. */
export const pointFormSchema = z.object({
  name: requiredText("Ghi tên điểm", 200),
  kind: z.enum(["help_point", "service_centre", "branch", "visiting_team"], {
    error: "Chọn loại",
  }),
  address: textOrEmpty(300),
  ward: requiredText("Ghi phường, xã", 200),
  lat: degrees(90, "Vĩ độ là một số, như 10,7412"),
  lon: degrees(180, "Kinh độ là một số, như 106,6412"),
  phone: phone.optional(),
  opening_hours: textOrEmpty(500).optional(),
  status: z.enum(["active", "historical"], { error: "Chọn tình trạng" }),
  opening_days: textOrEmpty(60),
  opening_times: textOrEmpty(100),
  opening_note: textOrEmpty(200),
  remove_opening: z.string().max(100).optional(),
});

export type ReadPoint =
  | { readonly point: HelpPoint; readonly errors: null }
  | { readonly point: null; readonly errors: readonly FieldError[] };

/** Reads the form of a point. @param was the point as the draft has it; null: a new one. */
export function readPoint(
  body: unknown,
  was: HelpPoint | null,
  { catalog, today }: { readonly catalog: Catalog; readonly today: string },
): ReadPoint {
  const { value, errors } = parseForm(pointFormSchema, body);
  if (errors !== null) return { point: null, errors };
  const ward = findWard(value.ward, catalog);
  const opening = readOpening(value, today);
  const faults = [
    ...("reason" in ward ? [{ field: "ward", reason: ward.reason }] : []),
    ...("reason" in opening ? [{ field: opening.field, reason: opening.reason }] : []),
    ...((value.lat === null) === (value.lon === null)
      ? []
      : [{ field: "lat", reason: "Ghi cả vĩ độ và kinh độ, hoặc để trống cả hai" }]),
  ];
  if ("reason" in ward || "reason" in opening || faults.length > 0) {
    return { point: null, errors: faults };
  }
  const kept = (was?.openings ?? []).filter(
    ({ from, to, hours }) => `${from} ${to} ${hours}` !== value.remove_opening,
  );
  const openings = [...kept, ...(opening.opening === null ? [] : [opening.opening])];
  const isMoved = was === null || was.lat !== value.lat || was.lon !== value.lon;
  const isTeam = value.kind === "visiting_team";
  const hours = value.opening_hours ?? was?.opening_hours ?? "";
  const { openings: _former, ...rest } = was ?? newPoint(value.name, ward.code, catalog);
  const point: HelpPoint = {
    ...rest,
    name: value.name,
    kind: value.kind,
    address: value.address || null,
    ...wardFields(ward.code, catalog, rest),
    ...(isMoved
      ? {
          lat: value.lat,
          lon: value.lon,
          precision: value.lat === null ? null : "address",
          coord_source: value.lat === null ? null : "đo tại chỗ",
        }
      : {}),
    ...(value.phone === undefined ? {} : { phone: value.phone || null }),
    opening_hours: isTeam ? null : hours || null,
    status: value.status,
    status_date: value.status === rest.status ? rest.status_date : today,
    checked: today,
    ...(openings.length === 0 ? {} : { openings }),
  };
  return { point, errors: null };
}

function findWard(typed: string, catalog: Catalog): { code: string } | { reason: string } {
  const found = parseWards(typed, catalog);
  if ("reason" in found) return { reason: found.reason.replace(/^Dòng 1: /, "") };
  const [code, ...others] = found.codes;
  return code === undefined || others.length > 0 ? { reason: "Ghi một phường, xã" } : { code };
}

function wardFields(code: string, { wards, provinces }: Catalog, was: HelpPoint) {
  if (code === was.ward_code) return {};
  const ward = wards.get(code);
  const province = provinces.get(ward?.province_code ?? "");
  return { ward: ward?.name ?? null, ward_code: code, province: province?.name ?? was.province };
}

function readOpening(
  form: Pick<z.output<typeof pointFormSchema>, "opening_days" | "opening_times" | "opening_note">,
  today: string,
): { readonly opening: Opening | null } | { readonly field: string; readonly reason: string } {
  if (form.opening_days === "" && form.opening_times === "") return { opening: null };
  const days = parseClosure(form.opening_days, today);
  if (days === null) {
    return { field: "opening_days", reason: "Ngày mở: ghi như 6/12, hoặc 6/12 đến 8/12" };
  }
  const hours = form.opening_times
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?(?:đến|tới|–) ?/g, "-")
    .replaceAll(/(\d)(?:h|g)(\d\d)?/gi, (_, hour: string, minute = "00") => `${hour}:${minute}`)
    .replaceAll(/(?<!\d)(\d):/g, "0$1:")
    .replaceAll(/ ?[,;] ?| và /g, ",");
  if (!isDaily(hours)) {
    return { field: "opening_times", reason: "Giờ mở: ghi như 8:00-11:00, 13:30-16:00" };
  }
  return { opening: { ...days, hours, note: form.opening_note || null } };
}

function isDaily(hours: string): boolean {
  try {
    return parseDailyHours(hours).length > 0;
  } catch (error) {
    if (error instanceof HoursError) return false;
    throw error;
  }
}

/** The ward's code follows it. */
const maxNameInId = 60;

function newPoint(name: string, ward: string, { points }: Catalog): HelpPoint {
  const id = nameId(`${name.slice(0, maxNameInId)} ${ward}`, (taken) => points.has(taken));
  return blankPoint({ id, name, sources: ["bàn làm việc"] });
}
