import type { DeskTalk } from "./desk-talk.ts";
import {
  type AnsweredQuestion,
  type CallStep,
  type FinishStep,
  type FlowContext,
  fallbackFlow,
  type ImmediateStep,
  isQuestion,
  type PortStep,
  type Question,
  type SayStep,
  type Step,
  said,
} from "./flow.ts";
import type { FindFlow, FrameStack } from "./frame-stack.ts";
import { type AnsweredRequest, findAnswer, type PortRequest } from "./ports.ts";
import type { ResidentLocation } from "./resident-location.ts";
import { conversationLimits, type Frame } from "./state.ts";
import type { ToldEntries, ToldMemory } from "./told-memory.ts";
import type { Transcript } from "./transcript.ts";
import type { LocalizedContext } from "./turn.ts";
import type { TurnOutput } from "./turn-output.ts";

/** What steps read and change of a conversation. */
interface ConversationParts {
  readonly stack: FrameStack;
  readonly location: ResidentLocation;
  readonly transcript: Transcript;
  readonly told: ToldMemory;
  readonly desk: DeskTalk;
  readonly output: TurnOutput;
}

/** A flow that never comes to a question: a fault in the flow, which the error names. */
class FlowLoopError extends Error {
  override readonly name = "FlowLoopError";
  readonly flow: string;

  constructor(flow: string) {
    super(`Flow ${flow} took ${conversationLimits.maxStepsPerTurn} steps without asking anything.`);
    this.flow = flow;
  }
}

/**
 * A step, and all that it may depend on within a turn. The transcript is left out: it grows only once, while nothing but the
 * question of an earlier turn has been looked at, and the steps that read it come later.
 */
interface ComputedStep {
  readonly frame: Frame;
  readonly frames: readonly Frame[];
  readonly location: ResidentLocation["state"];
  readonly told: ToldEntries;
  readonly step: Step | null;
}

/** Runs the flow on top of the stack: computes its steps, and carries out those that ask the resident nothing. */
export class StepRunner {
  readonly #context: LocalizedContext;
  readonly #findFlow: FindFlow;
  readonly #parts: ConversationParts;
  /** A confidential answer and its step, known only until a step has used it. */
  #confidentialAnswer: readonly [step: string, value: string] | null = null;
  #lastComputed: ComputedStep | null = null;

  constructor(context: LocalizedContext, findFlow: FindFlow, parts: ConversationParts) {
    this.#context = context;
    this.#findFlow = findFlow;
    this.#parts = parts;
  }

