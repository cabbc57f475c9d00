import { canSubmitOnline } from "../catalog/procedure.ts";
import type { Procedure } from "../catalog/schema.ts";
import { onlineWording as wording } from "../wording/vi/online.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Answers, ChoiceQuestion, Flow, Scene, Step } from "./flow.ts";

/** The procedure whose account every online submission needs. */
const accountProcedure = "vneid-muc-2";

/** Submitting on the web with somebody beside: the account first, then the record's steps one by one. */
export function onlineFlow(procedure: Procedure): Flow {
  const asksAccount =
    canSubmitOnline(procedure) &&
    procedure.kind === "procedure" &&
    /VNeID|định danh/.test(procedure.steps.join());
  return {
    id: `online:${procedure.id}`,
    version: fingerprint(procedure.steps),
    title: wording.title(procedure.name, canSubmitOnline(procedure)),
    next(answers, scene) {
      if (procedure.steps.length === 0) {
        return { kind: "finish", outcome: "no-steps", texts: [wording.unknown] };
      }
      const account = asksAccount ? settleAccount(answers, scene) : null;
      return account ?? nextStep(procedure, answers);
    },
  };
}

function settleAccount(answers: Answers, { catalog }: Scene): Step | null {
  switch (answers.get("account")) {
    case "has":
      return null;
    case "has-not":
      return catalog.procedures.has(accountProcedure)
        ? { kind: "visit", go: { flow: `procedure:${accountProcedure}` }, forget: ["account"] }
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

function nextStep(procedure: Procedure, answers: Answers): Step {
  const count = procedure.steps.length;
  const index = procedure.steps.findIndex((_, i) => answers.get(stepId(i)) !== "done");
  if (index >= 0 && answers.get(stepId(index)) === "help") {
    const go = { flow: "handoff", answers: [["@why", "asked"] as const] };
    return { kind: "visit", go, forget: [stepId(index)] };
  }
  if (index >= 0) return stepQuestion(index, count, procedure.steps[index] ?? "");
  const texts = [procedure.kind === "procedure" ? wording.finished : wording.finishedAccount];
  return { kind: "finish", outcome: "guided-online", texts };
}

function stepQuestion(index: number, count: number, text: string): ChoiceQuestion {
  return {
    kind: "choice",
    id: stepId(index),
    ask: wording.step(index + 1, count, text),
    options: [
      { value: "done", label: wording.done, words: wording.doneWords },
      { value: "help", label: wording.help, words: wording.helpWords },
    ],
  };
}

function stepId(index: number): string {
  return `step-${index + 1}`;
}
