import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type {
  DataSubjectRequest,
  DossierView,
  StatusHistoryEntry,
} from "../../catalog/dossiers/dossier-view.ts";
import type { Language } from "../../catalog/language.ts";
import type { TranscriptEntry } from "./transcript.ts";

/**
 * What flows may ask of the world besides the catalogue: each port's request and its answer. All of it concerns the resident
 * whose turn it is. Writes are idempotent under the event's id.
 */
export interface Ports {
  /** Finds the dossier that a typed code, or its tail, names. */
  "dossier.find": {
    readonly request: { readonly typed: string };
    readonly answer: DossierSearchResult;
  };
  /** Finds the dossier that a link names: "none" if it is gone, never "many". */
  "dossier.open": {
    readonly request: { readonly dossier: number };
    readonly answer: DossierSearchResult;
  };
  /** Checks whether these are the last four digits of the phone number on the dossier. */
  "dossier.verify": {
    readonly request: { readonly dossier: number; readonly digits: string };
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
  /** Erases everything tied to the resident. */
  erase: { readonly request: object; readonly answer: "erased" };
  /**
   * Opens a task for a person, due at that time. Returns when it is due: earlier if the same task is already open. null if nobody
   * can answer on this channel; then no task is opened.
   */
  "task.open": {
    readonly request: TaskRequest & { readonly dueAt: string };
    readonly answer: Date | null;
  };
}

/** What needs a person: a request about the resident's data, or the conversation itself, with its transcript and the point where it began. */
export type TaskRequest =
  | { readonly kind: DataSubjectRequest }
  | {
      readonly kind: "person";
      readonly point: string | null;
      readonly lines: readonly TranscriptEntry[];
    };

export type PortName = keyof Ports;
export type PortRequestOf<P extends PortName> = { readonly port: P } & Ports[P]["request"];
export type PortRequest = { readonly [P in PortName]: PortRequestOf<P> }[PortName];
export type PortAnswer = Ports[PortName]["answer"];

/** A request and its answer. */
export interface AnsweredRequest {
  readonly request: PortRequest;
  readonly answer: PortAnswer;
}

export type DossierSearchResult =
  | { readonly result: "none" }
  | { readonly result: "many" }
  /** No phone number is known, so nobody can prove that it is theirs: the status is all that may be said. */
  | { readonly result: "word"; readonly status: DossierStatus | null }
  | {
      readonly result: "one";
      readonly dossier: number;
      readonly isFollowed: boolean;
      readonly offer: FollowOffer;
    };

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
  | { readonly result: "right" }
  | { readonly result: "wrong"; readonly left: number }
  | { readonly result: "locked"; readonly until: Date };

export type FollowedDossier = DossierView & { readonly dossier: number };
