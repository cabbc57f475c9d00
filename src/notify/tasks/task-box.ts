import { z } from "zod";
import type { TranscriptEntry } from "../../flows/engine/transcript.ts";
import { createSecretBox } from "../../security/secret-box.ts";

/**
 * Seals what residents and colleagues say in a conversation that was handed over, each for the event of its task or line. Every
 * `open` throws SecretBoxError, or ZodError if another version sealed it.
 */
export interface TaskBox {
  /** The lines of a conversation as earlier versions stored them, with its task. */
  seal(lines: readonly TranscriptEntry[], eventId: string): string;
  open(sealed: string, eventId: string): readonly HandoffLine[];
  sealLine(line: LineContent, eventId: string): string;
  openLine(sealed: string, eventId: string): LineContent;
  /** The number or address that a visitor of the web page left. */
  sealContact(value: string, eventId: string): string;
  openContact(sealed: string, eventId: string): string;
}

/** A line of a conversation that was handed over: the resident's words, or the service's question. */
export interface HandoffLine {
  readonly from: "resident" | "service";
  readonly words: string;
}

const deedSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("say"), words: z.string() }),
  z.object({ kind: z.literal("checklist"), procedure: z.string() }),
  z.object({ kind: z.literal("point"), point: z.string() }),
  z.object({ kind: z.literal("link"), title: z.string(), url: z.string() }),
  z.object({ kind: z.literal("take") }),
  z.object({ kind: z.literal("wait"), promisedAt: z.iso.datetime().nullable() }),
  z.object({ kind: z.literal("hand-back") }),
  z.object({ kind: z.literal("close"), isSilent: z.boolean() }),
]);

const lineSchema = z.object({
  words: z.string(),
  /** What the bot still has to do for it, and the name that the resident reads. */
  deed: deedSchema.optional(),
  name: z.string().optional(),
});

/** What is said in a line, and what a colleague does with it. */
export type LineContent = z.infer<typeof lineSchema>;

const sealedLines = z.array(z.tuple([z.enum(["r", "s"]), z.string()]));

export function createTaskBox(secretKey: string): TaskBox {
  const box = createSecretBox(secretKey, "tasks");
  return {
    seal: (lines, eventId) => box.seal(JSON.stringify(lines), eventId),
    open: (sealed, eventId) =>
      sealedLines
        .parse(JSON.parse(box.open(sealed, eventId)))
        .map(([from, words]) => ({ from: from === "r" ? "resident" : "service", words })),
    sealLine: (line, eventId) => box.seal(JSON.stringify(line), eventId),
    openLine: (sealed, eventId) => lineSchema.parse(JSON.parse(box.open(sealed, eventId))),
    sealContact: (value, eventId) => box.seal(value, `${eventId} contact`),
    openContact: (sealed, eventId) => box.open(sealed, `${eventId} contact`),
  };
}
