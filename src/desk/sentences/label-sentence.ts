import { aliasSchema } from "../../catalog/overrides.ts";
import { isEverydayWord } from "../../catalog/text/everyday-word.ts";
import type { Intent } from "../../catalog/understanding/intent.ts";
import { selectSentence } from "../../db/queries/misunderstood-sentences.ts";
import { deleteLabel, selectLabel, upsertLabel } from "../../db/queries/sentence-labels.ts";
import type { LabelVerdict } from "../../db/tables/sentence-label-table.ts";
import { addAlias } from "../../live/catalog-overrides.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import { type FieldError, parseForm, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { labelBodySchema, labelledSchema, unlabelBodySchema } from "./api-schemas.ts";
import { findLabelRefusal, loadLabelScope } from "./label-scope.ts";
import { readPage } from "./sentence-page.ts";

export const labelRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/sentences/label",
    roles: officials,
    purpose: "says what a sentence meant, that it is out of scope, or that it is of no use",
    api: { body: labelBodySchema, answer: labelledSchema },
    handle: label,
  },
  {
    method: "POST",
    path: "/sentences/unlabel",
    roles: officials,
    purpose: "takes a label back",
    api: { body: unlabelBodySchema, answer: labelledSchema },
    handle: unlabel,
  },
];

/** Keeps no words of a sentence in the audit trail: the trail is never deleted. */
const subjectOf = (id: number) => `sentence ${id}`;

async function label(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(labelBodySchema, request.body);
  const refuse = async (faults: readonly FieldError[]): Promise<ViewResult> => {
    const shown = await readPage(request, desk, typedFields(request.body)["alike"] ?? "");
    if (shown === null) throw notFound();
    return invalidForm(shown, faults);
  };
  if (errors !== null) return refuse(errors);
  const { account, now } = request;
  const { db } = desk.database;
  const sentence = await selectSentence(db, value.alike, now);
  const before = await selectLabel(db, value.alike);
  const words = sentence?.words ?? before?.words;
  if (words === undefined) throw notFound();
  const said = readLabel(value);
  const fault =
    findFault(value, said, words, desk) ??
    refusedFault(
      findLabelRefusal(await loadLabelScope(db, account), {
        sentence,
        labelledProcedure: before?.procedure_id ?? null,
        isLabelled: before !== undefined,
        procedure: said.procedureId,
      }),
    );
  if (fault !== null) return refuse([fault]);
  const isAlias = value.verdict === "alias" && said.procedureId !== null;
  if (isAlias && account.role !== "administrator") {
    return refuse([{ field: "procedure", reason: "Tên gọi khác chỉ quản trị thêm." }]);
  }
  const id = await desk.database.transaction(async (tx) => {
    const labelId = await upsertLabel(
      tx,
      { alike: value.alike, words, ...said },
      { by: account.username, now },
    );
    const detail = [said.verdict, said.procedureId, said.intent].filter((part) => part !== null);
    const action = { action: "sentence.label", subject: subjectOf(labelId) };
    await recordAction(tx, account, { ...action, detail: detail.join(" ") }, now);
    if (isAlias && said.procedureId !== null) {
      const procedure = said.procedureId;
      if (await addAlias(tx, procedure, words, { by: account.username, now })) {
        const added = { action: "alias.add", subject: `procedure ${procedure}`, detail: words };
        await recordAction(tx, account, added, now);
      }
    }
    return labelId;
  });
  if (isAlias) await desk.refreshOverrides();
  return redirect("/sentences", { message: messages[value.verdict], data: { id } });
}

const messages = {
  meant: "Đã gán nhãn.",
  alias: "Đã gán nhãn và thêm tên gọi. Trong 5 giây bot hiểu câu này.",
  out_of_scope: "Đã ghi: ngoài phạm vi.",
  discarded: "Đã bỏ câu này.",
};

interface SaidLabel {
  readonly verdict: LabelVerdict;
  readonly intent: Intent | null;
  readonly procedureId: string | null;
}

type LabelBody = ReturnType<typeof labelBodySchema.parse>;

function readLabel({ verdict, procedure = "", intent = "" }: LabelBody): SaidLabel {
  if (verdict === "out_of_scope") return { verdict, intent: "out_of_scope", procedureId: null };
  if (verdict === "discarded") return { verdict, intent: null, procedureId: null };
  return {
    verdict: "meant",
    intent: intent === "" ? null : intent,
    procedureId: procedure === "" ? null : procedure,
  };
}

function findFault(
  { verdict }: LabelBody,
  { procedureId, intent }: SaidLabel,
  words: string,
  { catalog }: DeskContext,
): FieldError | null {
  const fault = (reason: string) => ({ field: "procedure", reason });
  if (procedureId !== null && !catalog().procedures.has(procedureId)) {
    return fault("Không có thủ tục này");
  }
  if (verdict === "meant" && procedureId === null && intent === null) {
    return fault("Chọn thủ tục, hoặc điều được hỏi");
  }
  if (verdict !== "alias") return null;
  if (procedureId === null) return fault("Chọn thủ tục mà câu này là tên gọi");
  if (isEverydayWord(words)) return fault("Một từ hay dùng không làm tên gọi được");
  return aliasSchema.safeParse(words).success
    ? null
    : fault("Câu này không làm tên gọi được: tên gọi dài từ 2 đến 100 ký tự");
}

function refusedFault(reason: string | null): FieldError | null {
  return reason === null ? null : { field: "procedure", reason };
}

async function unlabel(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(unlabelBodySchema, request.body);
  if (errors !== null) throw notFound();
  const { account, now } = request;
  const { db } = desk.database;
  const before = await selectLabel(db, value.alike);
  if (before === undefined) throw notFound();
  const scope = await loadLabelScope(db, account);
  const isOwn = before.procedure_id !== null && scope?.has(before.procedure_id) === true;
  if (scope !== null && !isOwn) throw notFound();
  await desk.database.transaction(async (tx) => {
    if (!(await deleteLabel(tx, value.alike))) return;
    const action = { action: "sentence.unlabel", subject: subjectOf(before.id) };
    await recordAction(tx, account, action, now);
  });
  return redirect("/sentences", {
    message: "Đã bỏ nhãn. Câu còn lưu thì hiện lại trong danh sách.",
    data: { id: before.id },
  });
}
