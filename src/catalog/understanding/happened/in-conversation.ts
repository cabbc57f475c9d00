import type { Procedure } from "../../procedure-schema.ts";
import type { Intent } from "../intent.ts";
import type { DangerKind, Happened, Reading } from "./happened.ts";

/** Puts what was read together with what the rules found: a danger is known only beside everything else. */
export function happenedOf(
  { kind, mood, isRecentDeath }: Reading,
  intent: Intent,
  danger: () => DangerKind,
): Happened | null {
  if (intent === "emergency") return { kind: danger(), mood, isRecentDeath: false };
  return kind === null && mood === null ? null : { kind, mood, isRecentDeath };
}

/** What is told in a conversation about it begins nothing, and neither does a death of long ago in any. */
export function isPartOf(current: Procedure | null, { kind, isRecentDeath }: Reading): boolean {
  if (current === null) return false;
  return current.concerns === kind || (kind === "death" && !isRecentDeath);
}
