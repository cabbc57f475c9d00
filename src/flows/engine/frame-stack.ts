import {
  type Flow,
  type FlowId,
  isPreset,
  type StoredAnswer,
  said,
  type Transition,
} from "./flow.ts";
import { conversationLimits, type Frame } from "./state.ts";

export type FindFlow = (id: string) => Flow | null;

/** The flows that a resident has begun, the latest on top. A task beneath is resumed when the flows above it end. */
export class FrameStack {
  #frames: readonly Frame[];
  readonly #findFlow: FindFlow;

  constructor(frames: readonly Frame[], findFlow: FindFlow) {
    this.#frames = frames;
    this.#findFlow = findFlow;
  }

  get frames(): readonly Frame[] {
    return this.#frames;
  }

  get top(): Frame | undefined {
    return this.#frames.at(-1);
  }

  get hasBeneath(): boolean {
    return this.#frames.length > 1;
  }

  /** The task that can be resumed: on top, or beneath flows that only lead somewhere. */
  get task(): Frame | undefined {
    return this.#frames.findLast((frame) => this.#isTask(frame));
  }

  /** The task beneath the service's own interruption of it. */
  get interruptedTask(): Frame | undefined {
    return this.#kindOf(this.top) === "interruption" ? this.task : undefined;
  }

  get isTaskOnTop(): boolean {
    return this.top !== undefined && this.#isTask(this.top);
  }

  /** Begins a flow on top. Returns false if there is no such flow. */
  begin(to: Transition): boolean {
    const flow = this.#findFlow(to.flow);
    if (flow !== null) this.#frames = this.#withBegun(flow, to);
    return flow !== null;
  }

  /** Stores answers in the frame on top, then drops the answers of other steps. */
  store(answers: readonly StoredAnswer[], dropped: readonly string[]): void {
    if (this.top === undefined) return;
    const answered = answers.reduce(withAnswer, this.top);
    this.replaceTop(withoutAnswers(answered, dropped));
  }

  replaceTop(frame: Frame): void {
    this.#frames = [...this.#frames.slice(0, -1), frame];
  }

  dropTop(): void {
    this.#frames = this.#frames.slice(0, -1);
  }

  /** Drops the latest task, and the flows above it that only lead somewhere. */
  dropTask(): void {
    this.dropPassing();
    this.dropTop();
  }

  dropPassing(): void {
    this.#frames = this.#frames.filter((frame) => this.#isTask(frame));
  }

  replaceAll(frames: readonly Frame[]): void {
    this.#frames = frames;
  }

  /**
   * An earlier run of the same flow is dropped, and so are passing frames when another passing one begins. Beyond the limit the
   * oldest task is dropped.
   */
  #withBegun(flow: Flow, { answers = [] }: Transition): Frame[] {
    const others = this.#frames.filter(
      (frame) => frame.flow !== flow.id && (flow.kind === "task" || this.#isTask(frame)),
    );
    const begun: Frame = {
      flow: flow.id,
      version: flow.version,
      answers: answers.map(([step, value]) => [step, value]),
    };
    return [...others, begun].slice(-(conversationLimits.maxWaitingFrames + 1));
  }

  #isTask(frame: Frame): boolean {
    return this.#kindOf(frame) === "task";
  }

  /** A frame whose flow is gone counts as a task until it is migrated. */
  #kindOf(frame: Frame | undefined): Flow["kind"] | undefined {
    return frame === undefined ? undefined : (this.#findFlow(frame.flow)?.kind ?? "task");
  }
}

/** Whether the frame runs this flow. */
export function runsFlow(frame: Frame | undefined, id: FlowId): boolean {
  return frame?.flow === id;
}

/** Goes one question back: drops the last answer and what was said since. Returns null at the first question. */
export function stepBack(frame: Frame): Frame | null {
  const last = frame.answers.findLastIndex(([step, value]) => value !== said && !isPreset(step));
  return last < 0 ? null : { ...frame, answers: frame.answers.slice(0, last) };
}

/** A second answer to the same step replaces the first. */
function withAnswer(frame: Frame, [step, value]: StoredAnswer): Frame {
  const others = frame.answers.filter(([other]) => other !== step);
  const stored = value.slice(0, conversationLimits.maxAnswerLength);
  return { ...frame, answers: [...others, [step, stored]] };
}

function withoutAnswers(frame: Frame, steps: readonly string[]): Frame {
  return { ...frame, answers: frame.answers.filter(([step]) => !steps.includes(step)) };
}
