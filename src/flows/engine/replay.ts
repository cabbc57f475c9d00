import { type Answers, type Flow, type FlowContext, type Question, said } from "./flow.ts";
import { isGiven } from "./frames.ts";
import { conversationLimits, type Frame } from "./state.ts";

/** What a new catalogue did to the question that waits: nothing, or its options, itself, its whole flow. */
export type FlowChange = "none" | "options" | "question" | "gone";

/**
 * Brings a frame to the flow's present version: its answers are given again to the new questions,
 * as far as they are still asked and still possible. `lost` says that some were not.
 */
export function replay(
  frame: Frame,
  flow: Flow,
  scene: FlowContext,
): { frame: Frame; lost: boolean } {
  const old = new Map(frame.answers);
  const kept = new Map(frame.answers.filter(([step]) => isGiven(step)));
  for (let steps = 0; steps < conversationLimits.stepsPerTurn; steps += 1) {
    const step = flow.next(kept, scene);
    if (step.kind === "finish" || step.kind === "visit" || step.kind === "ask") break;
    const value = old.get(step.id);
    if (value === undefined || kept.has(step.id)) break;
    if (step.kind === "say" ? value !== said : !isPossible(step, value)) break;
    kept.set(step.id, value);
  }
  return {
    frame: { flow: flow.id, version: flow.version, answers: [...kept] },
    lost: hasOtherAnswers(old, kept),
  };
}

function isPossible(question: Question, value: string): boolean {
  if (question.kind !== "choice") return true;
  return question.parse !== undefined || question.options.some((option) => option.value === value);
}

function hasOtherAnswers(old: Answers, kept: Answers): boolean {
  return [...old].some(([step, value]) => value !== said && !kept.has(step));
}
