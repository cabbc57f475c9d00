import { inLanguage } from "../catalog/language.ts";
import type { HelpPoint } from "../catalog/schema.ts";
import type { Message } from "../wording/message.ts";
import type { Wording } from "../wording/wording.ts";
import {
  type Flow,
  type GoTo,
  isConfidential,
  isQuestion,
  type Parsed,
  type Question,
  type Scene,
  type Step,
  said,
} from "./flow.ts";
import { FlowLoopError } from "./flow-loop-error.ts";
import { answer, begin, forget, isInterruption, isPassing } from "./frames.ts";
import type { PortRequest } from "./ports.ts";
import { pageCount, renderQuestion } from "./question.ts";
import { flowNamed } from "./registry.ts";
import type { FlowChange } from "./replay.ts";
import { settleAsk } from "./settle-ask.ts";
import { settleVersions } from "./settle-versions.ts";
import { type ConversationState, type Frame, limits } from "./state.ts";
import type { SpokenContext, TurnFact } from "./turn.ts";

export type Answer = Omit<Extract<Parsed, { ok: true }>, "ok">;

/** The working copy of a conversation during one turn. */
export class Talk {
  readonly messages: Message[] = [];
  readonly #context: SpokenContext;
  #frames: Frame[];
  #asked: number;
  #asking: string | null;
  #page: number;
  #misses: number;
  #point: ConversationState["point"];
  #place: ConversationState["place"];
  #outcome = "asked";
  #missedWords: readonly string[] = [];
  /** A confidential answer and its step, for as long as this turn. */
  #confided: readonly [string, string] | null = null;
  #portAsked: PortRequest | null = null;
  #erases = false;

  constructor(state: ConversationState | null, context: SpokenContext) {
    this.#context = context;
    this.#frames = [...(state?.frames ?? [])];
    this.#asked = state?.asked ?? 0;
    this.#asking = state?.asking ?? null;
    this.#page = state?.page ?? 0;
    this.#misses = state?.misses ?? 0;
    this.#point = state?.point ?? null;
    this.#place = state?.place ?? null;
  }

