import type { Procedure } from "../../catalog/procedure-schema.ts";
import {
  type EffectiveAnswer,
  findDecidingQuestions,
  findEffectiveAnswers,
  findNextQuestion,
} from "../../catalog/procedures/branches.ts";
import { findOnlineUse } from "../../catalog/procedures/online-use.ts";
import { findName } from "../../catalog/procedures/procedure.ts";
import type { Guide, GuideQuestion } from "../../catalog/schema.ts";
import { fingerprint } from "../../catalog/text/fingerprint.ts";
import type { Wording } from "../../wording/wording.ts";
import type {
  Answers,
  ChoiceQuestion,
  FlowContext,
  Option,
  Step,
  TaskFlow,
  Transition,
} from "../engine/flow.ts";
import type { Frame } from "../engine/state.ts";
import { askWhatNext, nextValues, readSection } from "./after-checklist.ts";
import { buildChecklistNow } from "./checklist-now.ts";
import { askCorrection, askToConfirm, confirmSteps, readBack } from "./confirm-answers.ts";
import { keepList, keepValue } from "./keep-list.ts";
import { findNumberNearby } from "./number-to-call.ts";
import { describeProgress } from "./progress.ts";
import {
  answeredKey,
  asTold,
  isTold,
  recallTold,
  toldKey,
  toldStep,
  withTold,
} from "./told-answers.ts";
import { toFindPoint, toHandoff, toMenu, toOnlineSteps, toProcedure } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    [id: `procedure:${string}`]: true;
  }
}

/** The steps of every procedure's flow besides its own questions. */
const steps = {
  intro: "intro",
  away: "away",
  checklist: "checklist",
  next: "next",
  section: "section",
} as const;

/** Returns the procedure that a frame is about, or null. */
export function procedureOf(frame: Frame | undefined): string | null {
  if (frame === undefined) return null;
  const named = /^(?:procedure|online|listed):(.+)$/.exec(frame.flow)?.[1];
  const about = frame.answers.find(([step]) => step === "@procedure" || step === "@about");
  return named ?? about?.[1] ?? null;
}

/**
 * Compiles the conversation of one procedure: its questions, the answers read back, the personal checklist, then what next. An
 * answer that ends the case or leads to another procedure says so at once.
 */
export function procedureFlow(procedure: Procedure, guide: Guide): TaskFlow<`procedure:${string}`> {
  const questions = findDecidingQuestions(procedure, guide);
  const choices = new Map(
    questions.map((question) => [question, toChoice(procedure.id, question)]),
  );
  return {
    id: `procedure:${procedure.id}`,
    kind: "task",
    version: fingerprint(
      questions.map(({ id, options, only_if }) => [id, Object.keys(options), only_if]),
    ),
    title: () => guide.short,
    answered: (answers) =>
      findEffectiveAnswers(questions, answers).flatMap(({ question, value }) => {
        const choice = choices.get(question);
        const dependentsOf = (changed: string) =>
          findVoidSteps(questions, new Map([...answers, [question.id, changed]]));
        return choice === undefined ? [] : [{ question: choice, value, dependentsOf }];
      }),
    next(answers, context) {
      const wording = context.wording.procedure;
      if (guide.no_checklist !== undefined) {
        const { say, leads_to: leadsTo } = guide.no_checklist;
        return leadAway({ reason: say, leadsTo, isFinal: true }, [], answers, context);
      }
      if (!answers.has(steps.intro)) {
        return introduce(procedure, guide, questions, answers, context);
      }
      const known = withTold(questions, answers);
      const effective = findEffectiveAnswers(questions, known);
      const away = effective.find(leadsAway);
      if (away !== undefined) return redirect(away, answers, context);

      const question = findNextQuestion(questions, known);
      const choice = question === null ? undefined : choices.get(question);
      if (question !== null && choice !== undefined) {
        const progress = describeProgress(questions, answers, context.wording);
        return { ...withReactions(choice, question, wording), progress };
      }
      const confirmation = askToConfirm(effective, answers, wording);
      if (confirmation !== null) return confirmation;
      if (!answers.has(steps.checklist)) {
        const checklist = buildChecklistNow(procedure, guide, known, context);
        const texts = [context.wording.checklist.summary(checklist)];
        return { kind: "say", id: steps.checklist, texts, outcome: "checklist" };
      }
      if (known.get(steps.next) === nextValues.fix && effective.length > 0) {
        return askCorrection(effective, wording, [steps.checklist, steps.next]);
      }
      return askNext(procedure, guide, known, context);
    },
  };
}

