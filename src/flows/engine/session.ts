import { toLanguageField } from "../../catalog/language.ts";
import type { Message } from "../../wording/message.ts";
import type { Wording } from "../../wording/wording.ts";
import { flowNamed } from "../conversations/registry.ts";
import type { Notice } from "./bot-switch.ts";
import {
  type Flow,
  type FlowContext,
  isConfidential,
  isQuestion,
  type ParsedAnswer,
  type Question,
  type Step,
  type Transition,
} from "./flow.ts";
import { FlowLoopError } from "./flow-loop-error.ts";
import { FrameStack } from "./frame-stack.ts";
import { subjectOf } from "./frames.ts";
import { OpenQuestion } from "./open-question.ts";
import type { PortRequest } from "./ports.ts";
import type { FlowChange } from "./replay.ts";
import { ResidentLocation } from "./resident-location.ts";
import { settleAsk } from "./settle-ask.ts";
import { type ConversationState, conversationLimits, type Frame } from "./state.ts";
import { type Conversation, finish, leaveTop, sayStep, visit } from "./step-runner.ts";
import { Transcript } from "./transcript.ts";
import type { LocalizedContext, TurnSummary } from "./turn.ts";

export type AcceptedAnswer = Omit<Extract<ParsedAnswer, { ok: true }>, "ok">;

/**
 * A step, and all that it may depend on within a turn. The latest lines grow once, while the question of an earlier turn is all that
 * was looked at: what goes by them is a step that is come to later.
 */
interface LastStep {
  readonly frame: Frame;
  readonly frames: readonly Frame[];
  readonly where: ResidentLocation["state"];
  readonly step: Step | null;
}

/** The working copy of a conversation during one turn. */
export class ConversationSession {
  readonly messages: Message[] = [];
  readonly #context: LocalizedContext;
  readonly stack: FrameStack;
  readonly #open: OpenQuestion;
  #misses: number;
  readonly where: ResidentLocation;
  readonly lines: Transcript;
  #noticed: number | undefined;
  #outcome = "asked";
  #missedWords: readonly string[] = [];
  /** A confidential answer and its step, for as long as this turn. */
  #confided: readonly [string, string] | null = null;
  #lastStep: LastStep | null = null;
  #portAsked: PortRequest | null = null;
  #erases = false;

