import type { Database } from "../../db/open.ts";
import {
  type ColleagueEvent,
  endNotices,
  insertNotices,
  lockEvents,
} from "../../db/queries/colleague-events.ts";
import { updateNoticesShown } from "../../db/queries/colleague-notices.ts";
import { deleteNeedlessSends, insertSends } from "../../db/queries/colleague-sends.ts";
import type { Transaction } from "../../db/transaction.ts";
import { endOfQuietHours, type QuietHours } from "../delivery/quiet-hours.ts";
import { readSettings } from "./choices.ts";
import { eventTimes } from "./event-times.ts";
import { sendChannels } from "./events.ts";

/** Somebody waits: these are looked for every few seconds. */
export const urgentEvents: readonly ColleagueEvent[] = [
  "conversation",
  "conversation-due",
  "conversation-late",
  "approval",
  "data-request",
];
/** They change with the day, and reading every open dossier costs more. */
export const dailyEvents: readonly ColleagueEvent[] = ["escalated", "dossier-due", "dossier-late"];

interface FindOptions {
  readonly events: readonly ColleagueEvent[];
  /** The service's; they delay what leaves the desk. */
  readonly quietHours: QuietHours | null;
  readonly now: Date;
}

/**
 * Tells each colleague once of each event that concerns them, and ends the notices of what is done. However often it runs, and
 * on however many replicas, nobody is told twice; if it is interrupted, the next run tells the same. Returns how many are new.
 */
export function findEvents(
  database: Pick<Database, "transaction">,
  { events, quietHours, now }: FindOptions,
): Promise<number> {
  return database.transaction(async (tx) => {
    if (!(await lockEvents(tx))) return 0;
    const times = eventTimes(now);
    let found = 0;
    for (const event of events) {
      await endNotices(tx, event, times);
      const notices = await insertNotices(tx, event, times);
      found += notices.length;
      if (notices.length > 0) await applyChoices(tx, event, { notices, quietHours, now });
    }
    await deleteNeedlessSends(tx);
    return found;
  });
}

interface NewNotices {
  readonly notices: readonly { readonly id: number; readonly account_id: number }[];
  readonly quietHours: QuietHours | null;
  readonly now: Date;
}

/** Shows, rings and sends new notices as their readers have chosen. */
async function applyChoices(
  tx: Transaction,
  event: ColleagueEvent,
  { notices, quietHours, now }: NewNotices,
): Promise<void> {
  const settingsOf = await readSettings(
    tx,
    notices.map(({ account_id }) => account_id),
  );
  const chosen = notices.map(({ id, account_id }) => {
    const { choices, quietHours: own } = settingsOf(account_id);
    return { id, own, channels: choices[event] };
  });
  const idsOf = (is_shown: boolean, rings: boolean) =>
    chosen
      .filter(({ channels }) => channels.includes("desk") === is_shown)
      .filter(({ channels }) => channels.includes("sound") === rings)
      .map(({ id }) => id);
  // A new notice is shown and does not ring.
  for (const [is_shown, rings] of [
    [true, true],
    [false, true],
    [false, false],
  ] as const) {
    await updateNoticesShown(tx, idsOf(is_shown, rings), { is_shown, rings });
  }
  const sends = chosen.flatMap(({ id, own, channels }) =>
    sendChannels
      .filter((channel) => channels.includes(channel))
      .map((channel) => ({
        notice_id: id,
        channel,
        due_at: afterQuietHours(now, [quietHours, own]),
      })),
  );
  await insertSends(tx, sends);
}

/** Returns the first moment from `at` on that lies in no quiet hours. */
export function afterQuietHours(at: Date, quiet: readonly (QuietHours | null)[]): Date {
  let free = at;
  // Each pass leaves one of the quiet hours; two that overlap need two passes for each.
  for (let pass = 0; pass < 2; pass++) {
    for (const hours of quiet) free = endOfQuietHours(free, hours) ?? free;
  }
  return free;
}
