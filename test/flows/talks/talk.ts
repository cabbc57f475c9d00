import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/**
 * A conversation as data: somebody who came for something, and the rules by which they talk. What they say next depends on what
 * the service asks, so the talk holds whatever way the service takes.
 */
const talkSchema = z.strictObject({
  id: z.string(),
  /** Who talks, and what they came for, for the reader of a transcript. */
  who: z.string(),
  wants: z.string(),
  now: z.iso.datetime({ offset: true }).default("2026-11-30T09:30:00+07:00"),
  /** What they type first, one message after another whatever is answered between. */
  opening: z.array(z.string()).min(1),
  /** What they type, once, if that was not understood or something else was begun. */
  otherwise: z.string(),
  /** How they answer a question: by its id, or by "procedure/id" if several procedures ask under the same id. */
  answers: z
    .record(
      z.string(),
      z.strictObject({
        /** What they type; the second if the first was not understood. Left out: they press the button. */
        says: z.array(z.string()).min(1).max(2).optional(),
        /** The option that is true. Several are equally true. */
        means: z.union([z.string(), z.array(z.string())]),
      }),
    )
    .default({}),
  /** The ids of questions whose answer the opening tells: they must not be asked again. */
  told: z.array(z.string()).default([]),
  /** What they say besides answers: once, the first time that this question, "confirm" or "next" is asked. */
  asides: z
    .array(
      z.strictObject({
        at: z.string(),
        says: z.string(),
        /** A regular expression that the reply to it must match. */
        hears: z.string().optional(),
      }),
    )
    .default([]),
  /** How it ends well: with the checklist, with a case that is turned away, or with an outcome of the turns' facts. */
  ends: z.enum(["checklist", "away", "answer", "handoff", "dossier-status", "dossier-proven"]),
  /** The procedures that they came for; any of them is right. */
  reaches: z.array(z.string()).default([]),
  /** Procedures that they follow on the way there. */
  via: z.array(z.string()).default([]),
  /** Regular expressions, each of which some message must match. */
  hears: z.array(z.string()).default([]),
  /** Regular expressions that no message may match: it would hurt, or lead astray. */
  neverHears: z.array(z.string()).default([]),
  /** Procedures, or prefixes of their ids, that may neither be begun nor offered. */
  shuns: z.array(z.string()).default([]),
  /** They do not notice that another procedure was begun, and answer what is asked. */
  trusting: z.literal(true).optional(),
  maxTurns: z.number().int().positive().default(20),
});

export type Talk = z.infer<typeof talkSchema>;
/** A talk as it is written. */
export type TalkEntry = z.input<typeof talkSchema>;
export type TalkAnswer = Talk["answers"][string];

/** Returns the talk of an entry, with what it leaves out. */
export function parseTalk(entry: TalkEntry): Talk {
  return talkSchema.parse(entry);
}

const fileSchema = z.strictObject({ talks: z.array(talkSchema) });

/** Reads all talks, by file name and in the order of each file. */
export function readTalks(): Talk[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".json"));
  return files.toSorted().flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, name), "utf8");
    return fileSchema.parse(JSON.parse(text)).talks;
  });
}
