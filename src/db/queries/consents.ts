import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import {
  type ResidentColumns,
  type ResidentRef,
  residentColumns,
} from "../tables/resident-columns.ts";

interface ConsentLines {
  readonly resident: ResidentRef;
  readonly purposes: readonly string[];
  readonly isGiven: boolean;
  readonly keptDays: number;
  readonly language: string;
  readonly eventId: string;
  readonly at: Date;
}

/** Adds one line of the ledger for each purpose. The same event again adds nothing. */
export async function insertConsents(
  db: DbHandle,
  { resident, purposes, isGiven, keptDays, language, eventId, at }: ConsentLines,
): Promise<void> {
  if (purposes.length === 0) return;
  const line = {
    ...residentColumns(resident),
    is_given: isGiven,
    kept_days: keptDays,
    language,
    at,
    event_id: eventId,
  };
  await db
    .insertInto("consent")
    .values(purposes.map((purpose) => ({ ...line, purpose })))
    .onConflict((conflict) => conflict.columns(["event_id", "purpose"]).doNothing())
    .execute();
}

/** The purposes for which the resident's latest line is a consent. */
export async function selectConsents(
  db: DbHandle,
  resident: ResidentRef,
): Promise<ReadonlySet<string>> {
  const latest = await db
    .selectFrom("consent")
    .distinctOn("purpose")
    .select(["purpose", "is_given"])
    .where((row) => row.and(residentColumns(resident)))
    .orderBy("purpose")
    .orderBy("id", "desc")
    .execute();
  return new Set(latest.filter(({ is_given }) => is_given).map(({ purpose }) => purpose));
}

/** Whether this event has written a line for this purpose. */
export async function hasConsentOfEvent(
  db: DbHandle,
  eventId: string,
  purpose: string,
): Promise<boolean> {
  const line = await db
    .selectFrom("consent")
    .select("id")
    .where("event_id", "=", eventId)
    .where("purpose", "=", purpose)
    .executeTakeFirst();
  return line !== undefined;
}

interface FollowerRef extends ResidentRef {
  readonly id: number;
}

/**
 * The current consents of each of these followers, by follower id. Each follower is looked up separately: a join would sort the
 * whole ledger.
 */
export async function selectConsentsOfFollowers(
  db: DbHandle,
  followers: readonly FollowerRef[],
): Promise<Map<number, ReadonlySet<string>>> {
  const { rows } = await sql<{ id: number; purpose: string; is_given: boolean }>`
    select asked.id, ledger.purpose, ledger.is_given
    from unnest(${followers.map(({ id }) => id)}::bigint[],
      ${followers.map(({ channel }) => channel)}::text[],
      ${followers.map(({ account }) => account)}::text[],
      ${followers.map(({ user }) => user)}::text[]) as asked (id, channel, account, user_id)
    cross join lateral (
      select purpose, is_given from consent
      where consent.channel = asked.channel and consent.account = asked.account
        and consent.user_id = asked.user_id
      order by purpose, consent.id offset 0) ledger
  `.execute(db);
  const consents = new Map<number, Set<string>>();
  for (const { id, purpose, is_given } of rows) {
    const given = consents.get(id) ?? new Set();
    if (is_given) given.add(purpose);
    else given.delete(purpose);
    consents.set(id, given);
  }
  return consents;
}

interface CurrentConsent extends ResidentColumns {
  readonly purpose: string;
  readonly is_given: boolean;
}

/** The latest line of each purpose of each of these residents. */
export async function selectLatestConsents(
  db: DbHandle,
  residents: readonly ResidentColumns[],
): Promise<readonly CurrentConsent[]> {
  const asked = residents.map(({ channel, account, user_id }) => ({ channel, account, user_id }));
  const { rows } = await sql<CurrentConsent>`
    select distinct on (consent.channel, consent.account, consent.user_id, consent.purpose)
      consent.channel, consent.account, consent.user_id, consent.purpose, consent.is_given
    from json_to_recordset(${JSON.stringify(asked)}::json)
      as asked(channel text, account text, user_id text)
    join consent on consent.channel = asked.channel and consent.account = asked.account
      and consent.user_id = asked.user_id
    order by consent.channel, consent.account, consent.user_id, consent.purpose, consent.id desc
  `.execute(db);
  return rows;
}
