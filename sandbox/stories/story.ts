import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { reportedStatuses } from "../dossier.ts";

/** A story to replay: what each side says, as `data/*.json` tells it, and what a trainer points at. */

const words = z.string().trim().min(1).max(2_000);

/** What happens in a step. One of them. */
const doneSchema = z.union([
  z.strictObject({ says: words }),
  /** The title of a button that the phone shows. */
  z.strictObject({ presses: words }),
  z.strictObject({ follows: z.literal(true) }),
  /** Words by which a place is found, see places.ts. */
  z.strictObject({ shares: words }),
  /** The one-stop system reports this status of the sample dossier. */
  z.strictObject({ office: z.enum(reportedStatuses) }),
  /** A colleague takes the conversation at the desk and writes this. */
  z.strictObject({ colleague: words }),
]);

/** "text": words without buttons. "choices": with buttons, quick replies or cards. "push": by a template. "silence": nothing. */
const replySchema = z.strictObject({
  kind: z.enum(["text", "choices", "push", "silence"]),
  /** Words that the service says in this step, in any of its messages. */
  has: z.array(words).default([]),
});

const stepSchema = z.strictObject({ do: doneSchema, reply: replySchema, look: words });

const storySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: words,
  about: words,
  phone: z.enum(["zalo", "messenger"]),
  steps: z.array(stepSchema).min(2),
});

export type Story = z.infer<typeof storySchema>;
export type StoryStep = Story["steps"][number];
export type StoryReply = StoryStep["reply"];

const folder = join(import.meta.dirname, "data");

/** Reads all stories in the order of their files' names. Rejects with the file's name if one is wrong. */
export async function loadStories(): Promise<Story[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const parsed = storySchema.safeParse(JSON.parse(await readFile(join(folder, name), "utf8")));
      if (parsed.success) return parsed.data;
      throw new TypeError(`${name}: ${z.prettifyError(parsed.error)}`);
    }),
  );
}
