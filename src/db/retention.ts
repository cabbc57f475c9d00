import { z } from "zod";
import type { JobKind, Jobs } from "./jobs.ts";
import { deleteOldMissedQuestions } from "./queries/missed-questions.ts";
import { deleteOldTurnFacts } from "./queries/turn-facts.ts";
import type { DbHandle } from "./schema.ts";

/** Residents sleep, so nobody waits for the deletions. */
const everyNight = "40 2 * * *";

export const deleteOldFacts: JobKind<Record<string, never>> = {
  name: "delete-old-turn-facts",
  data: z.strictObject({}),
};

/** Lets the facts of turns go once they are `days` old, and what was not understood after its own 30, every night. */
export async function keepRetention(
  jobs: Jobs,
  db: DbHandle,
  days: number,
  now: () => Date,
): Promise<void> {
  await jobs.declare(deleteOldFacts);
  await jobs.work(deleteOldFacts, async () => {
    await deleteOldTurnFacts(db, now(), days);
    await deleteOldMissedQuestions(db, now());
  });
  await jobs.schedule(deleteOldFacts, everyNight, {});
}
