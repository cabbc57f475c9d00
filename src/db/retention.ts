import { z } from "zod";
import type { JobKind, Jobs } from "./jobs.ts";
import type { Queries } from "./schema.ts";
import { deleteOldTurnFacts } from "./turn-facts.ts";

/** Residents sleep, so nobody waits for the deletions. */
const everyNight = "40 2 * * *";

export const deleteOldFacts: JobKind<Record<string, never>> = {
  name: "delete-old-turn-facts",
  data: z.strictObject({}),
};

/** Lets the facts of turns go once they are `days` old, every night. */
export async function keepRetention(
  jobs: Jobs,
  db: Queries,
  days: number,
  now: () => Date,
): Promise<void> {
  await jobs.declare(deleteOldFacts);
  await jobs.work(deleteOldFacts, async () => {
    await deleteOldTurnFacts(db, now(), days);
  });
  await jobs.schedule(deleteOldFacts, everyNight, {});
}
