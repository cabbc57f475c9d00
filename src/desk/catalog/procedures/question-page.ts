import { z } from "zod";
import { procedureSchema } from "../../../catalog/procedure-schema.ts";
import { guideSchema } from "../../../catalog/schema.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import { notFound } from "../../framework/errors.ts";
import { type FieldError, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { doneSchema } from "../api-schemas.ts";
import { findIssuesWith } from "../find-issues.ts";
import { formPage } from "../form-page.ts";
import { bodyOf, formSchema } from "../form-schemas.ts";
import { wordIssue } from "../issue-words.ts";
import { findVersionOwner, versionChangedMeanwhile } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import { type Branching, removeAnswer, removeQuestion } from "./branching.ts";
import { describeQuestion, openQuestion, type QuestionPage } from "./question-form.ts";
import { readQuestion } from "./read-question.ts";
import { type DraftedProcedure, requireProcedure } from "./requested-procedure.ts";
import { readTyped } from "./typed-body.ts";
import { wordSchemaIssue } from "./word-schema-issue.ts";

const path = "/catalog/:version/procedures/:procedure/guide/:question";
const newQuestion = "new";

const text = (name: string, label: string) => ({ name, label });
const questionBody = bodyOf([
  text("ask", "The question, as the chat asks it"),
  text("hint", "A line that helps to answer"),
  text("why", "Why it is asked, in one sentence"),
  text("question", "The question as the record states it"),
  text("place", "Its place among the questions, from 1"),
  text("remove", "Anything: takes the question out"),
  text("remove_answer", "The value of an answer: takes it out"),
]).describe(
  "Also options.VALUE.label, full, words, note, leads_to, stops and effect of each answer; the same of new1 to add one; " +
    "lists of values in only_if.QUESTION; lists of papers, by place in the record from 0, in papers.VALUE, with revision",
);

export const questionRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path,
    roles: officials,
    purpose:
      "shows the form of a question of the chat and what its answers lead to, or of a new one",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showQuestion,
  },
  {
    method: "POST",
    path,
    roles: officials,
    purpose: "changes, adds or removes a question and its answers in a draft",
    findOwner: findVersionOwner,
    api: { body: questionBody, answer: doneSchema.extend({ question: z.string().optional() }) },
    handle: saveQuestion,
  },
];

interface Requested extends DraftedProcedure {
  readonly page: QuestionPage;
}

async function requireQuestion(request: SignedInRequest, desk: DeskContext): Promise<Requested> {
  const requested = await requireProcedure(request, desk);
  const { procedure, guide, isWhole, draft } = requested;
  if (guide === null || !isWhole) throw notFound();
  const named = request.params["question"] ?? newQuestion;
  const id = named === newQuestion ? null : named;
  const opened = openQuestion({ procedure, guide }, id, draft.drafted);
  if (opened === null) throw notFound();
  return { ...requested, page: opened };
}

async function showQuestion(request: SignedInRequest, desk: DeskContext) {
  const { page, draft, path: back } = await requireQuestion(request, desk);
  const { question, branching } = page;
  const described = describeQuestion(page);
  const form = {
    ...described,
    action: `${back}/guide/${question?.asked.id ?? newQuestion}`,
    back: { href: back, name: branching.guide.short },
    hidden: { ...described.hidden, revision: String(draft.row.revision) },
    submit: "Ghi vào bản nháp",
    remove: question === null ? null : "Bỏ câu hỏi này",
  };
  const title = question === null ? "Thêm câu hỏi" : "Câu hỏi trong chat";
  return formPage(title, form, typedFields(request.body), request.body);
}

