import type { WebEntry } from "../../channels/web/conversations.ts";
import type { TurnCommit } from "./turn-store.ts";

/** What a turn adds to the conversation: the visitor's line first, then each reply. */
export function newEntries({ at, said, replies }: TurnCommit): Omit<WebEntry, "id">[] {
  const spoken = said === null ? [] : [{ at, from: "visitor" as const, message: said }];
  return [...spoken, ...replies.map((message) => ({ at, from: "service" as const, message }))];
}
