import type { Catalog } from "../../catalog/catalog.ts";
import type { Language } from "../../catalog/language.ts";
import type { Measure, MeasureRange } from "../../catalog/measures/measure.ts";
import type { TextMessage } from "../../wording/message.ts";
import type { Wording } from "../../wording/wording.ts";
import type { DeskMark } from "./desk-talk.ts";
import type { PortAnswer, PortName, PortRequest, PortRequestOf, Ports } from "./ports.ts";
import type { ConversationState } from "./state.ts";
import type { ToldEntries } from "./told-memory.ts";
import type { TranscriptEntry } from "./transcript.ts";
import type { Said } from "./turn-output.ts";

/**
 * The ids of all flows, as conversation states store them. Each flow's file adds its own id by declaration merging, so that a
 * misspelt id does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the flows fill it.
export interface FlowIds {}

export type FlowId = keyof FlowIds;

/** The flow that begins when no other waits; every catalogue has it. */
export const fallbackFlow = "menu" satisfies FlowId;

/**
 * A conversation about one thing. `next` reads the answers so far and returns the step that comes now: branches, skips,
 * corrections and a changed catalogue all follow from calling it again.
 */
export type Flow<Id extends FlowId = FlowId> = TaskFlow<Id> | PassingFlow<Id>;

/** Something that a resident set out to do. It waits beneath other flows and can be resumed. */
export interface TaskFlow<Id extends FlowId = FlowId> extends FlowDefinition<Id> {
  readonly kind: "task";
  /** Names the task to a resident who left it ("Bác đang làm dở: …"). */
  title(wording: Wording): string;
  /** The questions answered so far that the resident may still correct in words, in the order of the answers. */
  answered?(answers: Answers): readonly AnsweredQuestion[];
}

/** A question with its answer, and the steps that another answer takes back. */
export interface AnsweredQuestion {
  readonly question: ChoiceQuestion;
  readonly value: string;
  readonly dependentsOf: (value: string) => readonly string[];
}

/**
 * A flow that only leads somewhere: one at a time is enough, and nobody resumes it. "interruption" is the service's own
 * interruption of a question: words that answer that question are still its answer.
 */
export interface PassingFlow<Id extends FlowId = FlowId> extends FlowDefinition<Id> {
  readonly kind: "transient" | "interruption";
}

interface FlowDefinition<Id extends FlowId> {
  readonly id: Id;
  /** Changes with the questions: the frame of a resident who began under another version is migrated. */
  readonly version: string;
  next(answers: Answers, context: FlowContext): Step;
}

/** Step id → value, in the order in which the steps were answered. */
export type Answers = ReadonlyMap<string, string>;
export type StoredAnswer = readonly [step: string, value: string];

/** What a flow may know besides its answers. */
export interface FlowContext {
  /** In the resident's language, as `wording` is. */
  readonly catalog: Catalog;
  readonly wording: Wording;
  readonly language: Language;
  readonly now: Date;
  readonly contactPhone: string | null;
  /** The help point whose link or kiosk began the conversation. */
  readonly point: ConversationState["point"];
  readonly place: ConversationState["place"];
  /** The title of the task that waits beneath the menu. */
  readonly waiting: string | null;
  /** The procedure of that task; null if it is about none. */
  readonly about: string | null;
  /** What the resident told in this conversation, under keys of the flows. */
  readonly told: ToldEntries;
  /** Returns the latest entries of the transcript, including what was said just now. */
  readonly transcript: () => readonly TranscriptEntry[];
}

export type Step = Question | ImmediateStep | PortStep;
/** A step that asks neither the resident nor a port. */
export type ImmediateStep = SayStep | CallStep | FinishStep;
/** What may follow the answer of a port. */
export type StepAfterPort = Question | ImmediateStep;
export type Question = ChoiceQuestion | TextQuestion | LocationQuestion;

export interface ChoiceQuestion {
  readonly kind: "choice";
  readonly id: string;
  readonly ask: string;
  /** How far the resident is: shown under the question, and no part of it. */
  readonly progress?: string | undefined;
  readonly options: readonly Option[];
  /** Buttons beside the options, on every page: they answer something else, and have no number. */
  readonly asides?: readonly Option[];
  /** Typed words may name a procedure of the catalogue instead of an option. */
  readonly open?: boolean;
  /** By what the options can be told apart in figures. */
  readonly measure?: Measure;
  /** What is said to a resident who asks back, or does not know. */
  readonly reactions?: QuestionReactions;
  /** Reads answers back: what names another answer corrects it. */
  readonly readsBack?: boolean;
  /** The key under which its answer is remembered in the conversation, and the key of what that replaces. */
  readonly remember?: { readonly as: string; readonly insteadOf: string };
  /** Only a clear yes or no, and nothing else in the message, is an answer: it is kept as a consent or a refusal. */
  readonly needsClearAnswer?: boolean;
  /** Reads a typed answer that is none of the options. */
  readonly parse?: (typed: string) => ParsedAnswer;
  /** Whether something was typed by mistake that must be neither shown again nor stored. */
  readonly holdsSecret?: (typed: string) => boolean;
}

