/** What the inbox shows of a talk that was handed over to a person. */

/**
 * "waiting": nobody has taken it, the bot still answers. "taken": the bot is silent. "with-bot": handed back, but not closed: a
 * colleague may still write.
 */
export type ConversationStatus = "waiting" | "taken" | "with-bot" | "closed";

export type CloseReason = "answered" | "no-answer" | "wrong-place" | "other";

/** Each reason as it stands within a sentence. */
export const closeReasonNames: Readonly<Record<CloseReason, string>> = {
  answered: "đã trả lời xong",
  "no-answer": "người dân không trả lời nữa",
  "wrong-place": "không đúng nơi giải quyết",
  other: "lý do khác",
};

/** Whose conversation it is: those of its help point, its agency's officials, or the administrators. */
export type Team =
  | { readonly kind: "point"; readonly pointId: string }
  | { readonly kind: "agency"; readonly agencyId: number }
  | { readonly kind: "administrators" };

/** Who works at the desk. The desk's `Account` is one. */
export interface Colleague {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly role: "staff" | "official" | "administrator";
  readonly agencyId: number | null;
  readonly pointIds: readonly string[];
}

export interface Conversation {
  readonly id: number;
  readonly status: ConversationStatus;
  /** "zalo", "messenger" or "web". */
  readonly channel: string;
  /** The resident's id on the platform: show its end at most. */
  readonly userId: string;
  readonly team: Team;
  /** The help point at which it began, or to which it was handed on. */
  readonly pointId: string | null;
  readonly agencyId: number | null;
  /** What the resident was being told about. */
  readonly procedureId: string | null;
  readonly openedAt: Date;
  /** By when the resident was promised an answer. */
  readonly promisedAt: Date;
  /** When the first reply was written; null: not yet. */
  readonly answeredAt: Date | null;
  /** Answered after the promised time; or still unanswered although it is over, while it waits or is taken. */
  readonly isLate: boolean;
  /** The resident's latest sign of life that the inbox knows. */
  readonly residentSaidAt: Date;
  /** When a colleague first opened it. */
  readonly firstSeenAt: Date | null;
  readonly taker: { readonly id: number; readonly name: string } | null;
  readonly takenAt: Date | null;
  readonly closedAt: Date | null;
  readonly closerName: string | null;
  readonly closedReason: CloseReason | null;
  /** What a visitor of the web page left to be reached by. */
  readonly contactKind: "phone" | "email" | null;
  /** When the platform stops accepting replies; null: never (web page). */
  readonly windowEndsAt: Date | null;
}

export type LineFrom = "resident" | "bot" | "colleague" | "note" | "system";
export type LineState = "stored" | "sending" | "sent" | "failed";

export interface InboxLine {
  readonly id: number;
  readonly at: Date;
  /** "note": only colleagues see it. "system": what colleagues did (took, handed on, closed …). */
  readonly from: LineFrom;
  /** Who wrote or did it; null: the resident or the bot. */
  readonly authorName: string | null;
  readonly words: string;
  /** Of a colleague's lines: "sending", "sent" or "failed". All others: "stored". */
  readonly state: LineState;
  /** Why a line failed, in words for the colleague; null: it did not. */
  readonly failure: string | null;
}
