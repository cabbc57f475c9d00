import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type {
  DataSubjectRequest,
  DossierView,
  StatusHistoryEntry,
} from "../../catalog/dossiers/dossier-view.ts";
import type { Language } from "../../catalog/language.ts";
import type { TranscriptEntry } from "./transcript.ts";

/**
 * What flows may ask of the world beside the catalogue: each port's question and its answer. All of it concerns the resident whose
 * turn it is. Writes are idempotent under the event's id.
 */
export interface Ports {
  /** The dossier that a typed code, or its tail, names. */
  "dossier.find": {
    readonly asks: { readonly typed: string };
    readonly answers: DossierSearchResult;
  };
  /** The dossier that a link names: "none" where it is gone, never "many". */
  "dossier.open": {
    readonly asks: { readonly dossier: number };
    readonly answers: DossierSearchResult;
  };
  /** Whether these are the last four digits of the phone on the dossier. */
  "dossier.verify": {
    readonly asks: { readonly dossier: number; readonly digits: string };
    readonly answers: VerificationResult;
  };
  /** How it stands; null where the resident has not shown lately that it is theirs, and does not follow it. */
  "dossier.view": {
    readonly asks: { readonly dossier: number };
    readonly answers: DossierView | null;
  };
  /** Its way, oldest first; null as above. */
  "dossier.way": {
    readonly asks: { readonly dossier: number };
    readonly answers: readonly StatusHistoryEntry[] | null;
  };
  /** Follows it, with the consent to be told in the chat; false where the resident has not shown lately that it is theirs. */
  "dossier.follow": {
    readonly asks: {
      readonly dossier: number;
      /** In which the resident is told. */
      readonly language: Language;
    };
    readonly answers: boolean;
  };
  /** Consents to more than the chat, or takes that back where it was given; false where the resident follows the dossier no more. */
  "dossier.consent": {
    readonly asks: {
      readonly dossier: number;
      readonly purposes: readonly ConsentPurpose[];
      readonly isGiven: boolean;
      readonly language: Language;
    };
    readonly answers: boolean;
  };
  /** What the resident follows, the latest change first. */
  "dossier.list": { readonly asks: object; readonly answers: readonly FollowedDossier[] };
  /** Stops following one dossier, or with null all, and takes the consents back; how many were followed. */
  "dossier.stop": { readonly asks: { readonly dossier: number | null }; readonly answers: number };
  /** No more general news; whether there had been a consent to it. */
  "news.stop": { readonly asks: object; readonly answers: boolean };
  /** Makes this chat an address of the desk's person who was shown the code; false for a code that holds no more. */
  "desk.pair": { readonly asks: { readonly code: string }; readonly answers: boolean };
  /**
   * How satisfied the resident is with this dossier, or with null the one handed over last, 1 to 5, and why; false where they follow
   * none that was handed over lately.
   */
  "dossier.rate": {
    readonly asks: {
      readonly dossier: number | null;
      readonly score: number;
      readonly why: string | null;
    };
    readonly answers: boolean;
  };
  /** Erases everything tied to the resident. */
  erase: { readonly asks: object; readonly answers: "erased" };
  /**
   * Leaves a task to a person, to be answered by then. Answers by when it will be: sooner where the same waits already. null where
   * nobody can answer on this channel, and nothing is left.
   */
  "task.open": {
    readonly asks: TaskRequest & { readonly dueAt: string };
    readonly answers: Date | null;
  };
}

/** What needs a person: a demand about the resident's data, or the talk itself, with its latest lines and the point it began at. */
export type TaskRequest =
  | { readonly kind: DataSubjectRequest }
  | {
      readonly kind: "person";
      readonly point: string | null;
      readonly lines: readonly TranscriptEntry[];
    };

export type PortName = keyof Ports;
export type PortAsk<P extends PortName> = { readonly port: P } & Ports[P]["asks"];
export type PortRequest = { readonly [P in PortName]: PortAsk<P> }[PortName];
export type PortAnswer = Ports[PortName]["answers"];

/** A request with what came of it. */
export interface AnsweredRequest {
  readonly request: PortRequest;
  readonly answer: PortAnswer;
}

export type DossierSearchResult =
  | { readonly result: "none" }
  | { readonly result: "many" }
  /** No phone is known: nobody can show that it is theirs, so this word is all that is told. */
  | { readonly result: "word"; readonly status: DossierStatus | null }
  | {
      readonly result: "one";
      readonly dossier: number;
      readonly isFollowed: boolean;
      readonly offer: FollowOffer;
    };

/** How a resident here can be told of changes, and for how long what that needs is kept. */
export interface FollowOffer {
  readonly purposes: readonly ConsentPurpose[];
  readonly keptDays: number;
}

/**
 * What a resident consents to: to be told in this chat; where that does not arrive, by the phone or the e-mail on the dossier; and
 * to hear general news of the agency.
 */
export type ConsentPurpose = "chat" | "phone" | "email" | "news";

export type VerificationResult =
  | { readonly result: "right" }
  | { readonly result: "wrong"; readonly left: number }
  | { readonly result: "locked"; readonly until: Date };

export type FollowedDossier = DossierView & { readonly dossier: number };
