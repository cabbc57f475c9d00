import { toAddressField } from "../../catalog/form-of-address.ts";
import { toLanguageField } from "../../catalog/language.ts";
import { addDays, toLocalDay } from "../../catalog/local-time.ts";
import type { Message } from "../../wording/message.ts";
import type { Wording } from "../../wording/wording.ts";
import type { Notice } from "./bot-switch.ts";
import { DeskTalk } from "./desk-talk.ts";
import {
  type AnsweredQuestion,
  fallbackFlow,
  holdsSecret,
  isConfidential,
  optionsOf,
  type ParsedAnswer,
  type Question,
  type Transition,
} from "./flow.ts";
import { type FlowChange, migrateFrames } from "./frame-migration.ts";
import { type FindFlow, FrameStack } from "./frame-stack.ts";
import { Hearing } from "./hearing.ts";
import { findAnswer, type PortRequest, type PortRequestOf, type Ports } from "./ports.ts";
import { OpenQuestion } from "./question.ts";
import { RecentPieces } from "./recent-pieces.ts";
import { ResidentLocation } from "./resident-location.ts";
import { acceptAsShown } from "./shown-options.ts";
import type { ConversationState, Frame } from "./state.ts";
import { StepRunner } from "./step-runner.ts";
import { ToldMemory } from "./told-memory.ts";
import { Transcript } from "./transcript.ts";
import type { LocalizedContext, TurnSummary } from "./turn.ts";
import { TurnOutput } from "./turn-output.ts";

/** A death that is told so many days later is another one. */
const daysOfGrief = 30;

type AcceptedAnswer = Omit<Extract<ParsedAnswer, { ok: true }>, "ok">;

/** The working copy of a conversation during one turn. */
export class ConversationSession {
  readonly stack: FrameStack;
  readonly location: ResidentLocation;
  readonly transcript: Transcript;
  readonly hearing: Hearing;
  readonly pieces: RecentPieces;
  readonly told: ToldMemory;
  readonly desk: DeskTalk;
  readonly #output: TurnOutput;
  readonly #runner: StepRunner;
  readonly #openQuestion: OpenQuestion;
  readonly #context: LocalizedContext;
  readonly #findFlow: FindFlow;
  #noMatchCount: number;
  #missedWords: readonly string[] = [];
  #lastNoticeId: number | undefined;
  #consoledOn: string | undefined;
  #portRequest: PortRequest | null = null;

