import { z } from "zod";
import { toLocalDay, toWeekday } from "../../catalog/local-time.ts";
import type { Holiday } from "../../catalog/schema.ts";
import { toChange } from "../../catalog/versions/apply-versions.ts";
import { parseForm, requiredText, textOrEmpty, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { typedDay } from "../framework/typed-day.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { doneSchema } from "./api-schemas.ts";
import { formPage } from "./form-page.ts";
import { formSchema } from "./form-schemas.ts";
import { nameDay } from "./labels.ts";
import { findVersionOwner, type OpenDraft, requireDraft } from "./requested-version.ts";
import { saveChanges } from "./save-changes.ts";

const weekdays = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"] as const;
const kinds = [
  { value: "statutory", name: "Ngày lễ" },
  { value: "tet", name: "Tết" },
  { value: "make_up", name: "Nghỉ bù" },
  { value: "bridge", name: "Nghỉ hoán đổi" },
  { value: "weekend_in_break", name: "Cuối tuần trong đợt nghỉ" },
  { value: "workday", name: "Đi làm bù" },
] as const;

const daySchema = typedDay("Ghi ngày, như 25/11/2026");
const schema = z.object({
  date: daySchema,
  name: requiredText("Ghi tên ngày", 100),
  kind: z.enum(
    kinds.map(({ value }) => value),
    { error: "Chọn loại" },
  ),
  instead_of: z.union([z.literal(""), daySchema]).optional(),
  official: z.enum(["yes", "no"], { error: "Chọn" }).default("yes"),
  note: textOrEmpty(300),
});
const yearSchema = z.object({
  year: z.string().regex(/^20\d\d$/),
  year_official: z.enum(["yes", "no"]),
});
const removeSchema = z.object({ remove_day: daySchema });

export const holidayRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/:version/holidays",
    roles: administrators,
    purpose: "shows the holidays as a draft has them",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showHolidays,
  },
  {
    method: "POST",
    path: "/catalog/:version/holidays",
    roles: administrators,
    purpose: "adds, changes or removes a holiday, or announces a year's calendar, in a draft",
    findOwner: findVersionOwner,
    api: { body: z.union([schema, yearSchema, removeSchema]), answer: doneSchema },
    handle: saveHoliday,
  },
];

async function showHolidays(request: SignedInRequest, desk: DeskContext) {
  const { row, drafted } = await requireDraft(request, desk);
  const thisYear = toLocalDay(request.now).slice(0, 4);
  const days = drafted.holidays.filter(({ date }) => date >= thisYear);
  const years = Object.entries(drafted.yearsOfficial).filter(([year]) => year >= thisYear);
  return formPage(
    "Ngày lễ",
    {
      action: `/catalog/${row.id}/holidays`,
      back: { href: `/catalog/${row.id}`, name: "Về bản nháp" },
      fields: [
        { name: "date", label: "Ngày", value: "", type: "date", narrow: true },
        { name: "name", label: "Tên", hint: "Ví dụ: Giỗ Tổ Hùng Vương", value: "" },
        { name: "kind", label: "Loại", value: "statutory", choices: kinds },
        {
          name: "instead_of",
          label: "Đi làm bù cho ngày nghỉ",
          hint: "Chỉ khi là ngày đi làm bù",
          value: "",
          type: "date",
          narrow: true,
        },
        {
          name: "official",
          label: "Đã có công bố chính thức",
          value: "yes",
          choices: [
            { value: "yes", name: "Có" },
            { value: "no", name: "Chưa, là dự kiến" },
          ],
        },
        { name: "note", label: "Ghi chú", value: "", rows: 2 },
      ],
      submit: "Ghi vào bản nháp",
      listed: [
        ...years.map(([year, official]) => ({
          text: `Lịch năm ${year}: ${official ? "đã công bố" : "chưa công bố, Tết tính theo dự kiến"}`,
          remove: { year, year_official: official ? "no" : "yes" },
          button: official ? "Chưa công bố" : "Đã công bố",
        })),
        ...days.map((day) => ({ text: describeDay(day), remove: { remove_day: day.date } })),
      ],
    },
    typedFields(request.body),
  );
}

function describeDay({ date, weekday, name, kind, official }: Holiday): string {
  const kindName = kinds.find(({ value }) => value === kind)?.name ?? kind;
  const expected = official ? "" : " (dự kiến)";
  return `${weekday} ${nameDay(date)}: ${name}, ${kindName.toLowerCase()}${expected}`;
}

async function saveHoliday(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const draft = await requireDraft(request, desk);
  const removal = removeSchema.safeParse(request.body);
  const announced = yearSchema.safeParse(request.body);
  const to = `/catalog/${draft.row.id}/holidays`;
  if (removal.success) {
    const change = toChange(draft.present, "holiday", removal.data.remove_day, null);
    await saveChanges(request, desk, draft.row.id, [change]);
    return redirect(to, { message: "Đã bỏ ngày này trong bản nháp." });
  }
  if (announced.success) {
    const { year, year_official } = announced.data;
    const record = { year, official: year_official === "yes" };
    const change = toChange(draft.present, "year", record.year, record);
    await saveChanges(request, desk, draft.row.id, [change]);
    return redirect(to, { message: "Đã ghi vào bản nháp." });
  }
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(await showHolidays(request, desk), errors);
  const record = toHoliday(value, draft);
  const year = record.date.slice(0, 4);
  const isNewYear = !Object.hasOwn(draft.drafted.yearsOfficial, year);
  await saveChanges(request, desk, draft.row.id, [
    toChange(draft.present, "holiday", record.date, record),
    // A year without an entry counts as one of which nothing is known.
    ...(isNewYear
      ? [toChange(draft.present, "year", year, { year, official: record.official })]
      : []),
  ]);
  return redirect(to, { message: "Đã ghi vào bản nháp." });
}

function toHoliday(
  { date, name, kind, instead_of: insteadOf, official, note }: z.output<typeof schema>,
  { drafted }: OpenDraft,
): Holiday {
  const known = drafted.holidays.find((day) => day.date === date);
  return {
    date,
    weekday: weekdays[toWeekday(date) - 1] ?? "CN",
    name,
    kind,
    official: official === "yes",
    note: note || null,
    ...(insteadOf === undefined || insteadOf === "" ? {} : { instead_of: insteadOf }),
    sources: known?.sources ?? [],
  };
}
