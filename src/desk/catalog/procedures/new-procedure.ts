import { z } from "zod";
import { type Procedure, procedureSchema } from "../../../catalog/procedure-schema.ts";
import { type CatalogRecords, type Guide, guideSchema } from "../../../catalog/schema.ts";
import { fold } from "../../../catalog/text/fold.ts";
import { type FieldError, parseForm, requiredText, textOrEmpty } from "../../framework/form.ts";
import { typedDay } from "../../framework/typed-day.ts";
import { strengths } from "./fact-field.ts";
import { typedLines } from "./typed-body.ts";

const maxText = 8_000;
const lines = textOrEmpty(maxText).transform((value) => typedLines(value));
const textOrNull = textOrEmpty(2_000).transform((value) => value || null);
const dayOrNull = z
  .union([z.literal(""), typedDay("Không có ngày này")], { error: "Không có ngày này" })
  .optional()
  .transform((value) => value || null);
const count = (max: number, reason: string) =>
  textOrEmpty(30)
    .transform((value) => value.replaceAll(/[.\s]|đồng|đ$/g, ""))
    .refine((value) => value === "" || (/^\d{1,12}$/.test(value) && Number(value) <= max), reason)
    .transform((value) => (value === "" ? null : Number(value)));

/** What the form asks of a procedure that is new. Questions, dated figures and conditions are added on its page. */
export const newProcedureSchema = z.object({
  name: requiredText("Ghi tên thủ tục", 300),
  short: requiredText("Ghi tên ngắn", 60),
  purpose: requiredText("Ghi để làm gì", 300),
  aliases: lines,
  code: textOrNull,
  event: requiredText("Chọn nhóm việc", 100),
  field: requiredText("Chọn lĩnh vực", 100),
  level: textOrNull,
  agency: textOrNull,
  who: textOrNull,
  documents: lines,
  steps: lines,
  submit_online: lines,
  result: textOrNull,
  fee: count(1_000_000_000_000, "Ghi số tiền, như 8.000"),
  fee_unit: textOrEmpty(40).transform((value) => value || "hồ sơ"),
  time: count(10_000, "Ghi một số, như 3"),
  time_unit: textOrEmpty(40).transform((value) => value || "ngày làm việc"),
  law: textOrNull,
  law_from: dayOrNull,
  strength: z.enum(
    strengths.map(({ value }) => value),
    { error: "Chọn nguồn chắc tới đâu" },
  ),
  new_source: requiredText("Ghi nguồn: tên văn bản hoặc trang đã đọc", 300),
  new_source_where: textOrEmpty(500),
});

export type NewProcedureForm = z.output<typeof newProcedureSchema>;

/** Reads the form; a name or code that the catalogue has already is an error. */
export function readNewProcedure(
  body: unknown,
  { procedures, lifeEvents }: CatalogRecords,
):
  | { readonly form: NewProcedureForm; readonly errors: null }
  | { readonly form: null; readonly errors: readonly FieldError[] } {
  const { value: form, errors } = parseForm(newProcedureSchema, body);
  if (errors !== null) return { form: null, errors };
  const names = new Set(procedures.map(({ name }) => fold(name)));
  const codes = new Set(procedures.map(({ code }) => code));
  const faults = [
    ...(names.has(fold(form.name)) ? [{ field: "name", reason: "Đã có thủ tục tên này" }] : []),
    ...(form.code !== null && codes.has(form.code)
      ? [{ field: "code", reason: "Đã có thủ tục mã này" }]
      : []),
    ...(lifeEvents.some(({ id }) => id === form.event)
      ? []
      : [{ field: "event", reason: "Chọn nhóm việc" }]),
  ];
  return faults.length > 0 ? { form: null, errors: faults } : { form, errors: null };
}

/** Asked for sometimes: neither daily nor rarely. */
const usualDemand = 3;
const always = { valid_from: null, valid_to: null } as const;

/** Makes the record out of the form. @param source the id of the source that every fact names. */
export function makeProcedure(
  form: NewProcedureForm,
  { id, source, today }: { readonly id: string; readonly source: string; readonly today: string },
): Procedure {
  const { strength, law } = form;
  const fact = { who: "all", ...always, basis: law, source, strength, note: null } as const;
  return procedureSchema.parse({
    id,
    kind: "procedure",
    code: form.code,
    codes_old: [],
    name: form.name,
    related_codes: [],
    aliases: form.aliases,
    field: form.field,
    level: form.level,
    demand: usualDemand,
    agency: form.agency,
    agency_by_province: [],
    submit_online: form.submit_online,
    who: form.who,
    documents: form.documents.map((name) => ({
      name,
      form: null,
      note: null,
      condition: null,
      originals: null,
      ...always,
      source,
    })),
    steps: form.steps,
    processing_times:
      form.time === null
        ? []
        : [{ channel: "any", value: form.time, unit: form.time_unit, ...fact }],
    fees:
      form.fee === null ? [] : [{ channel: "any", vnd: form.fee, unit: form.fee_unit, ...fact }],
    amounts: [],
    result: form.result,
    results: [],
    legal_basis:
      law === null
        ? []
        : [{ name: law, valid_from: form.law_from, valid_to: null, status: "in_force", source }],
    branch_questions: [],
    common_mistakes: [],
    clerk_says: [],
    related: [],
    essential_list: null,
    named_in_seeds: null,
    online_only_note: null,
    sources: [form.new_source_where || form.new_source],
    checked: today,
    doubts: [],
  } satisfies Procedure);
}

/** A list without papers would be no list: the chat says so until the papers are known. */
const papersUnknown =
  "Cháu chưa có danh sách giấy tờ của việc này. Bác hỏi nơi giải quyết giúp cháu ạ.";

export function makeGuide({ short, purpose, documents }: NewProcedureForm, id: string): Guide {
  return guideSchema.parse({
    procedure: id,
    short,
    purpose,
    questions: [],
    ...(documents.length === 0 ? { no_checklist: { say: papersUnknown } } : {}),
  } satisfies Guide);
}
