import type { DbHandle } from "../../db/schema.ts";
import type { Colleague, Conversation } from "./conversation.ts";

/** Whose reply it is: both null means everybody's, which only administrators may write. */
export interface CannedReply {
  readonly id: number;
  readonly title: string;
  /** May hold `{ten_can_bo}`, `{diem}` and `{thu_tuc}`. */
  readonly words: string;
  readonly agencyId: number | null;
  readonly pointId: string | null;
}

export interface CannedDraft {
  readonly title: string;
  readonly words: string;
  readonly agencyId: number | null;
  readonly pointId: string | null;
}

/** "unknown-placeholder": braces hold something else than the three names. "not-allowed": it would be another team's. */
export type CannedResult = "done" | "not-allowed" | "unknown-placeholder" | "empty" | "too-long";

/** Replies that colleagues use again. */
export interface CannedReplies {
  /** Those that this account may use, by title. */
  list(db: DbHandle, account: Colleague): Promise<readonly CannedReply[]>;
  add(request: {
    readonly account: Colleague;
    readonly draft: CannedDraft;
    readonly at: Date;
  }): Promise<CannedResult>;
  change(request: {
    readonly account: Colleague;
    readonly id: number;
    readonly draft: CannedDraft;
    readonly at: Date;
  }): Promise<CannedResult>;
  remove(request: {
    readonly account: Colleague;
    readonly id: number;
    readonly at: Date;
  }): Promise<CannedResult>;
  /** The words with the placeholders filled in, for the reply box. What is not known becomes "…". */
  fill(
    words: string,
    names: { readonly account: Colleague; readonly conversation: Conversation },
  ): string;
}

export const maxCannedTitle = 80;
