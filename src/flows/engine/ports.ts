import type {
  DataSubjectRequest,
  DossierView,
  StatusHistoryEntry,
} from "../../catalog/dossiers/dossier-view.ts";
import type { ProofKind } from "../../catalog/dossiers/proof.ts";
import type { TypedCode } from "../../catalog/dossiers/typed-code.ts";
import type { Language } from "../../catalog/language.ts";
import type { TranscriptEntry } from "./transcript.ts";

/**
 * What flows may ask of the world besides the catalogue: each port's request and its answer. All of it concerns the resident
 * whose turn it is. Writes are idempotent under the event's id.
 */
export interface Ports {
  /**
   * Finds the way to the dossier that a typed code names. A code that nobody has leads the same way as one that is known: to the
   * proof, or, if it may be the tail of one, to the whole code.
   */
  "dossier.find": {
    readonly request: TypedCode;
    readonly answer: DossierSearchResult;
  };
  /** Finds the way to the dossier that a link names. */
  "dossier.open": {
    readonly request: { readonly dossier: number };
    readonly answer: DossierLinkResult;
  };
  /** Checks whether there is such a dossier and these digits are the proof that its agency has chosen. */
  "dossier.verify": {
    readonly request: { readonly target: ProofTarget; readonly digits: string };
    readonly answer: VerificationResult;
  };
  /** Returns the status; null if the resident neither follows the dossier nor has proved lately that it is theirs. */
  "dossier.view": {
    readonly request: { readonly dossier: number };
    readonly answer: DossierView | null;
  };
  /** Returns the status history, oldest first; null as above. */
  "dossier.way": {
    readonly request: { readonly dossier: number };
    readonly answer: readonly StatusHistoryEntry[] | null;
  };
  /** Follows it, with consent to messages in the chat; false if the resident has not proved lately that it is theirs. */
  "dossier.follow": {
    readonly request: {
      readonly dossier: number;
      /** The language of the notifications. */
      readonly language: Language;
    };
    readonly answer: boolean;
  };
  /** Gives or withdraws consent to more than the chat; false if the resident no longer follows the dossier. */
  "dossier.consent": {
    readonly request: {
      readonly dossier: number;
      readonly purposes: readonly ConsentPurpose[];
      readonly isGiven: boolean;
      readonly language: Language;
    };
    readonly answer: boolean;
  };
  /** Lists what the resident follows, the latest change first. */
  "dossier.list": { readonly request: object; readonly answer: readonly FollowedDossier[] };
  /** Stops following one dossier, or all with null, and withdraws the consents. Returns how many were followed. */
  "dossier.stop": {
    readonly request: { readonly dossier: number | null };
    readonly answer: number;
  };
  /** Stops general news. Returns whether the resident had consented to it. */
  "news.stop": { readonly request: object; readonly answer: boolean };
  /** Makes this chat a test address of the official who was shown the code; false if the code is wrong or has expired. */
  "desk.pair": { readonly request: { readonly code: string }; readonly answer: boolean };
  /**
   * Stores how satisfied the resident is, 1 to 5, and why: with this dossier, or with null the one handed over last. false if they
   * follow none that was handed over lately.
   */
  "dossier.rate": {
    readonly request: {
      readonly dossier: number | null;
      readonly score: number;
      readonly why: string | null;
    };
    readonly answer: boolean;
  };
  /**
   * Asks a language model which of these candidates a sentence means. null if it means none, or the model did not answer
   * in time or properly. Nothing but the choice is kept of its answer.
   */
  "language.read": {
    readonly request: ReadingRequest;
    readonly answer: ReadingCandidate | null;
  };
  /** Keeps a checklist for 30 days, without anything of the resident in it. Returns the address of its page. */
  "list.keep": {
    readonly request: {
      readonly procedure: string;
      /** Question id and value. */
      readonly answers: readonly (readonly [question: string, value: string])[];
      /** The code of the province; null if it is not known. */
      readonly province: string | null;
      readonly point: string | null;
      readonly language: Language;
    };
    readonly answer: { readonly address: string };
  };
  /** Erases everything tied to the resident. */
  erase: { readonly request: object; readonly answer: "erased" };
  /**
   * Opens a task for a request about the resident's data, due at that time. Returns when it is due: earlier if the same task is
   * already open. null if nobody can answer on this channel; then no task is opened.
   */
  "task.open": {
    readonly request: { readonly kind: DataSubjectRequest; readonly dueAt: string };
    readonly answer: Date | null;
  };
  /** Hands the conversation to a person: opens one at the desk, or asks again for the one that is open. */
  "task.person": { readonly request: PersonRequest; readonly answer: HandedOver };
  /** Keeps how a visitor of the web page can be reached. */
  "task.contact": {
    readonly request: { readonly kind: ContactKind; readonly value: string };
    readonly answer: boolean;
  };
  /** Tells the person what the resident said, while the conversation is open at the desk. Returns how it stands. */
  "task.line": { readonly request: { readonly words: string }; readonly answer: DeskStanding };
  /** Tells the person what the bot answered to that. */
  "task.said": { readonly request: { readonly texts: readonly string[] }; readonly answer: null };
  /** The resident goes back to the bot, or needs nobody any more. */
  "task.leave": { readonly request: { readonly words: string }; readonly answer: null };
}

