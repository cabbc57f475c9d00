import { z } from "zod";
import { isDay } from "../../../catalog/local-time.ts";
import { procedureSchema } from "../../../catalog/procedure-schema.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import { findRecord } from "../../../catalog/versions/record-access.ts";
import { forbidden } from "../../framework/errors.ts";
import { type FieldError, parseForm, textOrEmpty, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { doneSchema } from "../api-schemas.ts";
import { formPage } from "../form-page.ts";
import { formSchema } from "../form-schemas.ts";
import { findVersionOwner } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import { requireProcedure } from "./requested-procedure.ts";
import { splitBars, typedLines } from "./typed-body.ts";

const path = "/catalog/:version/procedures/:procedure/codes";

const schema = z.object({
  code: textOrEmpty(30).transform((value) => value || null),
  codes_old: textOrEmpty(2_000),
  related_codes: textOrEmpty(4_000),
  related: textOrEmpty(2_000),
});

export const procedureCodeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path,
    roles: officials,
    purpose: "shows the form of a procedure's codes and of the procedures that belong to it",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showCodes,
  },
  {
    method: "POST",
    path,
    roles: officials,
    purpose: "changes a procedure's codes and related procedures in a draft",
    findOwner: findVersionOwner,
    api: { body: schema, answer: doneSchema },
    handle: saveCodes,
  },
];

async function showCodes(request: SignedInRequest, desk: DeskContext) {
  const { procedure, isWhole, path: back } = await requireProcedure(request, desk);
  if (!isWhole) throw forbidden();
  const form = {
    action: `${back}/codes`,
    back: { href: back, name: procedure.name },
    fields: [
      {
        name: "code",
        label: "Mã thủ tục",
        hint: "Như 1.001193",
        value: procedure.code ?? "",
        narrow: true,
      },
      {
        name: "codes_old",
        label: "Mã cũ đã bỏ",
        hint: "Mỗi dòng: mã | ngày cuối còn dùng, như 2.000286 | 2025-06-30. Bot nhận ra mã cũ nhưng không đưa ra",
        value: procedure.codes_old.map(({ code, valid_to: day }) => `${code} | ${day}`).join("\n"),
        rows: 3,
      },
      {
        name: "related_codes",
        label: "Mã của thủ tục gần giống",
        hint: "Mỗi dòng: mã | tên thủ tục",
        value: procedure.related_codes.map(({ code, name }) => `${code} | ${name}`).join("\n"),
        rows: 3,
      },
      {
        name: "related",
        label: "Thủ tục thường làm tiếp theo",
        hint: "Mỗi dòng một mã nội bộ, như dang-ky-khai-sinh",
        value: procedure.related.join("\n"),
        rows: 3,
      },
    ],
    submit: "Ghi vào bản nháp",
  };
  return formPage("Mã và thủ tục liên quan", form, typedFields(request.body));
}

async function saveCodes(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { draft, procedure, path: back } = await requireProcedure(request, desk);
  const fail = async (errors: readonly FieldError[]) =>
    invalidForm(await showCodes(request, desk), errors);
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return fail(errors);
  const old = typedLines(value.codes_old).map((line) => splitBars(line, 2));
  const related = typedLines(value.related_codes).map((line) => splitBars(line, 2));
  const ids = typedLines(value.related);
  const unknown = ids.find((id) => findRecord(draft.drafted, "procedure", id) === undefined);
  const faults = [
    ...(old.some(([code, day]) => code === "" || !isDay(day ?? ""))
      ? [{ field: "codes_old", reason: "Mỗi dòng ghi mã | ngày, như 2.000286 | 2025-06-30" }]
      : []),
    ...(related.some(([code, name]) => code === "" || name === "")
      ? [{ field: "related_codes", reason: "Mỗi dòng ghi mã | tên thủ tục" }]
      : []),
    ...(unknown === undefined
      ? []
      : [{ field: "related", reason: `Không có thủ tục nào mã ${unknown}` }]),
  ];
  if (faults.length > 0) return fail(faults);
  const record = procedureSchema.parse({
    ...procedure,
    code: value.code,
    codes_old: old.map(([code, day]) => ({ code, valid_to: day })),
    related_codes: related.map(([code, name]) => ({ code, name })),
    related: ids,
  });
  const change = toChange(draft.present, "procedure", procedure.id, record);
  await saveChanges(request, desk, draft.row.id, [change]);
  return redirect(back, { message: "Đã ghi vào bản nháp." });
}
