import { type Flow, type FlowContext, isPreset, isQuestion, type Question, said } from "./flow.ts";
import type { FindFlow } from "./frame-stack.ts";
import { conversationLimits, type Frame } from "./state.ts";

/** What a new catalogue changed for the waiting question: nothing, its options, the question itself, or its whole flow. */
export type FlowChange = "none" | "options" | "question" | "gone";

/**
 * Migrates frames of another version to the present one, and drops the frames of flows that are gone. `askedStep` is the step
 * that the resident was asked; `change` tells whether that is still what they are answering.
 */
export function migrateFrames(
  frames: readonly Frame[],
  askedStep: string | null,
  context: FlowContext,
  findFlow: FindFlow,
): { readonly frames: readonly Frame[]; readonly change: FlowChange } {
  const top = frames.at(-1);
  const results = frames.flatMap((frame) => {
    const flow = findFlow(frame.flow);
    if (flow === null) return [];
    if (flow.version === frame.version) return [{ frame, hasLostAnswers: false }];
    return [migrateFrame(frame, flow, context)];
  });
  const migrated = results.map(({ frame }) => frame);
  if (top === undefined) return { frames: migrated, change: "none" };
  const flow = findFlow(top.flow);
  const last = results.at(-1);
  if (flow === null || last === undefined) return { frames: migrated, change: "gone" };
  if (flow.version === top.version) return { frames: migrated, change: "none" };
  const step = flow.next(new Map(last.frame.answers), context);
  const isOther = last.hasLostAnswers || !isQuestion(step) || step.id !== askedStep;
  return { frames: migrated, change: isOther ? "question" : "options" };
}

/** Gives the answers of a frame again to the new questions, as far as they are still asked and still possible. */
function migrateFrame(
  frame: Frame,
  flow: Flow,
  context: FlowContext,
): { frame: Frame; hasLostAnswers: boolean } {
  const old = new Map(frame.answers);
  const kept = new Map(frame.answers.filter(([step]) => isPreset(step)));
  for (let steps = 0; steps < conversationLimits.maxStepsPerTurn; steps += 1) {
    const step = flow.next(kept, context);
    if (step.kind === "finish" || step.kind === "call" || step.kind === "port") break;
    const value = old.get(step.id);
    if (value === undefined || kept.has(step.id)) break;
    if (step.kind === "say" ? value !== said : !isPossible(step, value)) break;
    kept.set(step.id, value);
  }
  return {
    frame: { flow: flow.id, version: flow.version, answers: [...kept] },
    hasLostAnswers: [...old].some(([step, value]) => value !== said && !kept.has(step)),
  };
}

function isPossible(question: Question, value: string): boolean {
  if (question.kind !== "choice") return true;
  return question.parse !== undefined || question.options.some((option) => option.value === value);
}
