import type { Intent } from "../../catalog/understanding/intent.ts";
import type { Understanding } from "../../catalog/understanding/understand.ts";
import type { Question } from "../engine/flow.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { Said } from "./said.ts";

/** What these say is clear by itself. */
const clearIntents: ReadonlySet<Intent> = new Set([
  ...(["emergency", "person", "menu", "smalltalk", "dossier_status"] as const),
  ...(["nearest_point", "hours"] as const),
]);
/** A longer message is no piece of one. */
const maxPieceWords = 8;
/** A sentence that names its procedure this well needs no other. */
const minClearScore = 0.55;

/** A typed sentence while a question waits, or none. */
interface Piece {
  readonly session: ConversationSession;
  readonly question: Question | null;
  readonly said: Said;
}

/**
 * Understands a message; one that alone says too little together with those typed just before it, unless something is under
 * way and if that says more.
 */
export function readWithEarlierPieces(
  { session, question, said }: Piece,
  understand: (text: string) => Understanding,
): Understanding {
  const alone = understand(said.text);
  const pieces = piecesBefore({ session, question, said });
  if (pieces.length === 0 || saysEnough(alone)) return alone;
  // All of them together say most; what came long before may belong to something else.
  for (const earlier of [pieces, pieces.slice(-1)]) {
    const together = understand([...earlier, said.text].join(" "));
    if (saysMore(together, alone)) return together;
  }
  return alone;
}

/** Returns a message with the pieces before it, each as a part of one sentence. */
export function withEarlierPieces(piece: Piece): string {
  return [...piecesBefore(piece), piece.said.text].join(", ");
}

/** The pieces of which the message may be the next; none while something is under way. */
function piecesBefore({ session, question, said }: Piece): readonly string[] {
  const isOpen = question === null || (question.kind === "choice" && question.open === true);
  if (!isOpen || session.taskTitle !== null || said.words.length > maxPieceWords) return [];
  return session.earlierPieces;
}

function saysEnough({ intent, namesProcedure, decision, results: [best] }: Understanding): boolean {
  if (clearIntents.has(intent)) return true;
  return namesProcedure && decision.type === "winner" && (best?.score ?? 0) >= minClearScore;
}

function saysMore(together: Understanding, alone: Understanding): boolean {
  const { intent, namesProcedure, decision } = together;
  if (!namesProcedure || decision.type === "none" || intent === "out_of_scope") return false;
  return (
    (together.results[0]?.score ?? 0) >= (alone.namesProcedure ? (alone.results[0]?.score ?? 0) : 0)
  );
}
