import { z } from "zod";
import { fingerprint } from "../../../catalog/text/fingerprint.ts";
import { collectTexts } from "../../../catalog/translated-texts.ts";
import { validateTranslations } from "../../../catalog/validation/validate-english.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import type { CatalogChange } from "../../../catalog/versions/change.ts";
import { keyOfText } from "../../../catalog/versions/text-key.ts";
import { forbidden } from "../../framework/errors.ts";
import { type FieldError, parseForm, textOrEmpty, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { doneSchema } from "../api-schemas.ts";
import { findForeignTexts } from "../edit-scope.ts";
import { type FormField, formPage } from "../form-page.ts";
import { formSchema } from "../form-schemas.ts";
import { wordIssue } from "../issue-words.ts";
import { findVersionOwner } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import { requireProcedure } from "./requested-procedure.ts";

const path = "/catalog/:version/procedures/:procedure/english";
const maxLength = 2_000;
const fieldSchema = textOrEmpty(maxLength);
const bodySchema = z
  .record(z.string(), z.unknown())
  .describe("The English of each text, by the name of its field in the form; empty: none");

export const procedureEnglishRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path,
    roles: officials,
    purpose: "shows every text of a procedure with its English",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showEnglish,
  },
  {
    method: "POST",
    path,
    roles: officials,
    purpose: "changes the English of a procedure's texts in a draft",
    findOwner: findVersionOwner,
    api: { body: bodySchema, answer: doneSchema },
    handle: saveEnglish,
  },
];

/** A text as the form asks for its English. */
interface AskedText {
  /** The name of its field. */
  readonly name: string;
  readonly text: string;
  /** "": it has none. */
  readonly english: string;
  /** Other records use it too. */
  readonly isShared: boolean;
}

async function requireTexts(request: SignedInRequest, desk: DeskContext) {
  const requested = await requireProcedure(request, desk);
  const { draft, procedure, guide, scope, isWhole } = requested;
  if (!isWhole) throw forbidden();
  const { drafted } = draft;
  const isElsewhere = findForeignTexts(drafted, new Set([procedure.id]));
  const texts = collectTexts({ procedures: [procedure], guides: guide === null ? [] : [guide] });
  const mine = [...texts].filter((text) => scope === null || !scope.isForeignText(text));
  const asked = mine.map(
    (text): AskedText => ({
      name: `en-${fingerprint(text)}`,
      text,
      english: drafted.english.get(text) ?? "",
      isShared: isElsewhere(text),
    }),
  );
  return { ...requested, asked, others: texts.size - mine.length };
}

async function showEnglish(request: SignedInRequest, desk: DeskContext) {
  const { procedure, asked, others, path: back } = await requireTexts(request, desk);
  const missing = asked.filter(({ english }) => english === "");
  const known = asked.filter(({ english }) => english !== "");
  const toField = ({ name, text, english, isShared }: AskedText): FormField => ({
    name,
    label: text,
    value: english,
    ...(isShared ? { hint: "Thủ tục khác cũng dùng câu này" } : {}),
    ...(text.length > maxLine ? { rows: Math.ceil(text.length / maxLine) } : {}),
  });
  const form = {
    action: `${back}/english`,
    back: { href: back, name: procedure.name },
    intro: [
      "Để trống thì người đọc tiếng Anh thấy câu tiếng Việt. Số trong câu phải như bản tiếng Việt.",
      ...(others > 0 ? [`${others} câu dùng chung với nơi khác thì quản trị dịch.`] : []),
    ].join(" "),
    fields: [
      ...withHeading("Chưa có tiếng Anh", missing.map(toField)),
      ...withHeading("Đã có tiếng Anh", known.map(toField)),
    ],
    submit: "Ghi vào bản nháp",
  };
  return formPage("Tiếng Anh của thủ tục", form, typedFields(request.body));
}

const maxLine = 60;

function withHeading(heading: string, fields: readonly FormField[]): FormField[] {
  return fields.map((field, at) => (at === 0 ? { ...field, heading } : field));
}

async function saveEnglish(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { draft, asked, path: back } = await requireTexts(request, desk);
  const body = bodySchema.catch({}).parse(request.body);
  const errors: FieldError[] = [];
  const changes: CatalogChange[] = [];
  for (const { name, text, english: was } of asked) {
    if (body[name] === undefined) continue;
    const read = parseForm(fieldSchema, body[name]);
    if (read.errors !== null) {
      errors.push(...read.errors.map(({ reason }) => ({ field: name, reason })));
      continue;
    }
    const english = read.value;
    if (english === was) continue;
    const issues = english === "" ? [] : validateTranslations([[text, english]]);
    errors.push(...issues.map((issue) => ({ field: name, reason: wordIssue(issue).reason })));
    const record = english === "" ? null : { text, english };
    changes.push(toChange(draft.present, "english", keyOfText(text), record));
  }
  if (errors.length > 0) return invalidForm(await showEnglish(request, desk), errors);
  await saveChanges(request, desk, draft.row.id, changes);
  return redirect(back, { message: "Đã ghi vào bản nháp." });
}
