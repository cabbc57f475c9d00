import { z } from "zod";
import { addDays, isDay } from "../../../catalog/local-time.ts";
import { type Procedure, procedureSchema } from "../../../catalog/procedure-schema.ts";
import type { CatalogRecords } from "../../../catalog/schema.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import { notFound } from "../../framework/errors.ts";
import { type FieldError, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { doneSchema } from "../api-schemas.ts";
import { type FormField, formPage, type TickGroup } from "../form-page.ts";
import { bodyOf, formSchema } from "../form-schemas.ts";
import { findVersionOwner, versionChangedMeanwhile } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import type { FactField, FactSection } from "./fact-field.ts";
import { factSections, findSection } from "./fact-sections.ts";
import { readSource, sourceFields } from "./fact-source.ts";
import { type Row, readConditions, readRow, typeValue } from "./read-fact.ts";
import { type DraftedProcedure, requireProcedure } from "./requested-procedure.ts";

const path = "/catalog/:version/procedures/:procedure/facts/:section/:fact";

const factBody = bodyOf([
  ...factSections.flatMap(({ fields }) => fields),
  { name: "source", label: "Nguồn", hint: "Mã của nguồn đã có, hoặc new" },
  { name: "new_source", label: "Nguồn khác" },
  { name: "new_source_where", label: "Đọc nguồn khác ở đâu" },
  { name: "after", label: "Dòng mà dòng mới này nối tiếp" },
  { name: "remove", label: "Có chữ gì thì bỏ dòng này" },
]).extend({
  revision: z.union([z.string(), z.number()]).describe("The revision of the draft that was read"),
});

export const factRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path,
    roles: officials,
    purpose: "shows the form of one dated fact: a fee, a time, a paper, a remark",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showFact,
  },
  {
    method: "POST",
    path,
    roles: officials,
    purpose: "changes, adds or removes one dated fact in a draft",
    findOwner: findVersionOwner,
    api: { body: factBody, answer: doneSchema },
    handle: saveFact,
  },
];

const newFact = "new";
const index = z.coerce.number().int().nonnegative().optional().catch(undefined);
const bodySchema = z
  .object({ revision: index, after: index, remove: z.string().optional() })
  .catch({});

/** The row that a form is about. */
interface Requested extends DraftedProcedure {
  readonly section: FactSection;
  readonly rows: readonly Row[];
  /** null: a new row. */
  readonly at: number | null;
  /** The row that the new one follows: it ends the day before. */
  readonly after: number | null;
}

async function requireFact(
  request: SignedInRequest,
  desk: DeskContext,
  askedAfter: unknown,
): Promise<Requested> {
  const procedure = await requireProcedure(request, desk);
  const section = findSection(request.params["section"]);
  if (section === null) throw notFound();
  const rows: readonly Row[] = procedure.procedure[section.id] ?? [];
  const named = request.params["fact"] === newFact ? null : Number(request.params["fact"]);
  if (named !== null && rows[named] === undefined) throw notFound();
  const after = named === null ? (index.parse(askedAfter) ?? null) : null;
  if (after !== null && rows[after] === undefined) throw notFound();
  return { ...procedure, section, rows, at: named, after };
}

async function showFact(request: SignedInRequest, desk: DeskContext) {
  const typed = typedFields(request.body);
  const query = z.object({ after: z.unknown() }).catch({ after: undefined }).parse(request.query);
  const requested = await requireFact(request, desk, typed["after"] ?? query.after);
  const { procedure, section, rows, at, after, draft, path: back } = requested;
  const known = rows[at ?? after ?? -1];
  const title = at === null ? `Thêm ${section.one}` : `Sửa ${section.one}`;
  const form = {
    action: `${back}/facts/${section.id}/${at ?? newFact}`,
    back: { href: back, name: procedure.name },
    ...(after === null
      ? {}
      : { intro: "Dòng cũ hết hiệu lực vào hôm trước ngày bắt đầu của dòng mới này." }),
    fields: [
      ...section.fields.map(
        (field): FormField => ({
          name: field.name,
          label: field.label,
          hint: field.hint,
          value: initialValue(field.name, known, after !== null) ?? startOf(field, requested),
          ...(field.kind === "text" ? { rows: 3 } : {}),
          ...(field.kind === "day" ? { type: "date" as const, narrow: true } : {}),
          ...(field.kind === "money" || field.kind === "number" ? { narrow: true } : {}),
          ...choicesOf(field, draft.drafted),
        }),
      ),
      ...sourceFields(procedure, draft.drafted, typeValue(known?.["source"])),
    ],
    ticks: section.hasConditions ? conditionTicks(procedure, known) : [],
    hidden: {
      revision: String(draft.row.revision),
      ...(after === null ? {} : { after: String(after) }),
    },
    submit: "Ghi vào bản nháp",
    remove: at === null ? null : "Bỏ dòng này",
  };
  return formPage(title, form, typed, request.body);
}