export interface QuestionReactions {
  /** "Hỏi để làm gì": why it is asked. */
  readonly why: string;
  /** "Đủ chưa": what is still to come. */
  readonly enough: string;
  /** "Không biết": the option that is safe, and what is said before the flow goes on with it. */
  readonly unsure?: { readonly value: string; readonly say: string };
}

/** Asks for typed words and checks them. */
interface TextQuestion {
  readonly kind: "text";
  readonly id: string;
  readonly ask: string;
  readonly parse: (typed: string) => ParsedAnswer;
  /** The answer is known only during the turn in which it is given: it is never stored and never shown again. */
  readonly confidential?: boolean;
  /** What holds the answer, if the resident has it at hand. */
  readonly asks?: TextMessage["asks"];
}

/** Asks for a shared location or a typed place; the options are ways out of the question. */
export interface LocationQuestion {
  readonly kind: "location";
  readonly id: string;
  readonly ask: string;
  /** The same question for a platform that cannot share a location. */
  readonly askTyped: string;
  readonly options: readonly Option[];
  readonly parse: (typed: string) => ParsedAnswer;
}

/** Gives information once; then the flow goes on. */
export interface SayStep {
  readonly kind: "say";
  readonly id: string;
  readonly texts: readonly Said[];
  /** Answers dropped afterwards, so that their questions are asked again. */
  readonly forget?: readonly string[];
  /** Values stored beside the answers, under names that begin with "@". */
  readonly keep?: readonly StoredAnswer[];
  /** Where the resident is, for what comes later: figures and offices differ by province. */
  readonly place?: NonNullable<ConversationState["place"]>;
  /** A person was asked for, and the conversation goes to the desk from now on. */
  readonly desk?: DeskMark;
  /** The outcome of the turn, for the statistics. */
  readonly outcome?: string;
}

/** Calls another flow. When that flow finishes this one goes on, and asks the steps in `forget` again. */
export interface CallStep {
  readonly kind: "call";
  readonly to: Transition;
  readonly forget: readonly string[];
}

/** Ends the flow. `to` names what follows; without it the waiting task or the menu does. */
export interface FinishStep {
  readonly kind: "finish";
  readonly outcome: string;
  readonly texts?: readonly string[];
  readonly to?: Transition;
  /** The whole conversation is erased too. */
  readonly erases?: boolean;
}

/** Asks a port for something that only it knows or can do; the flow goes on with the step that `goOn` returns. */
export interface PortStep {
  readonly kind: "port";
  readonly request: PortRequest;
  readonly goOn: (answer: PortAnswer) => StepAfterPort;
}

export function askPort<Name extends PortName>(
  request: PortRequestOf<Name>,
  goOn: (answer: Ports[Name]["answer"]) => StepAfterPort,
): PortStep {
  // The answer always comes from the port that was asked: `AnsweredRequest` pairs the two.
  return { kind: "port", request: request as PortRequest, goOn: goOn as PortStep["goOn"] };
}

export interface Option {
  readonly value: string;
  /** The button; shortened to the platforms' limit if it is longer. */
  readonly label: string;
  /** The whole wording, if the label is a short form. */
  readonly full?: string;
  /** Other words with which residents choose it. */
  readonly words?: readonly string[];
  /** Earlier answers that this one takes back. */
  readonly forget?: readonly string[];
  /** Which values of the question's measure mean it. */
  readonly range?: MeasureRange;
}

/** Begins a flow, with the values that it is given instead of asking for them. */
export interface Transition {
  readonly flow: FlowId;
  readonly answers?: readonly StoredAnswer[];
}

/** The result of reading a typed answer. */
export type ParsedAnswer =
  | {
      readonly ok: true;
      readonly value: string;
      /** The step that it answers, if that is not the step that was asked. */
      readonly step?: string;
      /** Earlier answers that it takes back. */
      readonly forget?: readonly string[];
    }
  | {
      readonly ok: false;
      /** Why it is refused; null leaves the explanation to the engine. */
      readonly say: string | null;
      /** It was meant as an answer, so nothing else is looked for in it. */
      readonly meant?: boolean;
    };

/** The value under which a `SayStep` is marked as done. */
export const said = "";

/** Whether the value was given to the flow when it began (`@procedure`) or kept by it: going back never removes it. */
export function isPreset(step: string): boolean {
  return step.startsWith("@");
}

export function isQuestion(step: Step): step is Question {
  return step.kind === "choice" || step.kind === "text" || step.kind === "location";
}

/** The options of a question; none if it is answered in words alone, or if there is none. */
export function optionsOf(question: Question | null): readonly Option[] {
  return question === null || question.kind === "text" ? [] : question.options;
}

export function isConfidential(question: Question | null): boolean {
  return question?.kind === "text" && question.confidential === true;
}

/** Whether what was typed in answer to a question must be neither shown again nor stored. */
export function holdsSecret(question: Question | null, typed: string): boolean {
  if (isConfidential(question)) return true;
  return question?.kind === "choice" && question.holdsSecret?.(typed) === true;
}
