import { z } from "zod";
import type { TranscriptEntry } from "../../flows/engine/transcript.ts";
import { createSecretBox } from "../../security/secret-box.ts";

/** Seals the lines of a conversation that was handed over. They open only with the event that opened their task. */
export interface TaskBox {
  seal(lines: readonly TranscriptEntry[], eventId: string): string;
  /** Throws SecretBoxError, or ZodError if another version sealed them. */
  open(sealed: string, eventId: string): readonly HandoffLine[];
}

/** A line of a conversation that was handed over: the resident's words, or the flow and step of the service's question. */
export interface HandoffLine {
  readonly from: "resident" | "service";
  readonly words: string;
}

const sealedLines = z.array(z.tuple([z.enum(["r", "s"]), z.string()]));

export function createTaskBox(secretKey: string): TaskBox {
  const box = createSecretBox(secretKey, "tasks");
  return {
    seal: (lines, eventId) => box.seal(JSON.stringify(lines), eventId),
    open: (sealed, eventId) =>
      sealedLines
        .parse(JSON.parse(box.open(sealed, eventId)))
        .map(([from, words]) => ({ from: from === "r" ? "resident" : "service", words })),
  };
}
