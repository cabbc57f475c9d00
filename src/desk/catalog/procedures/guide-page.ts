import { z } from "zod";
import {
  type Guide,
  type GuideOption,
  type GuideQuestion,
  guideSchema,
} from "../../../catalog/schema.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import { notFound } from "../../framework/errors.ts";
import { type FieldError, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { type FormField, formPage } from "../form-page.ts";
import { findVersionOwner } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import { requireProcedure } from "./requested-procedure.ts";

const guidePath = "/catalog/:version/procedures/:procedure/guide";
const questionPath = `${guidePath}/:question`;

export const guideRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: guidePath,
    roles: officials,
    purpose: "shows the form of what the chat says of a procedure",
    findOwner: findVersionOwner,
    handle: showForm,
  },
  {
    method: "POST",
    path: guidePath,
    roles: officials,
    purpose: "changes what the chat says of a procedure in a draft",
    findOwner: findVersionOwner,
    handle: saveForm,
  },
  {
    method: "GET",
    path: questionPath,
    roles: officials,
    purpose: "shows the form of a question of the chat",
    findOwner: findVersionOwner,
    handle: showForm,
  },
  {
    method: "POST",
    path: questionPath,
    roles: officials,
    purpose: "changes the wording of a question in a draft",
    findOwner: findVersionOwner,
    handle: saveForm,
  },
];

/** A text of a guide: how its field is called, and how a guide with another text is made. */
interface GuideField extends FormField {
  readonly put: (guide: Guide, text: string) => Guide;
}

async function showForm(request: SignedInRequest, desk: DeskContext) {
  const { guide, path } = await requireGuide(request, desk);
  const { fields, title, action } = describeForm(guide, request.params["question"], path);
  const form = {
    action,
    back: { href: path, name: guide.short },
    fields: fields.map(({ put: _, ...field }) => field),
    submit: "Ghi vào bản nháp",
  };
  return formPage(title, form, typedFields(request.body));
}

async function saveForm(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { draft, guide, path } = await requireGuide(request, desk);
  const { fields } = describeForm(guide, request.params["question"], path);
  const typed = z.record(z.string(), z.unknown()).catch({}).parse(request.body);
  const changed = fields.reduce((made, field) => {
    const text = typed[field.name];
    return typeof text === "string" ? field.put(made, clean(text)) : made;
  }, guide);
  const parsed = guideSchema.safeParse(changed);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path: at, message }): FieldError => {
      const found = fields.find(({ name }) => name === at.filter(isFieldPart).join("."));
      return { field: found?.name ?? "", reason: `${found?.label ?? "Lời"}: ${word(message)}` };
    });
    return invalidForm(await showForm(request, desk), errors);
  }
  const change = toChange(draft.present, "guide", guide.procedure, parsed.data);
  await saveChanges(request, desk, draft.row.id, [change]);
  return redirect(path, { message: "Đã ghi vào bản nháp." });
}

async function requireGuide(request: SignedInRequest, desk: DeskContext) {
  const requested = await requireProcedure(request, desk);
  const { guide } = requested;
  if (guide === null || !requested.isWhole) throw notFound();
  return { ...requested, guide };
}

function describeForm(guide: Guide, question: string | undefined, path: string) {
  if (question === undefined) {
    return { title: "Lời hướng dẫn", action: `${path}/guide`, fields: guideFields(guide) };
  }
  const at = guide.questions.findIndex(({ id }) => id === question);
  if (at < 0) throw notFound();
  return {
    title: "Câu hỏi trong chat",
    action: `${path}/guide/${question}`,
    fields: questionFields(guide, at),
  };
}

function guideFields(guide: Guide): GuideField[] {
  const { no_checklist: none } = guide;
  return [
    {
      name: "short",
      label: "Tên ngắn",
      hint: "Nhiều nhất 60 ký tự",
      value: guide.short,
      put: (made, short) => ({ ...made, short }),
    },
    {
      name: "purpose",
      label: "Để làm gì",
      hint: "Một câu",
      value: guide.purpose,
      rows: 3,
      put: (made, purpose) => ({ ...made, purpose }),
    },
    ...(none === undefined
      ? []
      : [
          {
            name: "no_checklist.say",
            label: "Vì sao chưa có danh sách",
            value: none.say,
            rows: 3,
            put: (made: Guide, say: string): Guide => ({ ...made, no_checklist: { ...none, say } }),
          },
        ]),
  ];
}

function questionFields(guide: Guide, at: number): GuideField[] {
  const question = guide.questions[at];
  if (question === undefined) return [];
  const put = (made: Guide, change: (asked: GuideQuestion) => GuideQuestion): Guide => ({
    ...made,
    questions: made.questions.map((each, index) => (index === at ? change(each) : each)),
  });
  const optional = (name: string, text: string) => (text === "" ? {} : { [name]: text });
  return [
    {
      name: "ask",
      label: "Câu hỏi",
      value: question.ask,
      rows: 2,
      put: (made, ask) => put(made, (each) => ({ ...each, ask })),
    },
    {
      name: "hint",
      label: "Gợi ý",
      hint: "Để trống nếu không cần",
      value: question.hint ?? "",
      rows: 2,
      put: (made, text) =>
        put(made, ({ hint: _, ...each }) => ({ ...each, ...optional("hint", text) })),
    },
    ...Object.entries(question.options).flatMap(([value, option]) =>
      optionFields(value, option, (made, change) =>
        put(made, (each) => ({
          ...each,
          options: { ...each.options, [value]: change(each.options[value] ?? option) },
        })),
      ),
    ),
  ];
}

function optionFields(
  value: string,
  option: GuideOption,
  put: (guide: Guide, change: (option: GuideOption) => GuideOption) => Guide,
): GuideField[] {
  const name = (field: string) => `options.${value}.${field}`;
  return [
    {
      name: name("label"),
      label: `Nút “${option.label}”`,
      hint: "Nhiều nhất 20 ký tự",
      value: option.label,
      put: (made, label) => put(made, (each) => ({ ...each, label })),
    },
    {
      name: name("full"),
      label: `Ghi đủ của “${option.label}”`,
      value: option.full ?? "",
      put: (made, full) =>
        put(made, ({ full: _, ...each }) => (full === "" ? each : { ...each, full })),
    },
    {
      name: name("note"),
      label: `Dặn khi chọn “${option.label}”`,
      value: option.note,
      rows: 3,
      put: (made, note) => put(made, (each) => ({ ...each, note })),
    },
    ...(option.stops === undefined
      ? []
      : [
          {
            name: name("stops"),
            label: `Vì sao dừng ở “${option.label}”`,
            value: option.stops,
            rows: 3,
            put: (made: Guide, stops: string) => put(made, (each) => ({ ...each, stops })),
          },
        ]),
  ];
}

const maxLength = 2_000;

function clean(text: string): string {
  return text.slice(0, maxLength).replaceAll("\0", "").normalize("NFC").trim();
}

/** The path of an issue without the place of the question: `questions[0].options.co.label`. */
function isFieldPart(part: PropertyKey): boolean {
  return part !== "questions" && typeof part !== "number";
}

function word(message: string): string {
  const max = /<=(\d+)/.exec(message)?.[1];
  return max === undefined ? "cần ghi" : `dài nhất ${max} ký tự`;
}
