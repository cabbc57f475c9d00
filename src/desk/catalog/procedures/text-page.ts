import { z } from "zod";
import { procedureSchema } from "../../../catalog/procedure-schema.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import { forbidden } from "../../framework/errors.ts";
import { parseForm, requiredText, textOrEmpty, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { doneSchema } from "../api-schemas.ts";
import { formPage } from "../form-page.ts";
import { formSchema } from "../form-schemas.ts";
import { findVersionOwner } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import { requireProcedure } from "./requested-procedure.ts";
import { typedLines } from "./typed-body.ts";

const path = "/catalog/:version/procedures/:procedure/texts";

const maxLength = 8_000;
const textOrNull = textOrEmpty(2_000).transform((value) => value || null);
const lines = textOrEmpty(maxLength).transform((typed) => typedLines(typed));

const schema = z.object({
  name: requiredText("Ghi tên thủ tục", 300),
  who: textOrNull,
  agency: textOrNull,
  result: textOrNull,
  online_only_note: textOrNull,
  aliases: lines,
  submit_online: lines,
  steps: lines,
  common_mistakes: lines,
  checked: textOrNull.pipe(procedureSchema.shape.checked.catch(null)),
});

export const procedureTextRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path,
    roles: officials,
    purpose: "shows the form of a procedure's texts",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showTexts,
  },
  {
    method: "POST",
    path,
    roles: officials,
    purpose: "changes a procedure's texts in a draft",
    findOwner: findVersionOwner,
    api: { body: schema, answer: doneSchema },
    handle: saveTexts,
  },
];

async function showTexts(request: SignedInRequest, desk: DeskContext) {
  const { procedure, isWhole, path: back } = await requireProcedure(request, desk);
  if (!isWhole) throw forbidden();
  const many = { rows: 5, hint: "Mỗi dòng một ý" };
  const form = {
    action: `${back}/texts`,
    back: { href: back, name: procedure.name },
    fields: [
      { name: "name", label: "Tên thủ tục", value: procedure.name },
      { name: "who", label: "Ai được làm", value: procedure.who ?? "", rows: 3 },
      { name: "agency", label: "Nơi giải quyết", value: procedure.agency ?? "" },
      { name: "result", label: "Kết quả", value: procedure.result ?? "" },
      { name: "steps", label: "Các bước", value: procedure.steps.join("\n"), ...many },
      {
        name: "submit_online",
        label: "Nộp trên mạng ở đâu",
        value: procedure.submit_online.join("\n"),
        ...many,
      },
      {
        name: "online_only_note",
        label: "Nếu chỉ nộp trên mạng",
        value: procedure.online_only_note ?? "",
        rows: 2,
      },
      {
        name: "common_mistakes",
        label: "Lỗi hay gặp",
        value: procedure.common_mistakes.join("\n"),
        ...many,
      },
      { name: "aliases", label: "Tên gọi khác", value: procedure.aliases.join("\n"), ...many },
      {
        name: "checked",
        label: "Đã đối chiếu nguồn ngày",
        hint: "Năm-tháng-ngày, như 2026-11-30; quá một năm thì bot dặn người dân hỏi lại",
        value: procedure.checked ?? "",
        narrow: true,
      },
    ],
    submit: "Ghi vào bản nháp",
  };
  return formPage("Câu chữ của thủ tục", form, typedFields(request.body));
}

async function saveTexts(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { draft, procedure, path: back } = await requireProcedure(request, desk);
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(await showTexts(request, desk), errors);
  const change = toChange(draft.present, "procedure", procedure.id, { ...procedure, ...value });
  await saveChanges(request, desk, draft.row.id, [change]);
  return redirect(back, { message: "Đã ghi vào bản nháp." });
}