  constructor(state: ConversationState | null, context: LocalizedContext) {
    this.#context = context;
    this.stack = new FrameStack(state?.frames ?? [], (id) => this.#flow(id));
    this.#open = new OpenQuestion(state);
    this.#misses = state?.misses ?? 0;
    this.where = new ResidentLocation(state);
    this.lines = new Transcript(state?.lines);
    this.#noticed = state?.noticed;
  }

  get frame(): Frame | undefined {
    return this.stack.top;
  }

  /** What the conversation is about. */
  get subject(): Frame | undefined {
    return subjectOf(this.stack.frames);
  }

  /** What to say it in. */
  get wording(): Wording {
    return this.#context.wording;
  }

  /** What a port must answer before the turn can go on: what was said since counts for nothing. */
  get portAsked(): PortRequest | null {
    return this.#portAsked;
  }

  get erases(): boolean {
    return this.#erases;
  }

  get misses(): number {
    return this.#misses;
  }

  get state(): ConversationState {
    return this.lines.beside({
      v: 1,
      frames: this.stack.frames,
      ...this.#open.state,
      misses: this.#misses,
      ...this.where.state,
      ...(this.#noticed === undefined ? {} : { noticed: this.#noticed }),
      ...toLanguageField(this.#context.language),
    });
  }

  get fact(): TurnSummary {
    return {
      flow: this.frame?.flow ?? "menu",
      step: this.#open.step ?? "",
      outcome: this.#outcome,
      point: this.where.state.point,
      missedWords: this.#missedWords,
    };
  }

  say(...texts: readonly string[]): void {
    for (const text of texts) this.#push({ type: "text", text });
  }

  /** What everybody is told: to each resident once. */
  tellNotice(notice: Notice | null): void {
    if (notice === null || notice.id === this.#noticed) return;
    this.#noticed = notice.id;
    const { language } = this.#context;
    this.say(
      this.wording.conversation.notice(language === "en" ? (notice.en ?? notice.vi) : notice.vi),
    );
  }

  note(outcome: string): void {
    this.#outcome = outcome;
  }

  /** Something was not understood: `known` is what may be kept of it. */
  missed(known: readonly string[]): void {
    this.#misses += 1;
    this.#missedWords = this.awaitsConfidence() ? [] : known;
    this.note("missed");
  }

  /** The question that waits for an answer, or null before the first. */
  question(): Question | null {
    const step = this.#step();
    return step !== null && isQuestion(step) ? step : null;
  }

  /** The question of the work that waits beneath an interruption: it may be answered still. */
  questionBeneath(): Question | null {
    const work = this.stack.workBeneath;
    const step = work === undefined ? null : this.#stepOf(work);
    return step !== null && isQuestion(step) ? step : null;
  }

  /** Whether what is typed now may be a confidential answer. */
  awaitsConfidence(): boolean {
    return [this.question(), this.questionBeneath()].some(isConfidential);
  }

  /** The id under which the waiting question was last asked. */
  questionId(question: Question): string {
    return this.#open.idOf(this.frame?.flow, question);
  }

  /** Takes the answer to a question: an option's value, or what its typed words came to. */
  answer(question: Question, { value, step, forget: dropped }: AcceptedAnswer): void {
    if (this.frame === undefined) return;
    const option =
      question.kind === "text" ? undefined : question.options.find((o) => o.value === value);
    if (isConfidential(question)) this.#confided = [question.id, value];
    else this.stack.keep([[step ?? question.id, value]], dropped ?? option?.forget ?? []);
    this.#misses = 0;
    this.note("answered");
    this.advance();
  }

  begin(go: Transition): void {
    if (!this.stack.begin(go)) return this.begin({ flow: "menu" });
    this.#misses = 0;
    this.advance();
  }

  /** Leaves the flow on top; what waits beneath is taken up again, or the menu is shown. */
  leave(): void {
    leaveTop(this.#conversation());
    this.advance();
  }

  putBack(frame: Frame): void {
    this.stack.replaceTop(frame);
    this.#misses = 0;
    this.advance();
  }

  /** The work that can be taken up again: on top, or beneath flows that only lead somewhere. */
  waitingTitle(): string | null {
    const { work } = this.stack;
    return work === undefined ? null : (this.#flow(work.flow)?.title(this.wording) ?? null);
  }

  /** Goes through information steps to the next question and asks it. */
  advance(): void {
    this.#open.toFirstPage();
    for (let steps = 0; steps < conversationLimits.stepsPerTurn; steps += 1) {
      const next = this.#step();
      const step = next?.kind === "ask" ? settleAsk(next, this.#context.answered) : next;
      if (next?.kind === "ask" && step === null) {
        this.#portAsked = next.request;
        return;
      }
      if (step === null) this.stack.beginMenu();
      else if (isQuestion(step))
        return this.#push(this.#open.ask(this.frame?.flow, step, this.wording));
      else this.#carryOut(step);
    }
    throw new FlowLoopError(this.frame?.flow ?? "none");
  }

  /** Asks the waiting question once more, under its old id. */
  repeat(): void {
    const question = this.question();
    if (question === null) return this.advance();
    this.#push(this.#open.repeat(this.frame?.flow, question, this.wording));
  }

  turnPage(question: Question): void {
    if (question.kind === "text") return;
    this.#open.turnPage(question);
    this.#push(this.#open.repeat(this.frame?.flow, question, this.wording));
  }

  /** Brings frames of another version up to date. */
  settleVersions(): FlowChange {
    return this.stack.settleVersions(this.#open.step, this.#scene());
  }

  #step(): Step | null {
    return this.frame === undefined ? null : this.#stepOf(this.frame);
  }

  /** The same until the stack or the place changes: what waits is looked at several times before anything does. */
  #stepOf(frame: Frame): Step | null {
    const { frames } = this.stack;
    const { state: where } = this.where;
    const last = this.#lastStep;
    const isSame = last?.frame === frame && last.frames === frames && last.where === where;
    if (isSame && this.#confided === null) return last.step;
    const flow = this.#flow(frame.flow);
    if (flow === null) return null;
    const confided = frame === this.frame && this.#confided !== null ? [this.#confided] : [];
    const step = flow.next(new Map([...frame.answers, ...confided]), this.#scene());
    this.#lastStep = confided.length === 0 ? { frame, frames, where, step } : null;
    return step;
  }

  /** As its steps see it. */
  #conversation(): Conversation {
    return {
      stack: this.stack,
      wording: this.wording,
      say: (...texts) => this.say(...texts),
      note: (outcome) => this.note(outcome),
      waitingTitle: () => this.waitingTitle(),
      erase: () => {
        this.#erases = true;
        this.stack.clear();
        this.where.forget();
        this.lines.forget();
      },
    };
  }

  #carryOut(step: Exclude<Step, Question | { kind: "ask" }>): void {
    if (step.kind === "visit") return visit(step, this.#conversation());
    if (step.kind === "finish") return finish(step, this.#conversation());
    sayStep(step, this.#conversation());
    this.#confided = null;
  }

  #push(message: Message): void {
    this.messages.push({ ...message, ...toLanguageField(this.#context.language) });
  }

  #flow(id: string): Flow | null {
    return flowNamed(id, this.#context.catalog);
  }

  #scene(): FlowContext {
    const { catalog, wording, language, now, contactPhone } = this.#context;
    const heard = { waiting: this.waitingTitle(), lately: () => this.lines.all };
    return { catalog, wording, language, now, contactPhone, ...heard, ...this.where.state };
  }
}
