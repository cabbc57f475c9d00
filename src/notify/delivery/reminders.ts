import { z } from "zod";
import { dossierStatus, isEnded } from "../../catalog/dossiers/dossier-status.ts";
import { addDays, daysBetween, toInstant, toLocalDay } from "../../catalog/local-time.ts";
import type { JobKind } from "../../db/jobs.ts";
import type { Database } from "../../db/open.ts";
import { selectPromisedBetween } from "../../db/queries/dossiers.ts";
import { enqueueNotifications, type NotificationEvent } from "./enqueue-notifications.ts";

/** After the quiet hours, and before people leave for the office. */
const everyMorning = "0 7 * * *";
/** How many days after the promised one a delay is still reported, so that a service that was down catches up. */
const maxOverdueDays = 7;
/** Nothing is left to be handed over by the promised day. */
const endedStatuses = Object.values(dossierStatus).filter(isEnded);

const remindOfPromises: JobKind<Record<string, never>> = {
  name: "remind-of-promises",
  data: z.strictObject({}),
};

/** Reminds followers every morning: the day before the promised one, on it, and after it has passed. */
export async function scheduleReminders(
  database: Pick<Database, "jobs" | "transaction">,
  now: () => Date,
): Promise<void> {
  await database.jobs.declare(remindOfPromises);
  await database.jobs.work(remindOfPromises, () => enqueueReminders(database, now()));
  await database.jobs.schedule(remindOfPromises, everyMorning, {});
}

/** Enqueues each kind of reminder once for each promise, however often this runs. */
export async function enqueueReminders(
  database: Pick<Database, "jobs" | "transaction">,
  now: Date,
): Promise<void> {
  const today = toLocalDay(now);
  await database.transaction(async (tx) => {
    const due = await selectPromisedBetween(tx, {
      from: toInstant(addDays(today, -maxOverdueDays), 0),
      to: toInstant(addDays(today, 2), 0),
      exceptStatuses: endedStatuses,
    });
    const reminders = due.flatMap(({ id, promised_at: at }) =>
      at === null ? [] : [toReminder(id, at, today)],
    );
    await enqueueNotifications(tx, database.jobs, reminders, now);
  });
}

function toReminder(dossierId: number, promisedAt: Date, today: string): NotificationEvent {
  const day = toLocalDay(promisedAt);
  const daysLeft = daysBetween(today, day);
  const kind = daysLeft > 0 ? "promise-tomorrow" : daysLeft === 0 ? "promise-today" : "overdue";
  return { dossierId, kind, stepIdentity: null, identity: `${kind} ${dossierId} ${day}` };
}
