import type { BranchQuestion } from "../../../catalog/procedure-schema.ts";
import type { GuideOption, GuideQuestion } from "../../../catalog/schema.ts";
import type { FieldError } from "../../framework/form.ts";
import { nameId } from "../name-id.ts";
import { type Branching, putQuestion, withAnswers, withSafeAnswer } from "./branching.ts";
import { findProcedureId, nameProcedure } from "./find-procedure.ts";
import { addedAnswers, isNeeded, type QuestionPage } from "./question-form.ts";
import { type TypedBody, typedLines } from "./typed-body.ts";

/** What a form of a question makes of the procedure and its guide. */
export type ReadQuestion =
  | {
      readonly made: Branching;
      readonly id: string;
      /** The answers that were added, by the names of their fields: `new1`. */
      readonly added: ReadonlyMap<string, string>;
      readonly errors: null;
    }
  | { readonly made: null; readonly errors: readonly FieldError[] };

const wordsInId = 4;

/** Reads the form of a question. A field that was not sent stays as it is. */
export function readQuestion(typed: TypedBody, page: QuestionPage): ReadQuestion {
  const { branching, question } = page;
  const { guide } = branching;
  const ask = typed.text("ask") ?? question?.asked.ask ?? "";
  if (ask === "") return { made: null, errors: [{ field: "ask", reason: "Ghi câu hỏi" }] };
  const id = question?.asked.id ?? nameQuestion(ask, branching);
  const answers = readAnswers(typed, page);
  const hint = typed.text("hint") ?? question?.asked.hint ?? "";
  const why = typed.text("why") ?? question?.asked.why ?? "";
  const { hint: _hint, why: _why, only_if: _only, ...kept } = question?.asked ?? { id };
  const onlyIf = readEarlier(typed, page);
  const asked = withSafeAnswer({
    ...kept,
    ask,
    ...(hint === "" ? {} : { hint }),
    ...(why === "" ? {} : { why }),
    ...(Object.keys(onlyIf).length === 0 ? {} : { only_if: onlyIf }),
    options: answers.options,
  });
  const neutral = typed.text("question") ?? question?.recorded.question ?? "";
  const recorded: BranchQuestion = {
    id,
    question: neutral || ask.replace(/ ạ\?$/, "?"),
    options: answers.recorded,
  };
  const put = putQuestion(branching, { recorded, asked }, readPlace(typed, guide.questions, id));
  const papers = readPapers(typed, put, { ...page, recorded });
  const errors = [...answers.errors, ...papers.errors];
  if (errors.length > 0) return { made: null, errors };
  const procedure = { ...put.procedure, documents: papers.documents };
  return { made: { ...put, procedure }, id, added: answers.added, errors: null };
}

/** "Bé sinh ở đâu ạ?" is be_sinh_o_dau. */
function nameQuestion(ask: string, { procedure, guide }: Branching): string {
  const known = new Set([...procedure.branch_questions, ...guide.questions].map(({ id }) => id));
  const words = ask.split(/\s+/).slice(0, wordsInId).join(" ");
  return nameId(words, (id) => known.has(id) || id === "new" || isInherited(id), "_");
}

/** Records are looked up by it. */
function isInherited(id: string): boolean {
  return id in {};
}

/** Returns the place, counted from 0; where it was, or the last one, if it was not sent. */
function readPlace(typed: TypedBody, questions: readonly GuideQuestion[], id: string): number {
  const at = questions.findIndex((question) => question.id === id);
  const place = Number(typed.text("place") ?? "");
  const was = at < 0 ? questions.length : at;
  return Number.isInteger(place) && place > 0 ? place - 1 : was;
}

interface ReadAnswers {
  readonly options: Record<string, GuideOption>;
  readonly recorded: BranchQuestion["options"];
  readonly added: ReadonlyMap<string, string>;
  readonly errors: readonly FieldError[];
}