/** A conversation that needs a person: where it began, what it is about, and its latest lines. */
export interface PersonRequest {
  readonly point: string | null;
  /** The code of the ward that the resident named last. */
  readonly ward: string | null;
  readonly procedure: string | null;
  readonly language: Language;
  readonly lines: readonly TranscriptEntry[];
}

/** Who answers. A name is null for the administrators. */
export interface HandedOver {
  readonly team: string | null;
  /** The colleague who has it already. */
  readonly colleague: string | null;
  readonly dueAt: Date;
  /** The resident sees the answer only while the page is open, and may leave a number or an address. */
  readonly asksContact: boolean;
}

export type ContactKind = "phone" | "email";

/** "over": no conversation is open at the desk, or the bot answers again. */
export type DeskStanding = "waiting" | "taken" | "over";

/** What a language model gets to see: no names, numbers or codes, and at most ten candidates. */
export interface ReadingRequest {
  /** The sentence without personal details. */
  readonly sentence: string;
  /** The question that waits for an answer; null if there is none. */
  readonly question: string | null;
  readonly candidates: readonly (ReadingCandidate & { readonly text: string })[];
}

/** A procedure of the catalogue, or an option of the waiting question. */
export interface ReadingCandidate {
  readonly kind: "procedure" | "option";
  readonly id: string;
}

export type PortName = keyof Ports;
export type PortRequestOf<P extends PortName> = { readonly port: P } & Ports[P]["request"];
export type PortRequest = { readonly [P in PortName]: PortRequestOf<P> }[PortName];
export type PortAnswer = Ports[PortName]["answer"];

/** A request and its answer. */
export interface AnsweredRequest {
  readonly request: PortRequest;
  readonly answer: PortAnswer;
}

/** A dossier that the resident follows, or has lately proved to be theirs. */
export interface OpenDossier {
  readonly result: "open";
  readonly dossier: number;
  readonly isFollowed: boolean;
  readonly offer: FollowOffer;
}

/** The resident must prove first that the dossier is theirs, if there is one. */
interface ClosedDossier {
  readonly result: "prove";
  readonly proof: ProofKind;
}

export type DossierSearchResult =
  | OpenDossier
  | ClosedDossier
  /** It may be only the tail of a code, which can be guessed. */
  | { readonly result: "tail" }
  /** Several dossiers that the resident follows end so. */
  | { readonly result: "several-followed" };

export type DossierLinkResult =
  | OpenDossier
  | ClosedDossier
  /** The dossier is gone. */
  | { readonly result: "none" }
  /** Nothing is stated on it by which anybody could prove that it is theirs. */
  | { readonly result: "unprovable" };

/** What somebody wants to prove to be theirs: what a typed code names, or a dossier that a link named. */
export type ProofTarget = TypedCode | { readonly dossier: number };

/** How a resident can be notified on this channel, and how long the data for that is kept. */
export interface FollowOffer {
  readonly purposes: readonly ConsentPurpose[];
  readonly keptDays: number;
}

/**
 * What a resident consents to: notifications in this chat; if they do not arrive, by the phone or e-mail on the dossier; and
 * general news of the agency.
 */
export type ConsentPurpose = "chat" | "phone" | "email" | "news";

export type VerificationResult =
  | (Omit<OpenDossier, "result"> & { readonly result: "right" })
  /** Either there is no such dossier, or the proof is not its own: which of the two is told to nobody. */
  | { readonly result: "wrong"; readonly left: number }
  | { readonly result: "locked"; readonly until: Date };

export type FollowedDossier = DossierView & { readonly dossier: number };

/** Returns the answer to a request; undefined while nobody has answered it. */
export function findAnswer(
  request: PortRequest,
  answered: readonly AnsweredRequest[] = [],
): AnsweredRequest | undefined {
  const key = JSON.stringify(request);
  return answered.find((one) => JSON.stringify(one.request) === key);
}