async function saveQuestion(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const requested = await requireQuestion(request, desk);
  const { page, path: back } = requested;
  const { question, branching } = page;
  const typed = readTyped(request.body);
  const fail = async (errors: readonly FieldError[]) =>
    invalidForm(await showQuestion(request, desk), errors);
  const removed = typed.text("remove_answer");
  if (question !== null && (removed !== undefined || typed.text("remove") !== undefined)) {
    const { id, options } = question.asked;
    if (removed !== undefined && !Object.hasOwn(options, removed)) throw notFound();
    const left =
      removed === undefined ? removeQuestion(branching, id) : removeAnswer(branching, id, removed);
    if ("reason" in left) return fail([{ field: "ask", reason: left.reason }]);
    const errors = await save(request, desk, { ...requested, made: left, fieldOf: () => "ask" });
    if (errors.length > 0) return fail(errors);
    const to = removed === undefined ? back : `${back}/guide/${id}`;
    return redirect(to, { message: "Đã bỏ khỏi bản nháp." });
  }
  refuseOlder(request, requested);
  const read = readQuestion(typed, page);
  if (read.errors !== null) return fail(read.errors);
  const { made, id, added } = read;
  const fieldOf = (field: string) => nameField(field, id, added);
  const errors = await save(request, desk, { ...requested, made, fieldOf });
  if (errors.length > 0) return fail(errors);
  const data = { question: id };
  // What is added has no papers of its own yet: the same form has them now.
  return added.size > 0 && made.procedure.documents.length > 0
    ? redirect(`${back}/guide/${id}`, {
        message: "Đã ghi. Chọn giấy tờ của từng câu trả lời.",
        data,
      })
    : redirect(back, { message: "Đã ghi vào bản nháp.", data });
}

/** The papers are named by their places in the list, which another change may have moved. */
function refuseOlder(request: SignedInRequest, { page, draft }: Requested): void {
  const typed = readTyped(request.body);
  const values = page.question?.recorded.options ?? [];
  if (values.every(({ value }) => typed.ticked(`papers.${value}`) === undefined)) return;
  const sent = z.object({ revision: z.coerce.number() }).safeParse(request.body);
  if (sent.data?.revision !== draft.row.revision) throw versionChangedMeanwhile();
}

interface Made extends Requested {
  readonly made: Branching;
  /** Returns the form's field of a field of the guide; null: the form has none. */
  readonly fieldOf: (field: string) => string | null;
}

/** Saves both records if they are in order. Returns what is wrong with the form's fields otherwise. */
async function save(
  request: SignedInRequest,
  desk: DeskContext,
  { draft, made, fieldOf }: Made,
): Promise<readonly FieldError[]> {
  const procedure = procedureSchema.safeParse(made.procedure);
  const guide = guideSchema.safeParse(made.guide);
  if (!procedure.success || !guide.success) {
    const at = (issue: z.core.$ZodIssue) => fieldOf(pathOf(issue, made)) ?? "ask";
    const guideFaults = (guide.error?.issues ?? []).map((issue) =>
      wordSchemaIssue(issue, at(issue)),
    );
    if (guideFaults.length > 0) return guideFaults;
    return (procedure.error?.issues ?? []).map((issue) => wordSchemaIssue(issue, "ask"));
  }
  const { id } = procedure.data;
  const changes = [
    toChange(draft.present, "procedure", id, procedure.data),
    toChange(draft.present, "guide", id, guide.data),
  ];
  const errors = findIssuesWith(draft, changes, id).flatMap((issue): FieldError[] => {
    const field = fieldOf(issue.field);
    return field === null ? [] : [{ field, reason: wordIssue(issue).reason }];
  });
  if (errors.length === 0) await saveChanges(request, desk, draft.row.id, changes);
  return errors;
}

/** `questions[2].ask` of the schema is `questions.noi_sinh.ask` of the other checks. */
function pathOf({ path: at }: z.core.$ZodIssue, { guide }: Branching): string {
  const [list, index, ...rest] = at;
  return [list, guide.questions[Number(index)]?.id ?? index, ...rest].map(String).join(".");
}

/** `questions.noi_sinh.options.nha.note` is `options.nha.note`, or `new1.note` of an answer that is added. */
function nameField(field: string, id: string, added: ReadonlyMap<string, string>): string | null {
  const own = `questions.${id}.`;
  if (!field.startsWith(own)) return null;
  const inside = field.slice(own.length);
  const [, value, part = "label"] = /^options\.([^.]+)(?:\.(\w+))?$/.exec(inside) ?? [];
  const isNew = [...added].find(([, each]) => each === value)?.[0];
  return isNew === undefined ? inside : `${isNew}.${part}`;
}