/** What a corrected answer takes back: answers to questions that no longer apply, and what was said since. */
function findVoidSteps(questions: readonly GuideQuestion[], answers: Answers): string[] {
  const effective = new Set(
    findEffectiveAnswers(questions, withTold(questions, answers)).map(
      ({ question }) => question.id,
    ),
  );
  const voided = questions.map(({ id }) => id).filter((id) => !effective.has(id));
  const { confirm, fix } = confirmSteps;
  const told = voided.map(toldStep);
  return [...voided, ...told, steps.away, confirm, fix, steps.checklist, steps.next];
}

function withReactions(
  choice: ChoiceQuestion,
  { why, unsure, options }: GuideQuestion,
  wording: Wording["procedure"],
): ChoiceQuestion {
  if (why === undefined) return choice;
  const safe = unsure === undefined ? undefined : options[unsure];
  return {
    ...choice,
    reactions: {
      why: wording.why(why),
      enough: wording.notEnough,
      ...(unsure === undefined || safe === undefined
        ? {}
        : { unsure: { value: unsure, say: wording.unsure(why, safe.full ?? safe.label) } }),
    },
  };
}

/** Says what it is about, and which answers the resident has told already. Several are read back before they count. */
function introduce(
  procedure: Procedure,
  guide: Guide,
  questions: readonly GuideQuestion[],
  answers: Answers,
  context: FlowContext,
): Step {
  const { procedure: wording } = context.wording;
  const keep = recallTold(procedure.id, questions, context.told, context.catalog);
  const known = withTold(questions, new Map([...answers, ...keep]));
  const told = findEffectiveAnswers(questions, known);
  const asks = findNextQuestion(questions, known) !== null;
  const isAway = told.some(leadsAway);
  // Without a further question, and before another way out, several are read back at once.
  const isConfirmed = !asks && (told.length > 1 || isAway);
  const next = isConfirmed ? "confirms" : asks ? "asks" : "lists";
  const intro = wording.intro(guide.short, guide.purpose, next);
  const isHeard = told.length > 0 && !isAway && !isConfirmed;
  const lines = isHeard ? readBack(told, wording) : [];
  const heard = isHeard && asks ? [wording.heard(lines)] : [];
  const begun = isHeard && !asks ? `${intro} ${wording.heardAll(lines)}` : intro;
  // Impostors ask for the same: the warning stands where the help begins.
  const warning = procedure.kind === "account" ? [context.wording.asked.beforeAccount] : [];
  return { kind: "say", id: steps.intro, texts: [begun, ...warning, ...heard], keep };
}

function leadsAway({ option }: EffectiveAnswer): boolean {
  return (option.stops ?? option.leads_to) !== undefined;
}

function toChoice(
  procedureId: string,
  { id, ask, hint, measure, options }: GuideQuestion,
): ChoiceQuestion {
  return {
    kind: "choice",
    id,
    remember: { as: answeredKey(procedureId, id), insteadOf: toldKey(procedureId, id) },
    ...(measure === undefined ? {} : { measure }),
    ask: hint === undefined ? ask : `${ask}\n${hint}`,
    options: Object.entries(options).map(([value, { label, full, words, range }]) => ({
      value,
      ...(range === undefined ? {} : { range }),
      label,
      ...(full === undefined ? {} : { full }),
      ...(words === undefined ? {} : { words }),
    })),
  };
}

