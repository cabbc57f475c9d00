import { type Guide, guideSchema } from "../../../catalog/schema.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import { notFound } from "../../framework/errors.ts";
import { type FieldError, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { doneSchema } from "../api-schemas.ts";
import { findIssuesWith } from "../find-issues.ts";
import { type FormField, formPage } from "../form-page.ts";
import { bodyOf, formSchema } from "../form-schemas.ts";
import { wordIssue } from "../issue-words.ts";
import { findVersionOwner } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import { requireProcedure } from "./requested-procedure.ts";
import { readTyped, splitBars, typedLines } from "./typed-body.ts";
import { wordSchemaIssue } from "./word-schema-issue.ts";

const path = "/catalog/:version/procedures/:procedure/guide";

/** A text of a guide: its field, and how a guide with another text is made. */
interface GuideField extends Omit<FormField, "value"> {
  readonly get: (guide: Guide) => string;
  readonly put: (guide: Guide, text: string) => Guide;
}

const guideFields: readonly GuideField[] = [
  {
    name: "short",
    label: "Tên ngắn",
    hint: "Nhiều nhất 60 ký tự",
    get: ({ short }) => short,
    put: (guide, short) => ({ ...guide, short }),
  },
  {
    name: "purpose",
    label: "Để làm gì",
    hint: "Một câu",
    rows: 3,
    get: ({ purpose }) => purpose,
    put: (guide, purpose) => ({ ...guide, purpose }),
  },
  {
    name: "no_checklist.say",
    label: "Vì sao chưa có danh sách",
    hint: "Bot nói câu này thay cho danh sách giấy tờ. Để trống: bot đưa danh sách",
    rows: 3,
    get: ({ no_checklist: none }) => none?.say ?? "",
    put: ({ no_checklist: none, ...guide }, say) =>
      say === "" ? guide : { ...guide, no_checklist: { ...none, say } },
  },
  {
    name: "issuers",
    label: "Ai cấp từng giấy",
    hint: "Mỗi dòng: tên giấy trong danh sách | nơi cấp, hoặc bác tự viết | mã nguồn",
    rows: 4,
    get: ({ issuers = {} }) =>
      Object.entries(issuers)
        .map(([paper, { by, source }]) => `${paper} | ${by} | ${source}`)
        .join("\n"),
    put: ({ issuers: _, ...guide }, typed) => {
      const rows = typedLines(typed).map((line) => splitBars(line, 3));
      if (rows.length === 0) return guide;
      const issuers = rows.map(([paper, by = "", source = ""]) => [paper, { by, source }]);
      return { ...guide, issuers: Object.fromEntries(issuers) };
    },
  },
];

const fields = guideFields.map(({ get: _get, put: _put, ...field }) => field);

export const guideRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path,
    roles: officials,
    purpose: "shows the form of what the chat says of a procedure",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showGuide,
  },
  {
    method: "POST",
    path,
    roles: officials,
    purpose: "changes what the chat says of a procedure in a draft",
    findOwner: findVersionOwner,
    api: { body: bodyOf(fields), answer: doneSchema },
    handle: saveGuide,
  },
];

/** The field of the form that an issue is about: "issuers" of `issuers["Tờ khai"]`. */
function fieldOf(path: string): string | undefined {
  return guideFields.find(({ name }) => path === name || path.startsWith(`${name}[`))?.name;
}

async function requireGuide(request: SignedInRequest, desk: DeskContext) {
  const requested = await requireProcedure(request, desk);
  const { guide } = requested;
  if (guide === null || !requested.isWhole) throw notFound();
  return { ...requested, guide };
}

async function showGuide(request: SignedInRequest, desk: DeskContext) {
  const { guide, path: back } = await requireGuide(request, desk);
  const form = {
    action: `${back}/guide`,
    back: { href: back, name: guide.short },
    fields: guideFields.map(({ get, put: _, ...field }) => ({ ...field, value: get(guide) })),
    submit: "Ghi vào bản nháp",
  };
  return formPage("Lời hướng dẫn", form, typedFields(request.body));
}

async function saveGuide(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { draft, guide, path: back } = await requireGuide(request, desk);
  const typed = readTyped(request.body);
  const changed = guideFields.reduce((made, { name, put }) => {
    const text = typed.text(name);
    return text === undefined ? made : put(made, text);
  }, guide);
  const fail = async (errors: readonly FieldError[]) =>
    invalidForm(await showGuide(request, desk), errors);
  const parsed = guideSchema.safeParse(changed);
  if (!parsed.success) {
    return fail(
      parsed.error.issues.map((issue) =>
        wordSchemaIssue(issue, fieldOf(String(issue.path[0])) ?? issue.path.join(".")),
      ),
    );
  }
  const change = toChange(draft.present, "guide", guide.procedure, parsed.data);
  const issues = findIssuesWith(draft, [change], guide.procedure).flatMap((issue) => {
    const field = fieldOf(issue.field);
    return field === undefined ? [] : [{ field, reason: wordIssue(issue).reason }];
  });
  if (issues.length > 0) return fail(issues);
  await saveChanges(request, desk, draft.row.id, [change]);
  return redirect(back, { message: "Đã ghi vào bản nháp." });
}