  get frame(): Frame | undefined {
    return this.#frames.at(-1);
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

  get hasBeneath(): boolean {
    return this.#frames.length > 1;
  }

  get misses(): number {
    return this.#misses;
  }

  get state(): ConversationState {
    return {
      v: 1,
      frames: this.#frames,
      asked: this.#asked,
      asking: this.#asking,
      page: this.#page,
      misses: this.#misses,
      point: this.#point,
      place: this.#place,
      ...inLanguage(this.#context.language),
    };
  }

  get fact(): TurnFact {
    return {
      flow: this.frame?.flow ?? "menu",
      step: this.#asking ?? "",
      outcome: this.#outcome,
      point: this.#point,
      missedWords: this.#missedWords,
    };
  }

  say(...texts: readonly string[]): void {
    for (const text of texts) this.#push({ type: "text", text });
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

  /** Stands at a point from here on, as its link or kiosk says. */
  standAt({ id, lat, lon, ward_code: ward }: HelpPoint): void {
    this.#point = id;
    if (lat !== null && lon !== null) this.cameTo({ lat, lon, ward });
  }

  cameTo(place: ConversationState["place"]): void {
    this.#place = place;
  }

  /** The question that waits for an answer, or null before the first. */
  question(): Question | null {
    const step = this.#step();
    return step !== null && isQuestion(step) ? step : null;
  }

  /** The question of the work that waits beneath an interruption: it may be answered still. */
  questionBeneath(): Question | null {
    if (this.frame === undefined || !isInterruption(this.frame)) return null;
    const work = this.#frames.findLast((frame) => !isPassing(frame));
    const step = work === undefined ? null : this.#stepOf(work);
    return step !== null && isQuestion(step) ? step : null;
  }

  /** Whether what is typed now may be a confidential answer. */
  awaitsConfidence(): boolean {
    return [this.question(), this.questionBeneath()].some(isConfidential);
  }

  /** The id under which the waiting question was last asked. */
  questionId(question: Question): string {
    return `${this.frame?.flow}/${question.id}/${this.#asked}`;
  }

  /** Takes the answer to a question: an option's value, or what its typed words came to. */
  answer(question: Question, { value, step, forget: dropped }: Answer): void {
    const frame = this.frame;
    if (frame === undefined) return;
    const option =
      question.kind === "text" ? undefined : question.options.find((o) => o.value === value);
    const answered = answer(frame, step ?? question.id, value);
    if (isConfidential(question)) this.#confided = [question.id, value];
    else this.#replaceTop(forget(answered, dropped ?? option?.forget ?? []));
    this.#misses = 0;
    this.note("answered");
    this.advance();
  }

  begin(go: GoTo): void {
    const flow = this.#flow(go.flow);
    if (flow === null) return this.begin({ flow: "menu" });
    this.#frames = begin(this.#frames, go, flow.version);
    this.#misses = 0;
    this.advance();
  }

  /** Leaves the flow on top; what waits beneath is taken up again, or the menu is shown. */
  leave(): void {
    this.#leaveTop();
    this.advance();
  }

  /** Lets the latest work go, and with it the flows that only lead somewhere. */
  dropWork(): void {
    this.dropPassing();
    this.#frames = this.#frames.slice(0, -1);
  }

  putBack(frame: Frame): void {
    this.#replaceTop(frame);
    this.#misses = 0;
    this.advance();
  }

  /** The work that can be taken up again: on top, or beneath flows that only lead somewhere. */
  waitingTitle(): string | null {
    const work = this.#frames.findLast((frame) => !isPassing(frame));
    return work === undefined ? null : (this.#flow(work.flow)?.title(this.wording) ?? null);
  }

  dropPassing(): void {
    this.#frames = this.#frames.filter((frame) => !isPassing(frame));
  }

  /** Goes through information steps to the next question and asks it. */
  advance(): void {
    this.#page = 0;
    for (let steps = 0; steps < limits.stepsPerTurn; steps += 1) {
      const next = this.#step();
      const step = next?.kind === "ask" ? settleAsk(next, this.#context.answered) : next;
      if (next?.kind === "ask" && step === null) {
        this.#portAsked = next.request;
        return;
      }
      if (step === null) {
        this.#frames = begin(this.#frames, { flow: "menu" }, this.#flow("menu")?.version ?? "");
      } else if (step.kind === "say") this.#sayStep(step);
      else if (step.kind === "visit") this.#visit(step);
      else if (step.kind === "finish") this.#finish(step);
      else return this.#ask(step, true);
    }
    throw new FlowLoopError(this.frame?.flow ?? "none");
  }

  /** Asks the waiting question once more, under its old id. */
  repeat(): void {
    const question = this.question();
    if (question === null) return this.advance();
    this.#ask(question, false);
  }

  turnPage(question: Question): void {
    if (question.kind === "text") return;
    this.#page = (this.#page + 1) % pageCount(question.options);
    this.#ask(question, false);
  }

  /** Brings frames of another version up to date. */
  settleVersions(): FlowChange {
    const named = (id: string) => this.#flow(id);
    const settled = settleVersions(this.#frames, this.#asking, this.#scene(), named);
    this.#frames = settled.frames;
    return settled.change;
  }

  #step(): Step | null {
    return this.frame === undefined ? null : this.#stepOf(this.frame);
  }

  #stepOf(frame: Frame): Step | null {
    const flow = this.#flow(frame.flow);
    if (flow === null) return null;
    const confided = frame === this.frame && this.#confided !== null ? [this.#confided] : [];
    return flow.next(new Map([...frame.answers, ...confided]), this.#scene());
  }

  #sayStep(step: Step & { kind: "say" }): void {
    const frame = this.frame;
    if (frame === undefined) return;
    this.say(...step.texts);
    if (step.outcome !== undefined) this.note(step.outcome);
    this.#confided = null;
    const kept = (step.keep ?? []).reduce((top, [id, value]) => answer(top, id, value), frame);
    this.#replaceTop(forget(answer(kept, step.id, said), step.forget ?? []));
  }

  #visit({ go, forget: steps }: Step & { kind: "visit" }): void {
    const frame = this.frame;
    const flow = this.#flow(go.flow);
    if (frame === undefined) return;
    this.#replaceTop(forget(frame, steps));
    if (flow !== null) this.#frames = begin(this.#frames, go, flow.version);
  }

  #finish(step: Step & { kind: "finish" }): void {
    this.say(...(step.texts ?? []));
    this.note(step.outcome);
    if (step.erases === true) return this.#erase();
    if (step.go === undefined) return this.#leaveTop();
    const flow = this.#flow(step.go.flow);
    const beneath = this.#frames.slice(0, -1);
    this.#frames = flow === null ? beneath : begin(beneath, step.go, flow.version);
  }

  #erase(): void {
    this.#erases = true;
    this.#frames = [];
    this.#point = null;
    this.#place = null;
  }

  #leaveTop(): void {
    this.#frames = this.#frames.slice(0, -1);
    const title = this.waitingTitle();
    if (title !== null && this.frame !== undefined && !isPassing(this.frame)) {
      this.say(this.wording.conversation.resumed(title));
    }
  }

  #ask(question: Question, anew: boolean): void {
    if (anew) this.#asked += 1;
    this.#asking = question.id;
    this.#push(renderQuestion(question, this.questionId(question), this.#page, this.wording));
  }

  #push(message: Message): void {
    this.messages.push({ ...message, ...inLanguage(this.#context.language) });
  }

  #replaceTop(frame: Frame): void {
    this.#frames = [...this.#frames.slice(0, -1), frame];
  }

  #flow(id: string): Flow | null {
    return flowNamed(id, this.#context.catalog);
  }

  #scene(): Scene {
    const { catalog, wording, language, now, contactPhone } = this.#context;
    const [point, place, waiting] = [this.#point, this.#place, this.waitingTitle()];
    return { catalog, wording, language, now, contactPhone, point, place, waiting };
  }
}
