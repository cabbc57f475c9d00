import { z } from "zod";
import { addDays, daysBetween, toInstant, toLocalDay } from "../../catalog/local-time.ts";
import type { JobKind } from "../../db/jobs.ts";
import type { Database } from "../../db/open.ts";
import { enqueueNotifications, type NotificationEvent } from "./enqueue-notifications.ts";

/** After the quiet hours, and before people leave for the office. */
const everyMorning = "0 7 * * *";
/** How long ago a promise may have been for its lateness to be told: a service that was down makes up for it. */
const maxOverdueDays = 7;
/** Nothing is left to be handed over by the promised day. */
const ended = [3, 7, 8, 9, 10];

export const remindOfPromises: JobKind<Record<string, never>> = {
  name: "remind-of-promises",
  data: z.strictObject({}),
};

/** Reminds followers the day before the promised one, on it, and once it has passed. */
export async function keepReminders(
  database: Pick<Database, "jobs" | "transaction">,
  now: () => Date,
): Promise<void> {
  await database.jobs.declare(remindOfPromises);
  await database.jobs.work(remindOfPromises, () => remind(database, now()));
  await database.jobs.schedule(remindOfPromises, everyMorning, {});
}

/** Each promise is told of each kind once, however often this runs. */
export async function remind(
  database: Pick<Database, "jobs" | "transaction">,
  now: Date,
): Promise<void> {
  const today = toLocalDay(now);
  await database.transaction(async (tx) => {
    const due = await tx
      .selectFrom("dossier")
      .select(["id", "promised_at"])
      .where("promised_at", ">=", toInstant(addDays(today, -maxOverdueDays), 0))
      .where("promised_at", "<", toInstant(addDays(today, 2), 0))
      .where((row) => row.or([row("told_status", "is", null), row("told_status", "not in", ended)]))
      .execute();
    const news = due.flatMap(({ id, promised_at: at }) =>
      at === null ? [] : [newsOf(id, at, today)],
    );
    await enqueueNotifications(tx, database.jobs, news, now);
  });
}

function newsOf(dossierId: number, promisedAt: Date, today: string): NotificationEvent {
  const day = toLocalDay(promisedAt);
  const left = daysBetween(today, day);
  const kind = left > 0 ? "promise-tomorrow" : left === 0 ? "promise-today" : "overdue";
  return { dossierId, kind, stepIdentity: null, identity: `${kind} ${dossierId} ${day}` };
}
