import type { Catalog } from "../../catalog/catalog.ts";
import type { Language } from "../../catalog/language.ts";
import type { Wording } from "../../wording/wording.ts";
import type { PortAnswer, PortAsk, PortName, PortRequest, Ports } from "./ports.ts";
import type { ConversationState } from "./state.ts";
import type { TranscriptEntry } from "./transcript.ts";

/**
 * A conversation about one thing. `next` reads the answers so far and says what comes now:
 * branches, skips, corrections and a changed catalogue all follow from asking it again.
 */
export interface Flow {
  readonly id: string;
  /** Changes with the questions: a resident who began under another version is led on safely. */
  readonly version: string;
  /** Names the work to a resident who left it ("Bác đang làm dở: …"); null where there is none. */
  title(wording: Wording): string | null;
  next(answers: Answers, scene: FlowContext): Step;
}

/** Step id → value, in the order in which it was answered. */
export type Answers = ReadonlyMap<string, string>;

/** What a flow may know beside its answers. */
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
  /** The work that waits beneath the menu. */
  readonly waiting: string | null;
  /** The latest lines of the talk, what was said just now included. */
  readonly lately: () => readonly TranscriptEntry[];
}

export type Step = Question | Say | Visit | Finish | Ask;
export type Question = ChoiceQuestion | TextQuestion | LocationQuestion;

export interface ChoiceQuestion {
  readonly kind: "choice";
  readonly id: string;
  readonly ask: string;
  readonly options: readonly Option[];
  /** Typed words may name a procedure of the catalogue rather than an option. */
  readonly open?: boolean;
  /** Reads a typed answer that is none of the options; null where it is none either. */
  readonly parse?: (typed: string) => ParsedAnswer;
}

/** Typed words, checked. */
export interface TextQuestion {
  readonly kind: "text";
  readonly id: string;
  readonly ask: string;
  readonly parse: (typed: string) => ParsedAnswer;
  /** The answer lasts for the turn in which it is given: it is kept nowhere, nor shown again. */
  readonly confidential?: boolean;
}

/** A shared location or a typed place; the options are ways out of the question. */
export interface LocationQuestion {
  readonly kind: "location";
  readonly id: string;
  readonly ask: string;
  /** The same where the platform has no way to share a location. */
  readonly askTyped: string;
  readonly options: readonly Option[];
  readonly parse: (typed: string) => ParsedAnswer;
}

/** An information step: said once, then the flow goes on. */
export interface Say {
  readonly kind: "say";
  readonly id: string;
  readonly texts: readonly string[];
  /** Answers dropped once it is said, so that their questions come again. */
  readonly forget?: readonly string[];
  /** Kept beside the answers, under names that begin with "@". */
  readonly keep?: readonly (readonly [string, string])[];
  /** What the turn came to, for the figures. */
  readonly outcome?: string;
}

/** Another flow's turn; when it is over this one goes on, with `forget` to be asked again. */
export interface Visit {
  readonly kind: "visit";
  readonly go: Transition;
  readonly forget: readonly string[];
}

/** The flow is over; `go` names what follows, without it the waiting work or the menu does. */
export interface Finish {
  readonly kind: "finish";
  readonly outcome: string;
  readonly texts?: readonly string[];
  readonly go?: Transition;
  /** The whole conversation is forgotten with it. */
  readonly erases?: boolean;
}

/** Something that only a port knows or can do; the flow goes on with what `goOn` makes of its answer. */
export interface Ask {
  readonly kind: "ask";
  readonly request: PortRequest;
  readonly goOn: (answer: PortAnswer) => Exclude<Step, Ask>;
}

export function ask<P extends PortName>(
  request: PortAsk<P>,
  goOn: (answer: Ports[P]["answers"]) => Exclude<Step, Ask>,
): Ask {
  // The answer to a request is the one of its own port: `Answered` pairs them.
  return { kind: "ask", request: request as PortRequest, goOn: goOn as Ask["goOn"] };
}

export interface Option {
  readonly value: string;
  /** The button; shortened to the platforms' limit where it is longer. */
  readonly label: string;
  /** The whole wording, where the label is a short form. */
  readonly full?: string;
  /** Other ways in which residents say it. */
  readonly words?: readonly string[];
  /** Earlier answers that this one takes back. */
  readonly forget?: readonly string[];
}

export interface Transition {
  readonly flow: string;
  readonly answers?: readonly (readonly [string, string])[];
}

/** What a typed answer comes to. */
export type ParsedAnswer =
  | {
      readonly ok: true;
      readonly value: string;
      /** The step that it answers, where it is another than the one asked. */
      readonly step?: string;
      /** Earlier answers that it takes back. */
      readonly forget?: readonly string[];
    }
  | {
      readonly ok: false;
      /** Why not; null leaves it to the engine. */
      readonly say: string | null;
      /** It was meant as an answer: nothing else need be looked for in it. */
      readonly meant?: boolean;
    };

/** The value under which an information step is marked as said. */
export const said = "";

export function isQuestion(step: Step): step is Question {
  return step.kind === "choice" || step.kind === "text" || step.kind === "location";
}

export function isConfidential(question: Question | null): boolean {
  return question?.kind === "text" && question.confidential === true;
}
