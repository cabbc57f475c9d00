import { type DueFact, dueReasons } from "../../catalog/facts/due.ts";
import { addDays, toInstant, toLocalDay, toWeekday } from "../../catalog/local-time.ts";
import { hasAuditEntry } from "../../db/queries/audit.ts";
import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import type { Account } from "../identity/account.ts";
import { isOpen } from "./describe-due.ts";
import { type DueSource, readDue } from "./read-due.ts";

/** Mondays at 7:00 begin a week of notices. */
const weekBeginsMinute = 7 * 60;

/** Named for good: the audit trail is exported with it. */
const openedAction = "catalog.due";

export interface DueCounts {
  readonly lapsed: number;
  readonly lapses: number;
  readonly begins: number;
  readonly weak: number;
  readonly old: number;
  /** Those of `lapses` for which nobody has entered what follows. */
  readonly open: number;
}

export function countDue(due: readonly DueFact[]): DueCounts {
  const entries = dueReasons.map(
    (reason) => [reason, due.filter((one) => one.reason === reason).length] as const,
  );
  const counts = Object.fromEntries(entries) as Record<(typeof dueReasons)[number], number>;
  return { ...counts, open: due.filter(isOpen).length - counts.lapsed };
}

/** Returns this week's counts for an administrator who has not opened the list since Monday; null if nothing lapses. */
export async function readWeeklyNotice(
  source: DueSource,
  account: Account,
  now: Date,
): Promise<DueCounts | null> {
  if (await hasOpened(source.db, account, now)) return null;
  const counts = countDue(await readDue(source, { day: toLocalDay(now), now }));
  return counts.lapsed + counts.lapses > 0 ? counts : null;
}

/** Notes in the audit trail, once a week, that an administrator has opened the list. */
export async function recordOpened(db: DbHandle, account: Account, now: Date): Promise<void> {
  if (account.role !== "administrator" || (await hasOpened(db, account, now))) return;
  await recordAction(db, account, { action: openedAction, subject: "catalog" }, now);
}

function hasOpened(db: DbHandle, { id }: Account, now: Date): Promise<boolean> {
  return hasAuditEntry(db, { accountId: id, action: openedAction, since: weekBegin(now) });
}

/** Returns the latest Monday at 7:00 in Viet Nam. */
export function weekBegin(now: Date): Date {
  const today = toLocalDay(now);
  const monday = addDays(today, 1 - toWeekday(today));
  const begin = toInstant(monday, weekBeginsMinute);
  return begin <= now ? begin : toInstant(addDays(monday, -7), weekBeginsMinute);
}
