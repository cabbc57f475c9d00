import type { Wording } from "../../wording/wording.ts";
import { type Step, said } from "./flow.ts";
import type { FrameStack } from "./frame-stack.ts";

/** What a step that asks nothing may do to a conversation. */
export interface Conversation {
  readonly stack: FrameStack;
  readonly wording: Wording;
  say(...texts: readonly string[]): void;
  note(outcome: string): void;
  waitingTitle(): string | null;
  erase(): void;
}

export function sayStep(step: Step & { kind: "say" }, { stack, say, note }: Conversation): void {
  say(...step.texts);
  if (step.outcome !== undefined) note(step.outcome);
  stack.keep([...(step.keep ?? []), [step.id, said]], step.forget ?? []);
}

export function visit({ go, forget }: Step & { kind: "visit" }, { stack }: Conversation): void {
  stack.keep([], forget);
  stack.begin(go);
}

export function finish(step: Step & { kind: "finish" }, conversation: Conversation): void {
  const { stack, say, note, erase } = conversation;
  say(...(step.texts ?? []));
  note(step.outcome);
  if (step.erases === true) return erase();
  if (step.go === undefined) return leaveTop(conversation);
  stack.dropTop();
  stack.begin(step.go);
}

/** Leaves the flow on top, and says so where work beneath it is taken up again. */
export function leaveTop({ stack, say, wording, waitingTitle }: Conversation): void {
  stack.dropTop();
  const title = waitingTitle();
  if (title !== null && stack.isWorkOnTop) say(wording.conversation.resumed(title));
}
