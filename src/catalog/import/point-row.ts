import { HoursError, parseWeeklyHours } from "../hours/weekly-hours.ts";
import type { HelpPoint } from "../schema.ts";
import { fold } from "../text/fold.ts";
import { omitAbsent } from "./absent.ts";
import type { KnownColumn } from "./columns.ts";
import { RowFields } from "./fields.ts";
import type { RowResult } from "./reading.ts";

/** The columns of a table of help points. */
export const pointColumns: readonly KnownColumn<string>[] = [
  { field: "id", headers: ["ma diem", "ma diem huong dan"] },
  { field: "name", headers: ["ten diem", "ten diem huong dan"] },
  { field: "kind", headers: ["loai diem", "loai"] },
  { field: "address", headers: ["dia chi"] },
  { field: "ward_code", headers: ["ma phuong xa", "ma phuong", "ma xa", "ma don vi hanh chinh"] },
  { field: "ward", headers: ["phuong xa", "phuong", "xa", "ten phuong xa"] },
  { field: "province", headers: ["tinh thanh pho", "tinh thanh", "tinh"] },
  { field: "lat", headers: ["vi do", "lat", "latitude"] },
  { field: "lon", headers: ["kinh do", "lon", "lng", "longitude"] },
  { field: "opening_hours", headers: ["gio lam viec", "gio mo cua"] },
  { field: "opening_hours_note", headers: ["ghi chu gio lam viec", "ghi chu gio"] },
  { field: "phone", headers: ["dien thoai", "so dien thoai"] },
  { field: "services", headers: ["thu tuc nhan", "viec nhan huong dan", "dich vu"] },
  { field: "equipment", headers: ["thiet bi"] },
  { field: "status", headers: ["trang thai", "tinh trang"] },
  { field: "note", headers: ["ghi chu"] },
  { field: "source", headers: ["nguon"] },
];

const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const phone = /^\+?\d(?:[ .-]?\d){2,14}$/;
/** Việt Nam with its islands, in degrees. */
const bounds = { lat: [8, 24], lon: [102, 118] } as const;
const kinds: ReadonlyMap<string, HelpPoint["kind"]> = new Map([
  ["diem huong dan", "help_point"],
  ["help point", "help_point"],
  ["trung tam", "service_centre"],
  ["trung tam phuc vu hanh chinh cong", "service_centre"],
  ["service centre", "service_centre"],
  ["chi nhanh", "branch"],
  ["branch", "branch"],
]);
const statuses: ReadonlyMap<string, HelpPoint["status"]> = new Map([
  ["dang hoat dong", "active"],
  ["hoat dong", "active"],
  ["active", "active"],
  ["ngung hoat dong", "historical"],
  ["da dong cua", "historical"],
  ["historical", "historical"],
]);

/** Reads a help point; what the catalogue must know of it is checked when the import is planned. */
export function readPointRow(
  row: number,
  textOf: (field: string) => string,
  { day, fileName }: { readonly day: string; readonly fileName: string },
): RowResult {
  const fields = new RowFields(row, textOf);
  const id = fields.line("id") ?? "";
  if (!slug.test(id)) {
    const reason =
      id === "" ? "thiếu mã điểm" : "mã điểm chỉ có chữ thường không dấu, số và gạch nối";
    fields.fault("id", reason, "ghi như diem-kp-1-binh-tien");
  }
  const source = fields.line("source");
  const lat = readDegrees(fields, "lat");
  const lon = readDegrees(fields, "lon");
  if ((lat === undefined) !== (lon === undefined)) {
    fields.fault(
      "lat",
      "chỉ có một trong hai tọa độ",
      "ghi cả vĩ độ và kinh độ, hoặc bỏ trống cả hai",
    );
  }
  const stated = omitAbsent({
    name: fields.line("name"),
    kind: readChoice(fields, "kind", kinds),
    address: fields.line("address"),
    ward: fields.line("ward"),
    ward_code: fields.line("ward_code"),
    province: fields.line("province"),
    lat,
    lon,
    ...(lat === undefined ? {} : { precision: "address" as const, coord_source: fileName }),
    opening_hours: readHours(fields),
    opening_hours_note: fields.line("opening_hours_note"),
    phone: readPhone(fields),
    services: fields.list("services", splitList),
    equipment: fields.list("equipment", splitList),
    status: readChoice(fields, "status", statuses),
    note: fields.text("note"),
    sources: source === undefined ? undefined : [source],
  });
  if (fields.faults.length > 0) return fields.faults;
  return { row, kind: "point", stated: { id, checked: day, ...stated } };
}

function readDegrees(fields: RowFields, field: "lat" | "lon"): number | undefined {
  const text = fields.line(field);
  if (text === undefined) return undefined;
  const [min, max] = bounds[field];
  const degrees = /^\d{1,3}(?:[.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
  if (degrees >= min && degrees <= max) return degrees;
  fields.fault(field, `không phải là số từ ${min} đến ${max}`, "ghi số độ, như 10.74248");
  return undefined;
}

function readChoice<Value>(
  fields: RowFields,
  field: string,
  choices: ReadonlyMap<string, Value>,
): Value | undefined {
  const text = fields.line(field);
  if (text === undefined) return undefined;
  const value = choices.get(fold(text));
  if (value === undefined) {
    fields.fault(
      field,
      `“${text.slice(0, 40)}” không nhận ra`,
      `ghi một trong: ${[...choices.keys()].join(", ")}`,
    );
  }
  return value;
}

function readHours(fields: RowFields): string | undefined {
  const text = fields.line("opening_hours");
  if (text === undefined) return undefined;
  try {
    parseWeeklyHours(text);
    return text;
  } catch (error) {
    if (!(error instanceof HoursError)) throw error;
    const remedy = "ghi như Mo-Fr 07:30-11:30,13:00-17:00; Sa 07:30-11:30";
    fields.fault("opening_hours", "giờ làm việc không đọc được", remedy);
    return undefined;
  }
}

function readPhone(fields: RowFields): string | undefined {
  const text = fields.line("phone");
  if (text === undefined || phone.test(text)) return text;
  fields.fault("phone", "số điện thoại không đúng", "ghi số như 028 3829 1055");
  return undefined;
}

/** Separated by semicolons or lines. */
function splitList(text: string): string[] {
  return text
    .split(/[;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