function choicesOf({ kind, choices }: FactField, { provinces }: CatalogRecords) {
  if (kind !== "province") return choices === undefined ? {} : { choices };
  const named = provinces.map(({ code, name }) => ({ value: code, name }));
  return { choices: [{ value: "", name: "Chọn tỉnh, thành phố" }, ...named] };
}

function initialValue(name: string, known: Row | undefined, follows: boolean): string | null {
  if (known === undefined) return null;
  return follows && (name === "valid_from" || name === "valid_to") ? "" : typeValue(known[name]);
}

/** The value of a new row: officials who edit only their province's fees begin with its name. */
function startOf(field: FactSection["fields"][number], { scope, isWhole }: Requested): string {
  if (field.kind === "provinces" && !isWhole) return [...(scope?.provinces ?? [])].join(", ");
  return field.initial ?? "";
}

function conditionTicks(procedure: Procedure, known: Row | undefined): TickGroup[] {
  const when = (known?.["when"] ?? {}) as Readonly<Record<string, string | readonly string[]>>;
  return procedure.branch_questions.map(({ id, question, options }) => ({
    legend: `Chỉ khi: ${question}`,
    name: `when.${id}`,
    options: options.map(({ value, label }) => ({
      value,
      label,
      isTicked: [when[id] ?? []].flat().includes(value),
    })),
  }));
}

async function saveFact(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { revision, after: askedAfter, remove } = bodySchema.parse(request.body);
  const requested = await requireFact(request, desk, askedAfter);
  const { draft, procedure, section, rows, at, after, path: back } = requested;
  // The row is named by its place in the list, which another change may have moved.
  if (revision !== draft.row.revision) throw versionChangedMeanwhile();
  const fail = async (errors: readonly FieldError[]) =>
    invalidForm(await showFact(request, desk), errors);
  if (remove !== undefined && at !== null) {
    const left = rows.filter((_, each) => each !== at);
    return removeRow(request, desk, requested, left);
  }
  const read = readRow(section, request.body, rows[at ?? after ?? -1] ?? {});
  const source = readSource(request.body, draft, read.row?.["strength"]);
  if (read.row === null || source.id === null) {
    return fail([...(read.errors ?? []), ...(source.errors ?? [])]);
  }
  const { when: _former, ...row } = read.row;
  const when = section.hasConditions
    ? readConditions(request.body, procedure.branch_questions)
    : undefined;
  const local = section.id === "agency_by_province" ? readProvince(requested, row) : { row };
  if ("reason" in local) return fail([{ field: "province_code", reason: local.reason }]);
  const made = { ...local.row, ...(when === undefined ? {} : { when }), source: source.id };
  const placed = place(rows, made, { at, after });
  if (placed === null) {
    return fail([{ field: "valid_from", reason: "Ghi ngày bắt đầu của dòng mới" }]);
  }
  const parsed = procedureSchema.safeParse({ ...procedure, [section.id]: placed });
  if (!parsed.success) return fail(parsed.error.issues.map(toFieldError));
  const sources = source.change === null ? [] : [source.change];
  await saveChanges(request, desk, draft.row.id, [
    ...sources,
    toChange(draft.present, "procedure", procedure.id, parsed.data),
  ]);
  return redirect(back, { message: "Đã ghi vào bản nháp." });
}

/** Names the chosen province in the row. Each province has one row. */
function readProvince(
  { draft, rows, at }: Requested,
  row: Row,
): { readonly row: Row } | { readonly reason: string } {
  const code = row["province_code"];
  const province = draft.drafted.provinces.find((each) => each.code === code);
  if (province === undefined) return { reason: "Chọn tỉnh, thành phố" };
  if (rows.some((other, each) => each !== at && other["province_code"] === code)) {
    return { reason: `${province.name} đã có nơi giải quyết riêng: sửa dòng đó` };
  }
  return { row: { ...row, province: province.short } };
}

async function removeRow(
  request: SignedInRequest,
  desk: DeskContext,
  { draft, procedure, section, path: back }: Requested,
  rows: readonly Row[],
): Promise<ViewResult> {
  const record = procedureSchema.parse({ ...procedure, [section.id]: rows });
  const change = toChange(draft.present, "procedure", procedure.id, record);
  await saveChanges(request, desk, draft.row.id, [change]);
  return redirect(back, { message: "Đã bỏ khỏi bản nháp." });
}

/** Puts a row in its place. Returns null if it follows another one and has no first day. */
function place(
  rows: readonly Row[],
  made: Row,
  { at, after }: Pick<Requested, "at" | "after">,
): readonly Row[] | null {
  if (at !== null) return rows.map((row, each) => (each === at ? made : row));
  if (after === null) return [...rows, made];
  const from = made["valid_from"];
  if (typeof from !== "string" || !isDay(from)) return null;
  return rows.flatMap((row, each) =>
    each === after ? [{ ...row, valid_to: addDays(from, -1) }, made] : [row],
  );
}

function toFieldError({ path: at, message }: z.core.$ZodIssue): FieldError {
  return { field: String(at[2] ?? ""), reason: `Chưa đúng: ${message}` };
}
