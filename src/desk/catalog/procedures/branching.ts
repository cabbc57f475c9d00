import type { BranchQuestion, Procedure, When } from "../../../catalog/procedure-schema.ts";
import type { Guide, GuideOption, GuideQuestion } from "../../../catalog/schema.ts";

/** A procedure's questions stand twice: in its record with what they decide, and in its guide as the chat asks them. */
export interface Branching {
  readonly procedure: Procedure;
  readonly guide: Guide;
}

/** One question of both. */
export interface PairedQuestion {
  readonly recorded: BranchQuestion;
  readonly asked: GuideQuestion;
}

/** Returns a question; null if the guide has none of that id. */
export function findQuestion({ procedure, guide }: Branching, id: string): PairedQuestion | null {
  const asked = guide.questions.find((question) => question.id === id);
  if (asked === undefined) return null;
  const recorded = procedure.branch_questions.find((question) => question.id === id);
  return { asked, recorded: recorded ?? { id, question: asked.ask, options: [] } };
}

/** Puts a question at a place of the guide, counted from 0, instead of its former self. */
export function putQuestion(
  { procedure, guide }: Branching,
  { recorded, asked }: PairedQuestion,
  place: number,
): Branching {
  const isOther = ({ id }: { readonly id: string }) => id !== asked.id;
  const isKnown = procedure.branch_questions.some(({ id }) => id === recorded.id);
  return {
    procedure: {
      ...procedure,
      branch_questions: isKnown
        ? procedure.branch_questions.map((each) => (isOther(each) ? each : recorded))
        : [...procedure.branch_questions, recorded],
    },
    guide: {
      ...guide,
      questions: guide.questions.filter(isOther).toSpliced(place, 0, asked),
    },
  };
}

interface Conditional {
  readonly when?: When | undefined;
}

/** Whether a fact is for some answers of a question only. */
function dependsOn(fact: Conditional, question: string): boolean {
  return fact.when !== undefined && Object.hasOwn(fact.when, question);
}

/** Returns the fact for these answers of a question only; null: for every answer. */
export function withAnswers<Fact extends Conditional>(
  fact: Fact,
  question: string,
  values: readonly string[] | null,
): Fact {
  const { when: { [question]: _former, ...others } = {}, ...rest } = fact;
  const [only, ...more] = values ?? [];
  const needed =
    only === undefined
      ? others
      : { ...others, [question]: more.length === 0 ? only : [only, ...more] };
  return { ...rest, ...(Object.keys(needed).length === 0 ? {} : { when: needed }) } as Fact;
}

const conditionalLists = [
  "fees",
  "processing_times",
  "amounts",
  "documents",
  "clerk_says",
] as const;

/** Takes a question out, or says why not. Papers and remarks of its answers are then for everybody. */
export function removeQuestion(
  { procedure, guide }: Branching,
  id: string,
): Branching | { readonly reason: string } {
  const { fees, processing_times: times, amounts } = procedure;
  // They follow each other in time for each case: without the question, several would hold at once.
  const figures: readonly Conditional[] = [...fees, ...times, ...amounts];
  const bound = figures.filter((fact) => dependsOn(fact, id)).length;
  if (bound > 0) {
    return { reason: `Còn ${bound} mức tiền hoặc thời hạn theo câu hỏi này: sửa các mức đó trước` };
  }
  const forAll = <Fact extends Conditional>(facts: readonly Fact[]) =>
    facts.map((fact) => (dependsOn(fact, id) ? withAnswers(fact, id, null) : fact));
  return {
    procedure: {
      ...procedure,
      branch_questions: procedure.branch_questions.filter((question) => question.id !== id),
      documents: forAll(procedure.documents),
      clerk_says: forAll(procedure.clerk_says),
    },
    guide: {
      ...guide,
      questions: guide.questions
        .filter((question) => question.id !== id)
        .map(({ only_if: { [id]: _, ...others } = {}, ...question }) => ({
          ...question,
          ...(Object.keys(others).length === 0 ? {} : { only_if: others }),
        })),
    },
  };
}

/** Takes an answer out with every fact that is for it alone, or says why not. */
export function removeAnswer(
  { procedure, guide }: Branching,
  id: string,
  value: string,
): Branching | { readonly reason: string } {
  const bound = guide.questions.find(
    ({ only_if: { [id]: needed = [] } = {} }) =>
      needed.every((each) => each === value) && needed.length > 0,
  );
  if (bound !== undefined) {
    return { reason: `Câu “${bound.ask}” chỉ hỏi sau câu trả lời này: sửa câu đó trước` };
  }
  const without = (question: GuideQuestion): GuideQuestion => {
    if (question.id === id) {
      return withSafeAnswer({ ...question, options: withoutKey(question.options, value) });
    }
    const needed = question.only_if?.[id];
    if (needed === undefined) return question;
    const left = needed.filter((each) => each !== value);
    return { ...question, only_if: { ...question.only_if, [id]: left } };
  };
  const left = Object.fromEntries(
    conditionalLists.map((list) => [list, withoutAnswer(procedure[list], id, value)]),
  );
  return {
    procedure: {
      ...procedure,
      ...left,
      branch_questions: procedure.branch_questions.map((question) =>
        question.id === id
          ? { ...question, options: question.options.filter((each) => each.value !== value) }
          : question,
      ),
    },
    guide: { ...guide, questions: guide.questions.map(without) },
  };
}

/** Returns the question with an answer for who does not know: the present one, or the first that leads nowhere else. */
export function withSafeAnswer({ unsure, ...question }: GuideQuestion): GuideQuestion {
  const safe = Object.entries(question.options)
    .filter(([, { stops, leads_to: leadsTo }]) => stops === undefined && leadsTo === undefined)
    .map(([value]) => value);
  const [first] = safe;
  const named = unsure !== undefined && safe.includes(unsure) ? unsure : first;
  return { ...question, ...(named === undefined ? {} : { unsure: named }) };
}

function withoutKey(options: Readonly<Record<string, GuideOption>>, value: string) {
  return Object.fromEntries(Object.entries(options).filter(([each]) => each !== value));
}

function withoutAnswer(facts: readonly Conditional[], id: string, value: string): Conditional[] {
  return facts.flatMap((fact) => {
    if (!dependsOn(fact, id)) return [fact];
    const left = [fact.when?.[id] ?? []].flat().filter((each) => each !== value);
    return left.length === 0 ? [] : [withAnswers(fact, id, left)];
  });
}