  /** What flows may know besides their answers. */
  get flowContext(): FlowContext {
    const { catalog, wording, language, now, contactPhone } = this.#context;
    const { location, transcript, told } = this.#parts;
    return {
      catalog,
      wording,
      language,
      now,
      contactPhone,
      waiting: this.taskTitle,
      about: procedureOf(this.#parts.stack.task?.flow),
      told: told.entries,
      transcript: () => transcript.entries,
      ...location.state,
    };
  }

  /** The title of the task that can be resumed: on top, or beneath flows that only lead somewhere. */
  get taskTitle(): string | null {
    const { task } = this.#parts.stack;
    const flow = task === undefined ? null : this.#findFlow(task.flow);
    return flow?.kind === "task" ? flow.title(this.#context.wording) : null;
  }

  giveConfidentialAnswer(step: string, value: string): void {
    this.#confidentialAnswer = [step, value];
  }

  /** The question that a frame waits with, or null. */
  questionOf(frame: Frame | undefined): Question | null {
    const step = frame === undefined ? null : this.#stepOf(frame);
    return step !== null && isQuestion(step) ? step : null;
  }

  /** The questions of the flow on top that were answered and may be corrected. */
  get answeredQuestions(): readonly AnsweredQuestion[] {
    const { top } = this.#parts.stack;
    const flow = top === undefined ? null : this.#findFlow(top.flow);
    if (top === undefined || flow?.kind !== "task") return [];
    return flow.answered?.(new Map(top.answers)) ?? [];
  }

  /** Carries out steps until the resident or a port must answer. */
  runToQuestion(): Question | PortRequest {
    const { stack } = this.#parts;
    for (let steps = 0; steps < conversationLimits.maxStepsPerTurn; steps += 1) {
      const next = stack.top === undefined ? null : this.#stepOf(stack.top);
      const step = next?.kind === "port" ? goOn(next, this.#context.answered) : next;
      if (step === null && next?.kind === "port") return next.request;
      if (step === null) stack.begin({ flow: fallbackFlow });
      else if (isQuestion(step)) return step;
      else this.#carryOut(step);
    }
    throw new FlowLoopError(stack.top?.flow ?? "none");
  }

  /** Leaves the flow on top, and says so if a task beneath it is resumed. */
  leaveTop(): void {
    const { stack, output } = this.#parts;
    stack.dropTop();
    const title = this.taskTitle;
    if (title !== null && stack.isTaskOnTop) {
      output.say(this.#context.wording.conversation.resumed(title));
    }
  }

  /** Computed once until the stack or the location changes: the waiting question is looked at several times before that. */
  #stepOf(frame: Frame): Step | null {
    const { frames } = this.#parts.stack;
    const { state: location } = this.#parts.location;
    const { entries: told } = this.#parts.told;
    const last = this.#lastComputed;
    const isSame =
      last?.frame === frame &&
      last.frames === frames &&
      last.location === location &&
      last.told === told;
    if (isSame && this.#confidentialAnswer === null) return last.step;
    const flow = this.#findFlow(frame.flow);
    if (flow === null) return null;
    const isOnTop = frame === this.#parts.stack.top;
    const confidential =
      isOnTop && this.#confidentialAnswer !== null ? [this.#confidentialAnswer] : [];
    const step = flow.next(new Map([...frame.answers, ...confidential]), this.flowContext);
    this.#lastComputed = confidential.length === 0 ? { frame, frames, location, told, step } : null;
    return step;
  }

  #carryOut(step: ImmediateStep): void {
    switch (step.kind) {
      case "say":
        return this.#say(step);
      case "call":
        return this.#call(step);
      case "finish":
        return this.#finish(step);
    }
  }

  #say({ id, texts, outcome, place, desk, keep = [], forget = [] }: SayStep): void {
    const { stack, location, output } = this.#parts;
    output.say(...texts);
    if (desk !== undefined) this.#parts.desk.mark = desk;
    if (place !== undefined) location.setPlace(place);
    if (outcome !== undefined) output.outcome = outcome;
    stack.store([...keep, [id, said]], forget);
    this.#confidentialAnswer = null;
  }

  #call({ to, forget }: CallStep): void {
    const { stack } = this.#parts;
    stack.store([], forget);
    stack.begin(to);
  }

  #finish({ texts = [], outcome, to, erases = false }: FinishStep): void {
    const { stack, output } = this.#parts;
    output.say(...texts);
    output.outcome = outcome;
    if (erases) return this.#erase();
    if (to === undefined) return this.leaveTop();
    stack.dropTop();
    stack.begin(to);
  }

  #erase(): void {
    const { stack, location, transcript, told, desk, output } = this.#parts;
    output.erases = true;
    desk.mark = null;
    told.erase();
    stack.replaceAll([]);
    location.erase();
    transcript.erase();
  }
}

/** Returns the procedure whose flow this is; null if it is none's. */
function procedureOf(flow: string | undefined): string | null {
  return /^(?:procedure|online|listed):(.+)$/.exec(flow ?? "")?.[1] ?? null;
}

/** Returns the step that follows the port's answer; null while it has not answered. */
function goOn(
  { request, goOn: next }: PortStep,
  answered: readonly AnsweredRequest[] | undefined,
): Exclude<Step, PortStep> | null {
  const known = findAnswer(request, answered);
  return known === undefined ? null : next(known.answer);
}
