import { toInstant } from "../../../catalog/local-time.ts";
import type { Procedure } from "../../../catalog/procedure-schema.ts";
import {
  findDecidingQuestions,
  findEffectiveAnswers,
  findNextQuestion,
} from "../../../catalog/procedures/branches.ts";
import { buildChecklist } from "../../../catalog/procedures/checklist.ts";
import type { CatalogRecords, Guide, Province } from "../../../catalog/schema.ts";
import { wordingIn } from "../../../wording/wording.ts";

/** Whose texts these are, and of which day. */
export interface ReaderCase {
  /** A local day. */
  readonly day: string;
  /** null: the resident's province is not known. */
  readonly province: Province | null;
}

/** More cases of one procedure are not compared. */
const maxCases = 64;
const noon = 12 * 60;

/** Returns what residents read of a procedure in each case, by the answers that make the case. */
export function tellCases(
  records: CatalogRecords,
  id: string,
  { day, province }: ReaderCase,
): ReadonlyMap<string, readonly string[]> {
  const procedure = records.procedures.find((each) => each.id === id);
  const guide = records.guides.find((each) => each.procedure === id);
  if (procedure === undefined || guide === undefined) return new Map();
  const context = {
    glossary: records.glossary,
    sources: new Map(records.sources.map((source) => [source.id, source])),
    now: toInstant(day, noon),
    province,
  };
  const questions = findDecidingQuestions(procedure, guide);
  const cases = listCases(procedure, guide).map((answers) => {
    const effective = findEffectiveAnswers(questions, answers);
    const away = effective.find(({ option }) => option.stops ?? option.leads_to);
    const reason = away?.option.stops ?? away?.option.note ?? guide.no_checklist?.say;
    const text =
      reason ??
      wordingIn("vi").checklist.complete(buildChecklist(procedure, guide, answers, context));
    const name = effective
      .map(({ question, option }) => `${question.ask} ${option.full ?? option.label}`)
      .join(" · ");
    return [name, text.split("\n")] as const;
  });
  return new Map(cases);
}

/** Returns the questions of a guide with their answers, line by line. */
export function tellQuestions(records: CatalogRecords, id: string): string[] {
  const guide = records.guides.find((each) => each.procedure === id);
  if (guide === undefined) return [];
  return [
    guide.short,
    guide.purpose,
    ...guide.questions.flatMap(({ ask, hint, why, options }) => [
      [ask, hint, why].filter(Boolean).join(" "),
      ...Object.values(options).map(({ label, full, note, stops }) =>
        ["–", full ?? label, note, stops].filter(Boolean).join(" "),
      ),
    ]),
  ];
}

type Answers = ReadonlyMap<string, string>;

/** Answers every question in every way, as residents can. */
function listCases(procedure: Procedure, guide: Guide): Answers[] {
  const questions = findDecidingQuestions(procedure, guide);
  const open: Answers[] = [new Map()];
  const complete: Answers[] = [];
  while (open.length > 0 && complete.length + open.length <= maxCases) {
    const answers = open.pop() ?? new Map<string, string>();
    const next = findNextQuestion(questions, answers);
    if (next === null) complete.push(answers);
    else {
      const values = Object.keys(next.options).toReversed();
      open.push(...values.map((value) => new Map([...answers, [next.id, value]])));
    }
  }
  // What is left over when there are too many cases appears with its questions still open.
  return [...complete, ...open].slice(0, maxCases);
}