function readAnswers(typed: TypedBody, { question, records }: QuestionPage): ReadAnswers {
  const options: Record<string, GuideOption> = { ...question?.asked.options };
  const recorded = new Map((question?.recorded.options ?? []).map((each) => [each.value, each]));
  const errors: FieldError[] = [];
  const added = new Map<string, string>();
  for (const [value, was] of Object.entries(options)) {
    const name = `options.${value}`;
    const read = readAnswer(typed, name, was, records);
    errors.push(...read.errors);
    options[value] = read.option;
    const known = recorded.get(value);
    // "None of these" is no answer of the record.
    if (known === undefined) continue;
    const isNamed = read.option.label !== was.label || read.option.full !== was.full;
    recorded.set(value, {
      value,
      label: isNamed ? (read.option.full ?? read.option.label) : known.label,
      effect: typed.text(`${name}.effect`) || effectOf(read.option, known.effect, typed, name),
    });
  }
  for (const name of addedAnswers(question === null)) {
    const { option, errors: faults } = readAnswer(typed, name, null, records);
    errors.push(...faults);
    if (option.label === "") continue;
    const value = nameId(option.full ?? option.label, (id) => id in options, "_");
    options[value] = option;
    const effect = typed.text(`${name}.effect`) || effectOf(option, "", typed, name);
    recorded.set(value, { value, label: option.full ?? option.label, effect });
    added.set(name, value);
  }
  if (recorded.size < 2) {
    errors.push({ field: `${addedAnswers(question === null).at(-1)}.label`, reason: tooFew });
  }
  return { options, recorded: [...recorded.values()], added, errors };
}

const tooFew = "Câu hỏi cần ít nhất hai câu trả lời";

/** What the record says of an answer whose effect nobody wrote. */
function effectOf(option: GuideOption, was: string, typed: TypedBody, name: string): string {
  if (typed.text(`${name}.effect`) === undefined && was !== "") return was;
  return option.stops ?? (option.note || (option.full ?? option.label));
}

function readAnswer(
  typed: TypedBody,
  name: string,
  was: GuideOption | null,
  records: QuestionPage["records"],
): { readonly option: GuideOption; readonly errors: readonly FieldError[] } {
  const text = (field: string, former: string | undefined) =>
    typed.text(`${name}.${field}`) ?? former ?? "";
  const label = text("label", was?.label);
  const full = text("full", was?.full);
  const stops = text("stops", was?.stops);
  const note = text("note", was?.note);
  const words = typedLines(text("words", was?.words?.join(", ")), /[,;\n]/);
  const to = was?.leads_to === undefined ? "" : nameProcedure(records, was.leads_to);
  const leads = text("leads_to", to);
  const leadsTo =
    leads === "" ? undefined : leads === to ? was?.leads_to : findProcedureId(records, leads);
  const hasMore = [full, stops, note, leads].some((each) => each !== "");
  return {
    option: {
      label,
      ...(full === "" ? {} : { full }),
      ...(words.length === 0 ? {} : { words }),
      note,
      ...(leadsTo == null ? {} : { leads_to: leadsTo }),
      ...(stops === "" ? {} : { stops }),
    },
    errors: [
      ...(label === "" && (was !== null || hasMore)
        ? [{ field: `${name}.label`, reason: "Ghi nút của câu trả lời" }]
        : []),
      ...(leadsTo === null
        ? [{ field: `${name}.leads_to`, reason: "Không có thủ tục nào như vậy" }]
        : []),
    ],
  };
}

function readEarlier(typed: TypedBody, { branching, question }: QuestionPage) {
  const needed = branching.guide.questions.flatMap(({ id }) => {
    const values = typed.ticked(`only_if.${id}`) ?? question?.asked.only_if?.[id] ?? [];
    return values.length === 0 ? [] : [[id, values] as const];
  });
  return Object.fromEntries(needed) as Record<string, string[]>;
}

/** Gives each paper the answers under which it was ticked. An answer that is added needs what all the others need. */
function readPapers(
  typed: TypedBody,
  { procedure }: Branching,
  { question, recorded: { id, options } }: QuestionPage & { readonly recorded: BranchQuestion },
): { readonly documents: Branching["procedure"]["documents"]; readonly errors: FieldError[] } {
  const errors: FieldError[] = [];
  const [first] = options;
  const shown = new Set((question?.recorded.options ?? []).map(({ value }) => value));
  const documents = procedure.documents.map((document, at) => {
    const needed = document.when?.[id];
    const values = options
      .map(({ value }) => value)
      .filter((value) => {
        const ticked = shown.has(value) ? typed.ticked(`papers.${value}`) : undefined;
        return ticked === undefined ? isNeeded(needed, value) : ticked.includes(String(at));
      });
    if (values.length === 0) {
      const reason = `“${document.name}” không còn ai phải nộp: bỏ giấy này ở mục Giấy tờ`;
      errors.push({ field: `papers.${first?.value}`, reason });
      return document;
    }
    return withAnswers(document, id, values.length === options.length ? null : values);
  });
  return { documents, errors };
}