/** The resident is not eligible, or another procedure fits: says so and leads there. */
function redirect(answer: EffectiveAnswer, answers: Answers, context: FlowContext): Step {
  const { question, option } = answer;
  const wording = context.wording.procedure;
  const heard = isTold(question.id, answers) ? wording.heardOne(readBack([answer], wording)) : "";
  const away: Away = {
    reason: [heard, option.stops ?? option.note].filter((text) => text !== "").join(" "),
    leadsTo: option.leads_to,
    isFinal: option.stops !== undefined,
  };
  const fix: Option = {
    value: "fix",
    label: wording.fixAnswer,
    words: wording.fixAnswerWords,
    forget: [question.id, toldStep(question.id), steps.away],
  };
  return leadAway(away, [fix], answers, context);
}

/** Why the procedure has no list for this resident, and the procedure that serves instead. */
interface Away {
  readonly reason: string;
  readonly leadsTo: string | undefined;
  /** The reason says that the procedure doesn't apply; otherwise it is only another procedure's case. */
  readonly isFinal: boolean;
}

function leadAway(
  { reason, leadsTo, isFinal }: Away,
  ways: readonly Option[],
  answers: Answers,
  context: FlowContext,
): Step {
  const wording = context.wording.procedure;
  const other = leadsTo === undefined ? null : findName(context.catalog, leadsTo);
  switch (answers.get(steps.away)) {
    case "go":
      return { kind: "finish", outcome: "led-away", to: toProcedure(`${leadsTo}`) };
    case "person":
      return callFrom(steps.away, toHandoff("asked"));
    case "menu":
      return { kind: "finish", outcome: "stopped", to: toMenu };
  }
  const lead = other === null ? "" : (isFinal ? wording.leadsToo : wording.leads)(other);
  const options: Option[] = [
    ...ways,
    { value: "person", label: wording.person },
    { value: "menu", label: wording.menu },
  ];
  const go: Option = {
    value: "go",
    label: wording.goThere,
    words: ["có", "ừ", "chuyển", other ?? ""],
  };
  return {
    kind: "choice",
    id: steps.away,
    ask: [...withNumber([reason], context), lead, wording.whatNow]
      .filter((text) => text !== "")
      .join(" "),
    options: other === null ? options : [go, ...options],
  };
}

/** The number stands in the same sentence run as the advice to ask. */
function withNumber(texts: readonly string[], context: FlowContext): string[] {
  return context.wording.numbers
    .addNumber(texts, findNumberNearby(context))
    .map((text) => text.replaceAll("\n\n", " "));
}

function askNext(procedure: Procedure, guide: Guide, answers: Answers, context: FlowContext): Step {
  const chosen = answers.get(steps.next);
  switch (chosen) {
    case nextValues.online:
      return callFrom(steps.next, toOnlineSteps(procedure.id, asTold(guide.questions, answers)));
    case nextValues.point:
      return callFrom(steps.next, toFindPoint(procedure.id));
    case nextValues.person:
      return callFrom(steps.next, toHandoff("asked"));
    case keepValue:
      return keepList(procedure, guide, answers, context, steps.next);
    case nextValues.other:
      return { kind: "finish", outcome: "done", to: toMenu };
  }
  const checklist = buildChecklistNow(procedure, guide, answers, context);
  const text = readSection(chosen, checklist, context.wording.checklist);
  if (text !== null) {
    return {
      kind: "say",
      id: steps.section,
      texts: context.wording.numbers.addNumber([text], checklist.call),
      forget: [steps.section, steps.next],
    };
  }
  const { use } = findOnlineUse(procedure, guide, answers);
  const { procedure: wording, online } = context.wording;
  return askWhatNext(steps.next, checklist, context.wording, {
    online: { submit: wording.online, book: online.bookButton, nothing: wording.stepByStep }[use],
    again: [steps.checklist, steps.next],
  });
}

/** Calls another flow, and asks this step again afterwards. */
function callFrom(step: string, to: Transition): Step {
  return { kind: "call", to, forget: [step] };
}
