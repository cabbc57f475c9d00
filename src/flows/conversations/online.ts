import { isSatisfied } from "../../catalog/facts/applicable.ts";
import { selectValid } from "../../catalog/facts/window.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { Procedure } from "../../catalog/procedure-schema.ts";
import type { BranchAnswers } from "../../catalog/procedures/branches.ts";
import { findOnlineUse, type OnlineUse, splitWays } from "../../catalog/procedures/online-use.ts";
import type { Guide } from "../../catalog/schema.ts";
import type { ChoiceQuestion, FlowContext, Option, TaskFlow } from "../engine/flow.ts";
import { withTold } from "./told-answers.ts";
import { toFindPoint, toHandoff, toProcedure } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    [id: `online:${string}`]: true;
  }
}

const steps = { guide: "guide", next: "next" } as const;

/** The procedure that creates the account which every online submission needs. */
const accountProcedure = "vneid-muc-2";

/**
 * Compiles the guidance for submitting on the web: one message, with what must be done in person first, then what the resident
 * may need for it. The answers to the procedure's questions are given as told.
 */
export function onlineFlow(
  procedure: Procedure,
  guide: Guide,
  recorded: Procedure,
): TaskFlow<`online:${string}`> {
  return {
    id: `online:${procedure.id}`,
    kind: "task",
    version: "2",
    title: ({ online }) => online.title(guide.short, findOnlineUse(procedure, guide).use),
    next(answers, context) {
      const known = withTold(guide.questions, answers);
      const use = findOnlineUse(procedure, guide, known);
      if (!answers.has(steps.guide)) {
        const sends = use.use === "submit" || use.use === "ahead";
        const remarks = sends ? findRemarks(procedure, known, context) : [];
        const { name: searchName } = recorded;
        const text = context.wording.online.guide({ ...use, procedure, searchName, remarks });
        return { kind: "say", id: steps.guide, texts: [text], outcome: "guided-online" };
      }
      switch (answers.get(steps.next)) {
        case "has-not":
          return { kind: "call", to: toProcedure(accountProcedure), forget: [steps.next] };
        case "point":
          return { kind: "call", to: toFindPoint(procedure.id), forget: [steps.next] };
        case "person":
          return { kind: "call", to: toHandoff("asked"), forget: [steps.next] };
        case "done":
          return { kind: "finish", outcome: "guided-online" };
      }
      return askNext(procedure, use, context);
    },
  };
}

/** What officers say about submitting on the web, for these answers and this day. */
function findRemarks(
  { clerk_says: remarks }: Procedure,
  answers: BranchAnswers,
  { now }: FlowContext,
): readonly string[] {
  return selectValid(remarks, toLocalDay(now))
    .filter(({ kind, when }) => kind === "online" && isSatisfied(when, answers))
    .map(({ say }) => say);
}

function askNext(
  procedure: Procedure,
  { use }: OnlineUse,
  { catalog, wording: { online: wording } }: FlowContext,
): ChoiceQuestion {
  const signsIn =
    procedure.kind === "procedure" && use !== "nothing" && splitWays(procedure).portal !== null;
  const account: Option[] =
    signsIn && catalog.procedures.has(accountProcedure)
      ? [
          {
            value: "has-not",
            label: wording.hasNot,
            full: wording.hasNotFull,
            words: wording.hasNotWords,
          },
        ]
      : [];
  return {
    kind: "choice",
    id: steps.next,
    ask: wording.next,
    open: true,
    options: [
      ...account,
      { value: "point", label: wording.point, full: wording.pointFull, words: wording.pointWords },
      {
        value: "person",
        label: wording.person,
        full: wording.personFull,
        words: wording.personWords,
      },
      { value: "done", label: wording.done, words: wording.doneWords },
    ],
  };
}
