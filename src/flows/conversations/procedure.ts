import {
  type EffectiveAnswer,
  findDecidingQuestions,
  findEffectiveAnswers,
  findNextQuestion,
} from "../../catalog/procedures/branches.ts";
import { buildChecklist } from "../../catalog/procedures/checklist.ts";
import { canSubmitOnline } from "../../catalog/procedures/procedure.ts";
import type { Guide, GuideQuestion, Procedure } from "../../catalog/schema.ts";
import type { Wording } from "../../wording/wording.ts";
import { fingerprint } from "../engine/fingerprint.ts";
import type { Answers, ChoiceQuestion, Flow, FlowContext, Option, Step } from "../engine/flow.ts";
import type { Frame } from "../engine/state.ts";

/** Steps of every procedure's flow beside its own questions. */
const steps = {
  intro: "intro",
  away: "away",
  confirm: "confirm",
  fix: "fix",
  checklist: "checklist",
  next: "next",
  law: "law",
} as const;

/** The procedure that a frame is about, or null. */
export function procedureOf(frame: Frame | undefined): string | null {
  if (frame === undefined) return null;
  const named = /^(?:procedure|online):(.+)$/.exec(frame.flow)?.[1];
  const about = frame.answers.find(([step]) => step === "@procedure" || step === "@about");
  return named ?? about?.[1] ?? null;
}

/**
 * The conversation of one procedure: its questions, the answers read back, the personal checklist,
 * then what next. An answer that ends the case or leads elsewhere says so at once.
 */
export function procedureFlow(procedure: Procedure, guide: Guide): Flow {
  const questions = findDecidingQuestions(procedure, guide);
  const choices = new Map(questions.map((question) => [question, toChoice(question)]));
  return {
    id: `procedure:${procedure.id}`,
    version: fingerprint(
      questions.map(({ id, options, only_if }) => [id, Object.keys(options), only_if]),
    ),
    title: () => procedure.name,
    next(answers, scene) {
      const wording = scene.wording.procedure;
      if (!answers.has(steps.intro)) {
        const intro = wording.intro(procedure, guide.purpose, questions.length > 0);
        return { kind: "say", id: steps.intro, texts: [intro] };
      }
      const counting = findEffectiveAnswers(questions, answers);
      const away = counting.find(({ option }) => option.stops ?? option.leads_to);
      if (away !== undefined) return leadAway(away, answers, scene);

      const question = findNextQuestion(questions, answers);
      const choice = question === null ? undefined : choices.get(question);
      if (choice !== undefined) return choice;
      if (counting.length > 0 && answers.get(steps.confirm) !== "right") {
        return answers.get(steps.confirm) === "wrong"
          ? chooseFix(counting, wording)
          : confirm(counting, wording);
      }
      if (!answers.has(steps.checklist)) {
        const checklist = buildChecklist(procedure, guide, answers, {
          glossary: scene.catalog.glossary,
          now: scene.now,
        });
        const texts = scene.wording.checklist.texts(checklist);
        return { kind: "say", id: steps.checklist, texts, outcome: "checklist" };
      }
      return whatNext(procedure, answers, scene.wording);
    },
  };
}

function toChoice({ id, ask, hint, options }: GuideQuestion): ChoiceQuestion {
  return {
    kind: "choice",
    id,
    ask: hint === undefined ? ask : `${ask}\n${hint}`,
    options: Object.entries(options).map(([value, { label, full, words }]) => ({
      value,
      label,
      ...(full === undefined ? {} : { full }),
      ...(words === undefined ? {} : { words }),
    })),
  };
}

/** Not eligible, or another procedure fits: says so and leads there. */
function leadAway(
  { question, option }: EffectiveAnswer,
  answers: Answers,
  scene: FlowContext,
): Step {
  const wording = scene.wording.procedure;
  const other = scene.catalog.procedures.get(option.leads_to ?? "");
  switch (answers.get(steps.away)) {
    case "go":
      return { kind: "finish", outcome: "led-away", go: { flow: `procedure:${other?.id}` } };
    case "person":
      return visit(steps.away, { flow: "handoff", answers: [["@why", "asked"]] });
    case "menu":
      return { kind: "finish", outcome: "stopped", go: { flow: "menu" } };
  }
  const reason = option.stops ?? option.note;
  const lead =
    other === undefined ? "" : (option.stops ? wording.leadsToo : wording.leads)(other.name);
  const options: Option[] = [
    {
      value: "fix",
      label: wording.fixAnswer,
      words: wording.fixAnswerWords,
      forget: [question.id, steps.away],
    },
    { value: "person", label: wording.person },
    { value: "menu", label: wording.menu },
  ];
  const go: Option = {
    value: "go",
    label: wording.goThere,
    words: ["có", "ừ", "chuyển", other?.name ?? ""],
  };
  return {
    kind: "choice",
    id: steps.away,
    ask: [reason, lead, wording.whatNow].filter((text) => text !== "").join(" "),
    options: other === undefined ? options : [go, ...options],
  };
}

function confirm(
  counting: readonly EffectiveAnswer[],
  wording: Wording["procedure"],
): ChoiceQuestion {
  return {
    kind: "choice",
    id: steps.confirm,
    ask: wording.confirm(counting.map((counted) => readBack(counted, wording))),
    options: [
      { value: "right", label: wording.right, words: wording.rightWords },
      { value: "wrong", label: wording.wrong, words: wording.wrongWords },
    ],
  };
}

function chooseFix(
  counting: readonly EffectiveAnswer[],
  wording: Wording["procedure"],
): ChoiceQuestion {
  return {
    kind: "choice",
    id: steps.fix,
    ask: wording.fix,
    options: counting.map((counted) => ({
      value: counted.question.id,
      label: counted.question.ask,
      full: readBack(counted, wording),
      forget: [counted.question.id, steps.confirm, steps.fix],
    })),
  };
}

function readBack({ question, option }: EffectiveAnswer, wording: Wording["procedure"]): string {
  return wording.readBack(question.ask, option.full ?? option.label);
}

function whatNext(
  procedure: Procedure,
  answers: Answers,
  { procedure: wording, checklist }: Wording,
): Step {
  switch (answers.get(steps.next)) {
    case "online":
      return visit(steps.next, { flow: `online:${procedure.id}` });
    case "point":
      return visit(steps.next, { flow: "find-point", answers: [["@procedure", procedure.id]] });
    case "law":
      return {
        kind: "say",
        id: steps.law,
        texts: [checklist.legal(procedure)],
        forget: [steps.law, steps.next],
      };
    case "person":
      return visit(steps.next, { flow: "handoff", answers: [["@why", "asked"]] });
    case "other":
      return { kind: "finish", outcome: "done", go: { flow: "menu" } };
  }
  const online = canSubmitOnline(procedure) ? wording.online : wording.stepByStep;
  return {
    kind: "choice",
    id: steps.next,
    ask: wording.next,
    open: true,
    options: [
      { value: "online", label: online, words: wording.onlineWords },
      { value: "point", label: wording.point, full: wording.pointFull, words: wording.pointWords },
      {
        value: "again",
        label: wording.again,
        words: wording.againWords,
        forget: [steps.checklist, steps.next],
      },
      { value: "law", label: wording.law, words: wording.lawWords },
      { value: "person", label: wording.person },
      { value: "other", label: wording.other, words: wording.otherWords },
    ],
  };
}

function visit(step: string, go: { flow: string; answers?: [string, string][] }): Step {
  return { kind: "visit", go, forget: [step] };
}