  constructor(state: ConversationState | null, context: LocalizedContext, findFlow: FindFlow) {
    this.#context = context;
    this.#findFlow = findFlow;
    this.stack = new FrameStack(state?.frames ?? [], findFlow);
    this.location = new ResidentLocation(state);
    this.transcript = new Transcript(state?.lines);
    this.hearing = new Hearing(state?.heard, context.now);
    this.pieces = new RecentPieces(state?.typedAt, context.now);
    this.told = new ToldMemory(state?.told);
    this.desk = new DeskTalk(state?.desk);
    this.#output = new TurnOutput(context.language, context.address);
    this.#runner = new StepRunner(context, findFlow, {
      stack: this.stack,
      location: this.location,
      transcript: this.transcript,
      told: this.told,
      desk: this.desk,
      output: this.#output,
    });
    this.#openQuestion = new OpenQuestion(state);
    this.#noMatchCount = state?.misses ?? 0;
    this.#lastNoticeId = state?.noticed;
    this.#consoledOn = state?.consoledOn;
  }

  get wording(): Wording {
    return this.#context.wording;
  }

  get messages(): readonly Message[] {
    return this.#output.messages;
  }

  /** Whether the resident had everything erased. */
  get erases(): boolean {
    return this.#output.erases;
  }

  /** What a port must answer before the turn can go on. If it is set, what was said this turn does not count. */
  get portRequest(): PortRequest | null {
    return this.#portRequest;
  }

  /** How many messages in a row were not understood. */
  get noMatchCount(): number {
    return this.#noMatchCount;
  }

  get state(): ConversationState {
    return this.transcript.addTo({
      v: 1,
      frames: [...this.stack.frames],
      ...this.#openQuestion.state,
      misses: this.#noMatchCount,
      ...this.location.state,
      ...(this.erases ? {} : this.pieces.state),
      ...(this.told.text === undefined ? {} : { told: this.told.text }),
      ...this.desk.state,
      ...(this.#lastNoticeId === undefined ? {} : { noticed: this.#lastNoticeId }),
      ...(this.#consoledOn === undefined ? {} : { consoledOn: this.#consoledOn }),
      ...(this.erases ? {} : this.hearing.state),
      ...toLanguageField(this.#context.language),
      ...(this.erases ? {} : toAddressField(this.#context.address)),
    });
  }

  get summary(): TurnSummary {
    const misunderstood = this.erases ? [] : this.hearing.misunderstood;
    return {
      flow: this.stack.top?.flow ?? fallbackFlow,
      step: this.#openQuestion.step ?? "",
      outcome: this.#output.outcome,
      point: this.location.state.point,
      missedWords: this.#missedWords,
      ...(misunderstood.length > 0 && { misunderstood }),
    };
  }

  /** The title of the task that can be resumed: on top, or beneath flows that only lead somewhere. */
  get taskTitle(): string | null {
    return this.#runner.taskTitle;
  }

  /** The question that waits for an answer, or null before the first. */
  get question(): Question | null {
    return acceptAsShown(this.#runner.questionOf(this.stack.top), this.#context);
  }

  /** The questions of the flow on top that were answered and may be corrected. */
  get answeredQuestions(): readonly AnsweredQuestion[] {
    return this.#runner.answeredQuestions.map((answered) => ({
      ...answered,
      question: acceptAsShown(answered.question, this.#context),
    }));
  }

  /** The question of the task beneath an interruption: it may still be answered. */
  get interruptedQuestion(): Question | null {
    return acceptAsShown(this.#runner.questionOf(this.stack.interruptedTask), this.#context);
  }

  /** What was typed just before this turn's message. */
  get earlierPieces(): readonly string[] {
    return this.pieces.earlier(this.transcript.entries);
  }

  /** Whether what is typed now may be a confidential answer. */
  get awaitsConfidentialAnswer(): boolean {
    return isConfidential(this.question) || isConfidential(this.interruptedQuestion);
  }

  /** Whether what was typed must be neither shown again nor stored. */
  holdsSecret(typed: string): boolean {
    return holdsSecret(this.question, typed) || holdsSecret(this.interruptedQuestion, typed);
  }

  say(...texts: readonly string[]): void {
    this.#output.say(...texts);
  }

  /** Sends a message as it is: words of a person are left as they are. */
  pass(message: Message): void {
    this.#output.pass(message);
  }

  /** Shows each resident a notice for everybody once. */
  showNotice(notice: Notice | null): void {
    if (notice === null || notice.id === this.#lastNoticeId) return;
    this.#lastNoticeId = notice.id;
    const { language } = this.#context;
    this.say(
      this.wording.conversation.notice(language === "en" ? (notice.en ?? notice.vi) : notice.vi),
    );
  }

  /** Says once for a death that the service is sorry, however often it is told. */
  console(): void {
    const today = toLocalDay(this.#context.now);
    const isSaid = this.#consoledOn !== undefined && today < addDays(this.#consoledOn, daysOfGrief);
    this.#consoledOn = isSaid ? this.#consoledOn : today;
    if (!isSaid) this.say(this.wording.asked.condolence);
  }

  recordOutcome(outcome: string): void {
    this.#output.outcome = outcome;
  }

  /** Counts a message that was not understood; `words` are those of it that may be recorded. */
  recordNoMatch(words: readonly string[]): void {
    this.#noMatchCount += 1;
    this.hearing.isUnmatched = true;
    this.#missedWords = this.awaitsConfidentialAnswer ? [] : words;
    this.recordOutcome("missed");
  }

  /** The id under which the waiting question was asked last. */
  questionId(question: Question): string {
    return this.#openQuestion.idOf(this.stack.top?.flow, question);
  }

  /** Accepts the answer to a question: an option's value, or the value of a typed answer. */
  answer(question: Question, { value, step, forget }: AcceptedAnswer): void {
    if (this.stack.top === undefined) return;
    const option = optionsOf(question).find((each) => each.value === value);
    if (isConfidential(question)) this.#runner.giveConfidentialAnswer(question.id, value);
    else this.stack.store([[step ?? question.id, value]], forget ?? option?.forget ?? []);
    if (step === undefined) this.#remember(question, value);
    this.#noMatchCount = 0;
    this.hearing.hasAnswered = true;
    this.recordOutcome("answered");
    this.advance();
  }

  /** For a procedure that asks the same. */
  #remember(question: Question, value: string): void {
    if (question.kind !== "choice" || question.remember === undefined) return;
    const { as, insteadOf } = question.remember;
    this.told.remember(as, value, [insteadOf]);
  }

  /** Replaces an earlier answer by another, and goes on. */
  correct({ question, dependentsOf }: AnsweredQuestion, value: string): void {
    this.stack.store([[question.id, value]], dependentsOf(value));
    this.#remember(question, value);
    this.#noMatchCount = 0;
    this.recordOutcome("corrected");
    this.advance();
  }

  /**
   * Returns which candidate a language model chose. undefined while it was not asked: what is said in this turn does not
   * count then, and the turn runs again with the answer.
   */
  askModel(request: PortRequestOf<"language.read">): Ports["language.read"]["answer"] | undefined {
    const known = findAnswer(request, this.#context.answered);
    if (known === undefined) this.#portRequest = request;
    return known?.answer as Ports["language.read"]["answer"] | undefined;
  }

  begin(to: Transition): void {
    if (!this.stack.begin(to)) return this.begin({ flow: fallbackFlow });
    this.#noMatchCount = 0;
    this.advance();
  }

  /** Leaves the flow on top; the task beneath is resumed, or the menu is shown. */
  leave(): void {
    this.#runner.leaveTop();
    this.advance();
  }

  restore(frame: Frame): void {
    this.stack.replaceTop(frame);
    this.#noMatchCount = 0;
    this.advance();
  }

  /** Goes through steps that ask nothing to the next question, and asks it. */
  advance(): void {
    this.#openQuestion.turnToFirstPage();
    const next = this.#runner.runToQuestion();
    if ("port" in next) this.#portRequest = next;
    else this.#output.send(this.#openQuestion.ask(this.stack.top?.flow, next, this.wording));
  }

  /** Asks the waiting question again, under its old id. */
  repeat(): void {
    const { question } = this;
    if (question === null) return this.advance();
    this.#output.send(this.#openQuestion.repeat(this.stack.top?.flow, question, this.wording));
  }

  turnPage(question: Question): void {
    if (question.kind === "text") return;
    this.#openQuestion.turnPage(question);
    this.#output.send(this.#openQuestion.repeat(this.stack.top?.flow, question, this.wording));
  }

  /** Migrates frames that began under another version of their flow. */
  migrateFrames(): FlowChange {
    const { step } = this.#openQuestion;
    const { flowContext } = this.#runner;
    const { frames, change } = migrateFrames(this.stack.frames, step, flowContext, this.#findFlow);
    this.stack.replaceAll(frames);
    return change;
  }
}
