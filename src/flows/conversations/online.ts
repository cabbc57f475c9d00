import type { Procedure } from "../../catalog/procedure-schema.ts";
import { canSubmitOnline, needsAccount } from "../../catalog/procedures/procedure.ts";
import type { Guide } from "../../catalog/schema.ts";
import { fingerprint } from "../../catalog/text/fingerprint.ts";
import type { Wording } from "../../wording/wording.ts";
import type { Answers, ChoiceQuestion, FlowContext, Step, TaskFlow } from "../engine/flow.ts";
import { toHandoff, toProcedure } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    [id: `online:${string}`]: true;
  }
}

/** The procedure that creates the account which every online submission needs. */
const accountProcedure = "vneid-muc-2";

/** Compiles the guidance for submitting on the web: the account first, then the steps of the record one by one. */
export function onlineFlow(
  procedure: Procedure,
  guide: Guide,
  recorded: Procedure,
): TaskFlow<`online:${string}`> {
  return {
    id: `online:${procedure.id}`,
    kind: "task",
    version: fingerprint(recorded.steps),
    title: ({ online }) => online.title(guide.short, canSubmitOnline(recorded)),
    next(answers, context) {
      const wording = context.wording.online;
      if (procedure.steps.length === 0) {
        return { kind: "finish", outcome: "no-steps", texts: [wording.unknown] };
      }
      const account = needsAccount(recorded) ? requireAccount(answers, context) : null;
      return account ?? nextStep(procedure, answers, wording);
    },
  };
}

/** The step that leads to an account; null if the resident has one. */
function requireAccount(
  answers: Answers,
  { catalog, wording: { online: wording } }: FlowContext,
): Step | null {
  switch (answers.get("account")) {
    case "has":
      return null;
    case "has-not":
      return catalog.procedures.has(accountProcedure)
        ? { kind: "call", to: toProcedure(accountProcedure), forget: ["account"] }
        : null;
    case "unsure":
      return {
        kind: "say",
        id: "how-to-tell",
        texts: [wording.howToTell],
        forget: ["account", "how-to-tell"],
      };
  }
  return {
    kind: "choice",
    id: "account",
    ask: wording.account,
    options: [
      { value: "has", label: wording.has },
      { value: "has-not", label: wording.hasNot },
      {
        value: "unsure",
        label: wording.unsure,
        full: wording.unsureFull,
        words: wording.unsureWords,
      },
    ],
  };
}

function nextStep(procedure: Procedure, answers: Answers, wording: Wording["online"]): Step {
  const count = procedure.steps.length;
  const index = procedure.steps.findIndex((_, i) => answers.get(stepId(i)) !== "done");
  if (index >= 0 && answers.get(stepId(index)) === "help") {
    return { kind: "call", to: toHandoff("asked"), forget: [stepId(index)] };
  }
  if (index >= 0)
    return stepQuestion(
      index,
      wording.step(index + 1, count, procedure.steps[index] ?? ""),
      wording,
    );
  const texts = [procedure.kind === "procedure" ? wording.finished : wording.finishedAccount];
  return { kind: "finish", outcome: "guided-online", texts };
}

function stepQuestion(index: number, ask: string, wording: Wording["online"]): ChoiceQuestion {
  return {
    kind: "choice",
    id: stepId(index),
    ask,
    options: [
      { value: "done", label: wording.done, words: wording.doneWords },
      { value: "help", label: wording.help, words: wording.helpWords },
    ],
  };
}

function stepId(index: number): string {
  return `step-${index + 1}`;
}
