import { type Flow, type FlowContext, isQuestion } from "./flow.ts";
import { type FlowChange, replay } from "./replay.ts";
import type { Frame } from "./state.ts";

/**
 * Brings frames of another version up to date, and lets those of vanished flows go. Says whether what the resident is answering is
 * still what they were asked; `asking` is the step that was.
 */
export function settleVersions(
  frames: readonly Frame[],
  asking: string | null,
  scene: FlowContext,
  flowNamed: (id: string) => Flow | null,
): { readonly frames: Frame[]; readonly change: FlowChange } {
  const top = frames.at(-1);
  const replayed = frames.flatMap((frame) => {
    const flow = flowNamed(frame.flow);
    if (flow === null) return [];
    return [flow.version === frame.version ? { frame, lost: false } : replay(frame, flow, scene)];
  });
  const settled = replayed.map(({ frame }) => frame);
  if (top === undefined) return { frames: settled, change: "none" };
  const flow = flowNamed(top.flow);
  const last = replayed.at(-1);
  if (flow === null || last === undefined) return { frames: settled, change: "gone" };
  if (flow.version === top.version) return { frames: settled, change: "none" };
  const step = flow.next(new Map(last.frame.answers), scene);
  const isMoved = last.lost || !isQuestion(step) || step.id !== asking;
  return { frames: settled, change: isMoved ? "question" : "options" };
}
