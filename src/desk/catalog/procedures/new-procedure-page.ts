import { z } from "zod";
import { toLocalDay } from "../../../catalog/local-time.ts";
import type { CatalogRecords } from "../../../catalog/schema.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import { selectUsedProcedureIds } from "../../../db/queries/catalog-versions.ts";
import { forbidden } from "../../framework/errors.ts";
import { type FieldError, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { doneSchema } from "../api-schemas.ts";
import { findIssuesWith } from "../find-issues.ts";
import { type FormField, formPage } from "../form-page.ts";
import { formSchema } from "../form-schemas.ts";
import { wordIssue } from "../issue-words.ts";
import { nameId } from "../name-id.ts";
import { findVersionOwner, requireDraft } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import { strengths } from "./fact-field.ts";
import { readSource } from "./fact-source.ts";
import { makeGuide, makeProcedure, newProcedureSchema, readNewProcedure } from "./new-procedure.ts";

const path = "/catalog/:version/procedures/new";

export const newProcedureRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path,
    roles: officials,
    purpose: "shows the form of a procedure that the catalogue doesn't have",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showForm,
  },
  {
    method: "POST",
    path,
    roles: officials,
    purpose:
      "adds a procedure with its guide to a draft; an official's becomes one of their agency",
    findOwner: findVersionOwner,
    api: { body: newProcedureSchema, answer: doneSchema.extend({ procedure: z.string() }) },
    handle: addProcedure,
  },
];

async function showForm(request: SignedInRequest, desk: DeskContext) {
  const { row, drafted } = await requireDraft(request, desk);
  if (request.account.role !== "administrator" && request.account.agencyId === null) {
    throw forbidden();
  }
  const form = {
    action: `/catalog/${row.id}/procedures/new`,
    back: { href: `/catalog/${row.id}/procedures`, name: "Về danh sách thủ tục" },
    intro:
      "Chỗ nào chưa biết thì để trống: bot nói là chưa có thông tin. Câu hỏi, mức riêng của tỉnh và ngày hiệu lực thì thêm sau, ở trang của thủ tục.",
    fields: describeFields(drafted),
    submit: "Thêm vào bản nháp",
  };
  return formPage("Thêm thủ tục", form, typedFields(request.body));
}

