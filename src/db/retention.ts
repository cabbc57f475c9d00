import { z } from "zod";
import type { JobKind, Jobs } from "./jobs.ts";
import { deleteEndedAttempts } from "./queries/attempts.ts";
import { deleteOldKeptLists } from "./queries/kept-lists.ts";
import { deleteOldMissedQuestions } from "./queries/missed-questions.ts";
import { deleteOldDiscards } from "./queries/sentence-labels.ts";
import { settleOffers } from "./queries/settle-offers.ts";
import { deleteOldTurnFacts } from "./queries/turn-facts.ts";
import type { DbHandle } from "./schema.ts";

/** Residents sleep then, so that nobody waits for the deletions. */
const everyNight = "40 2 * * *";
/** A guesser makes rows all day. */
const everyHour = "10 * * * *";
/** Not at the minute of the other job. */
const everyHourLater = "25 * * * *";

export const deleteOldFacts: JobKind<Record<string, never>> = {
  name: "delete-old-turn-facts",
  data: z.strictObject({}),
};

/**
 * Deletes the facts of turns after `days`, and the words that were not understood and kept lists after 30 days, every
 * night. */
export async function scheduleFactDeletion(
  jobs: Jobs,
  db: DbHandle,
  days: number,
  now: () => Date,
): Promise<void> {
  await jobs.declare(deleteOldFacts);
  await jobs.work(deleteOldFacts, async () => {
    await deleteOldTurnFacts(db, now(), days);
    await deleteOldMissedQuestions(db, now());
    await deleteOldDiscards(db, now());
    await deleteOldKeptLists(db, now());
  });
  await jobs.schedule(deleteOldFacts, everyNight, {});
}

export const deleteOldAttempts: JobKind<Record<string, never>> = {
  name: "delete-ended-attempts",
  data: z.strictObject({}),
};

/** Deletes the counts of attempts whose window has ended, every hour. */
export async function scheduleAttemptDeletion(
  jobs: Jobs,
  db: DbHandle,
  now: () => Date,
): Promise<void> {
  await jobs.declare(deleteOldAttempts);
  await jobs.work(deleteOldAttempts, () => deleteEndedAttempts(db, now()));
  await jobs.schedule(deleteOldAttempts, everyHour, {});
}

export const settleOldOffers: JobKind<Record<string, never>> = {
  name: "settle-offers",
  data: z.strictObject({}),
};

/** Finds the offers that nobody followed, every hour. */
export async function scheduleOfferSettling(
  jobs: Jobs,
  db: DbHandle,
  now: () => Date,
): Promise<void> {
  await jobs.declare(settleOldOffers);
  await jobs.work(settleOldOffers, () => settleOffers(db, now()));
  await jobs.schedule(settleOldOffers, everyHourLater, {});
}
