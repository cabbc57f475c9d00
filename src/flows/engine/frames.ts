import { said, type Transition } from "./flow.ts";
import { conversationLimits, type Frame } from "./state.ts";

/** Flows that only lead somewhere: one of each is enough, and nobody resumes them. */
const passing = new Set([
  ...["menu", "choose", "aside", "handoff"],
  ...["my-dossiers", "stop-notices", "erase-data", "data-request", "rate-dossier"],
  ...["stop-news", "pair-chat"],
]);

export function isPassing(frame: Frame): boolean {
  return passing.has(frame.flow);
}

/** What the resident set out to do, beneath what only passes. */
export function workOf(frames: readonly Frame[]): Frame | undefined {
  return frames.findLast((frame) => !isPassing(frame));
}

/** Several procedures are offered to choose from. */
export function isChoosing(frame: Frame | undefined): boolean {
  return frame?.flow === "choose";
}

/** The frame that says what the conversation is about: past an offered choice, the work that waits. */
export function subjectOf(frames: readonly Frame[]): Frame | undefined {
  const frame = frames.at(-1);
  return isChoosing(frame) ? workOf(frames) : frame;
}

/** The service's own interruption of a question: words that answer the question are still its answer. */
export function isInterruption(frame: Frame): boolean {
  return frame.flow === "aside" || frame.flow === "handoff";
}

/** Given to a flow when it was begun (`@procedure`), not asked: going back never takes it away. */
export function isGiven(step: string): boolean {
  return step.startsWith("@");
}

/**
 * The frames with `go` begun on top. An earlier run of the same flow gives way, and so do passing
 * frames when another passing one comes; beyond the limit the oldest work is let go.
 */
export function begin(frames: readonly Frame[], go: Transition, version: string): Frame[] {
  const kept = frames.filter(
    (frame) => frame.flow !== go.flow && !(passing.has(go.flow) && isPassing(frame)),
  );
  const begun: Frame = {
    flow: go.flow,
    version,
    answers: (go.answers ?? []).map(([step, value]) => [step, value]),
  };
  return [...kept, begun].slice(-(conversationLimits.waitingFrames + 1));
}

/** With a step answered; a second answer to the same step takes the place of the first. */
export function answer(frame: Frame, step: string, value: string): Frame {
  const others = frame.answers.filter(([other]) => other !== step);
  return {
    ...frame,
    answers: [...others, [step, value.slice(0, conversationLimits.answerLength)]],
  };
}

export function forget(frame: Frame, steps: readonly string[]): Frame {
  return { ...frame, answers: frame.answers.filter(([step]) => !steps.includes(step)) };
}

/** One question back: what was said since falls away with the last answer; null at the first. */
export function backOne(frame: Frame): Frame | null {
  const last = frame.answers.findLastIndex(([step, value]) => value !== said && !isGiven(step));
  return last < 0 ? null : { ...frame, answers: frame.answers.slice(0, last) };
}