function describeFields({ procedures, lifeEvents }: CatalogRecords): FormField[] {
  const areas = [...new Set(procedures.map(({ field }) => field))].sort(byVietnamese);
  const many = { value: "", rows: 4 };
  return [
    {
      name: "name",
      label: "Tên thủ tục",
      hint: "Tên chính thức",
      value: "",
      rows: 2,
      heading: "Người dân gọi là gì",
    },
    {
      name: "short",
      label: "Tên ngắn",
      hint: "Như người dân nói, nhiều nhất 60 ký tự",
      value: "",
    },
    { name: "purpose", label: "Để làm gì", hint: "Một câu dễ hiểu", value: "", rows: 2 },
    { name: "aliases", label: "Tên gọi khác", hint: "Mỗi dòng một tên", ...many },
    {
      name: "event",
      label: "Nhóm việc ở menu",
      value: "",
      choices: [
        { value: "", name: "Chọn nhóm việc" },
        ...lifeEvents.map(({ id, title }) => ({ value: id, name: title })),
      ],
    },
    {
      name: "field",
      label: "Lĩnh vực",
      value: "",
      choices: [
        { value: "", name: "Chọn lĩnh vực" },
        ...areas.map((name) => ({ value: name, name })),
      ],
    },
    { name: "code", label: "Mã thủ tục", hint: "Như 1.001193", value: "", narrow: true },
    {
      name: "agency",
      label: "Nơi giải quyết",
      hint: "Như: UBND xã, phường nơi cư trú",
      value: "",
      heading: "Làm ở đâu, cần gì",
    },
    { name: "level", label: "Cấp thực hiện", value: "Cấp xã", narrow: true },
    { name: "who", label: "Ai được làm", value: "", rows: 2 },
    {
      name: "documents",
      label: "Giấy tờ",
      hint: "Mỗi dòng một giấy. Để trống: bot nói chưa có danh sách",
      ...many,
    },
    { name: "steps", label: "Các bước", hint: "Mỗi dòng một bước", ...many },
    { name: "submit_online", label: "Nộp trên mạng ở đâu", hint: "Mỗi dòng một nơi", ...many },
    { name: "result", label: "Kết quả", hint: "Giấy tờ người dân nhận", value: "" },
    {
      name: "fee",
      label: "Lệ phí (đồng)",
      hint: "0 là miễn phí; để trống là chưa biết",
      value: "",
      narrow: true,
      heading: "Tiền và thời hạn",
    },
    { name: "fee_unit", label: "Lệ phí tính theo", value: "hồ sơ", narrow: true },
    {
      name: "time",
      label: "Bao lâu có kết quả",
      hint: "0 là trong ngày; để trống là chưa biết",
      value: "",
      narrow: true,
    },
    { name: "time_unit", label: "Thời hạn tính theo", value: "ngày làm việc", narrow: true },
    {
      name: "law",
      label: "Văn bản quy định",
      hint: "Như: Luật Hộ tịch 60/2014/QH13",
      value: "",
      heading: "Căn cứ và nguồn",
    },
    {
      name: "law_from",
      label: "Văn bản có hiệu lực từ ngày",
      value: "",
      type: "date",
      narrow: true,
    },
    {
      name: "new_source",
      label: "Bạn đọc ở đâu",
      hint: "Tên văn bản, hoặc trang đã đọc",
      value: "",
    },
    { name: "new_source_where", label: "Địa chỉ của nguồn", hint: "https://…", value: "" },
    {
      name: "strength",
      label: "Nguồn chắc tới đâu",
      value: "official summary",
      choices: strengths,
    },
  ];
}

const byVietnamese = new Intl.Collator("vi").compare;

async function addProcedure(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const draft = await requireDraft(request, desk);
  const fail = async (errors: readonly FieldError[]) =>
    invalidForm(await showForm(request, desk), errors);
  const { form, errors } = readNewProcedure(request.body, draft.drafted);
  if (errors !== null) return fail(errors);
  const source = readSource(request.body, draft, form.strength);
  if (source.id === null) return fail(source.errors);
  const used = await selectUsedProcedureIds(desk.database.db);
  const known = new Set([
    ...used,
    ...[...draft.drafted.procedures, ...(draft.drafted.listed ?? [])].map(({ id }) => id),
  ]);
  const id = nameId(form.name, (each) => each === "new" || known.has(each));
  const today = toLocalDay(request.now);
  const procedure = makeProcedure(form, { id, source: source.id, today });
  const placement = { event: form.event, procedure: id };
  const changes = [
    ...(source.change === null ? [] : [source.change]),
    toChange(draft.present, "procedure", id, procedure),
    toChange(draft.present, "guide", id, makeGuide(form, id)),
    toChange(draft.present, "placement", `${form.event}/${id}`, placement),
  ];
  const issues = findIssuesWith(draft, changes, id);
  if (issues.length > 0) {
    return fail(
      issues.map((issue) => ({ field: fieldOf(issue.field), reason: wordIssue(issue).reason })),
    );
  }
  await saveChanges(request, desk, draft.row.id, changes, { adds: id });
  return redirect(`/catalog/${draft.row.id}/procedures/${id}`, {
    message: "Đã thêm vào bản nháp. Dưới đây là từng phần, sửa tiếp được.",
    data: { procedure: id },
  });
}

/** `processing_times[0].source` is asked for as `time`. */
function fieldOf(field: string): string {
  const [list = ""] = field.split(/[.[]/);
  const asked: Readonly<Record<string, string>> = {
    fees: "fee",
    processing_times: "time",
    legal_basis: "law",
    no_checklist: "documents",
  };
  return asked[list] ?? (list in newProcedureSchema.shape ? list : "name");
}
