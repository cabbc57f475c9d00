import type { Word } from "../../text/fold.ts";
import type { Mood, OfferedAfter } from "../../vocabulary-schema.ts";

/** What happened to the resident or to somebody of theirs, and what they feel about it. */
export interface Happened {
  /** Null: only a mood. */
  readonly kind: HappenedKind | null;
  readonly mood: Mood | null;
  /** A death that is told and not years ago. */
  readonly isRecentDeath: boolean;
}

/**
 * "lost_papers" is the loss of all of them, or of what they were carried in. "danger" is acute, "self_harm" and
 * "violence" are its kinds that nothing said beside them puts off.
 */
export type HappenedKind = OfferedAfter | "loss" | DangerKind;
export type DangerKind = "danger" | "violence" | "self_harm";

/** What the words of a sentence say, before anything is looked for. */
export interface Reading {
  readonly kind: Exclude<HappenedKind, DangerKind> | null;
  readonly mood: Mood | null;
  readonly isRecentDeath: boolean;
  /** There is a word for a death, or for a birth: it opens the procedures about one. */
  readonly saysDeath: boolean;
  readonly saysBirth: boolean;
  /** A birth is told, and not only named. */
  readonly tellsBirth: boolean;
  /** "Mất" stands there, whatever it says: beside it nothing is replaced that no word names as lost. */
  readonly saysLeaving: boolean;
  /** Something is to be replaced, or is broken. */
  readonly saysReplacing: boolean;
  readonly saysAgain: boolean;
  readonly saysSeal: boolean;
  /** "Em trai tự tử mất hôm qua": it is over. "Mẹ mất rồi, con không muốn sống nữa" is not. */
  readonly isBySuicide: boolean;
  /** Somebody of the family is named; money is asked for. */
  readonly saysRelative: boolean;
  readonly wantsMoney: boolean;
  /** What is left of a sentence that tells of a death: it says what is wanted. Null: it tells of none. */
  readonly rest: readonly Word[] | null;
  /** The sentence turns from the death to something else. */
  readonly goesOn: boolean;
  /** A single paper is named: "mất hết giấy tờ, làm lại căn cước trước". */
  readonly namesPaper: boolean;
}
