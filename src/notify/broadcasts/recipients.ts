import { type RawBuilder, sql } from "kysely";
import type { Catalog } from "../../catalog/catalog.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { FollowerFacts } from "../delivery/channel-fallback.ts";
import type { Why } from "../delivery/outbound-message.ts";
import { lastHeard, type Reach, type ReachDependencies } from "../delivery/recipient-contacts.ts";
import { type AudienceMember, candidatesOf, seenAtPlace } from "./audience.ts";
import type { Broadcast } from "./broadcast-store.ts";
import { messageFor } from "./content.ts";
import { Forecaster, type Roads } from "./estimate.ts";
import { trialValues } from "./placeholder-values.ts";
import { loadPeople, type Person } from "./recipient-contacts.ts";
import type { TestRecipients } from "./test-recipients.ts";

export interface RecipientDependencies extends ReachDependencies {
  readonly catalog: () => Catalog;
  readonly own: TestRecipients;
}

/** A line of the ledger to be. */
export interface Listed extends Person {
  readonly language: string;
}

/** Finds who a broadcast is for, tells the forecaster of each, and yields those who go on the list, in the list's order. */
export async function* recipientsOf(
  db: DbHandle,
  broadcast: Broadcast,
  forecaster: Forecaster,
  dependencies: RecipientDependencies,
): AsyncGenerator<readonly Listed[]> {
  if (broadcast.isTrial) {
    yield* ownPeople(db, broadcast, forecaster, dependencies);
    return;
  }
  const { agencyId, audience } = broadcast;
  const catalog = dependencies.catalog();
  const wards = await wardsOf(db, agencyId);
  const isMissingValue = valueCheck(broadcast);
  for await (const page of candidatesOf(db, agencyId, audience, catalog)) {
    const hashes = new Map(page.map((one) => [one, hashOf(one, dependencies)]));
    const seen = await seenAtPlace(db, audience, [...hashes.values()], { catalog, wards });
    const meant = page.filter((one) => seen === null || seen.has(hashes.get(one) ?? ""));
    const heard = await lastHeard(
      db,
      meant.map((one) => hashes.get(one) ?? ""),
    );
    const listed = meant.filter((one) => {
      const facts = factsOf(one, heard.get(hashes.get(one) ?? ""));
      const why = whyNotListed(one, facts);
      if (why === null) forecaster.add(facts, isMissingValue(one));
      else forecaster.leaveOut(why);
      return why === null;
    });
    if (listed.length > 0) yield listed;
  }
}

function factsOf(one: AudienceMember, heard: Date | undefined): FollowerFacts {
  return {
    channel: one.channel,
    lastHeard: heard !== undefined && heard > one.known_since ? heard : one.known_since,
    consents: new Set(one.purposes.split(" ")),
    hasPhone: one.has_phone,
    hasEmail: one.has_email,
  };
}

function whyNotListed({ has_stopped }: AudienceMember, { consents }: FollowerFacts): Why | null {
  if (has_stopped) return "stopped";
  return consents.has("news") ? null : "no consent";
}

/** Whether a placeholder would stay empty: decided once for all whose dossiers know the same. */
function valueCheck({ agency, ...content }: Broadcast): (candidate: AudienceMember) => boolean {
  const known = new Map<string, boolean>();
  return ({ has_procedure, has_day }) => {
    const key = `${has_procedure} ${has_day}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const values = {
      ...trialValues(agency),
      ...(has_procedure ? {} : { ten_thu_tuc: "" }),
      ...(has_day ? {} : { ngay_hen: "" }),
    };
    const isMissing = "missing" in messageFor(content, { id: 0, language: "vi", values });
    known.set(key, isMissing);
    return isMissing;
  };
}

async function* ownPeople(
  db: DbHandle,
  { agencyId, audience, agency, ...content }: Broadcast,
  forecaster: Forecaster,
  dependencies: RecipientDependencies,
): AsyncGenerator<readonly Listed[]> {
  const { own } = dependencies;
  const addresses =
    audience.kind === "myself"
      ? await own.ofAccount(db, audience.account)
      : await own.ofAgency(db, agencyId);
  const unique = new Map(
    addresses.map((one) => [`${one.kind} ${one.account} ${one.user_id}`, one] as const),
  );
  const listed = [...unique.values()].map((one) => ({
    ...one,
    channel: one.kind,
    known_since: one.created_at,
    language: "vi",
    dossiers: "",
  }));
  const known = await loadPeople(db, listed, dependencies);
  const values = trialValues(agency);
  for (const one of listed) {
    const reach: Reach = own.reachOf(one, known(one).reach.lastHeard ?? one.created_at);
    forecaster.add(reach, "missing" in messageFor(content, { id: 0, language: "vi", values }));
  }
  if (listed.length > 0) yield listed;
}

/** What would become of the broadcast if it were sent now. Nothing is written. */
export async function foresee(
  db: DbHandle,
  broadcast: Broadcast,
  { roads, now, ...dependencies }: RecipientDependencies & { roads: Roads; now: Date },
) {
  const forecaster = new Forecaster(roads, now);
  for await (const _page of recipientsOf(db, broadcast, forecaster, dependencies)) {
    // Only the forecaster needs to hear of them.
  }
  return forecaster.result(startOf(broadcast, now));
}

export function startOf({ startsAt }: Pick<Broadcast, "startsAt">, now: Date): Date {
  return startsAt !== null && startsAt > now ? startsAt : now;
}

/** Writes a page of the list down. Rejects where somebody is on it already: two write it at once. */
export async function writeDown(
  db: DbHandle,
  broadcastId: number,
  page: readonly Listed[],
  dueAt: Date,
): Promise<void> {
  const lines = page.map(({ channel, account, user_id, language, known_since, dossiers }) => ({
    ...{ channel, account, user_id, language, known_since, dossiers },
  }));
  await sql`
    insert into broadcast_recipient
      (broadcast_id, channel, account, user_id, language, dossiers, known_since, state, due_at)
    select ${broadcastId}::bigint, channel, account, user_id, language, dossiers, known_since,
      'waiting', ${spreadBefore(dueAt)}
    from json_to_recordset(${JSON.stringify(lines)}::json) as line(channel text, account text,
      user_id text, language text, dossiers text, known_since timestamptz)
  `.execute(db);
}

/**
 * When a line is due: any moment of the second before. What is due is sent in that order, so the channels of a list take turns, and
 * each platform's pace is used from the beginning, as the forecast assumes.
 */
export function spreadBefore(moment: Date): RawBuilder<Date> {
  return sql`${moment}::timestamptz - random() * interval '1 second'`;
}

function hashOf(
  { channel, account, user_id: user }: AudienceMember,
  { hashResident }: ReachDependencies,
): string {
  return hashResident({ channel, account, user });
}

async function wardsOf(db: DbHandle, agencyId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("agency_ward")
    .select("ward_code")
    .where("agency_id", "=", agencyId)
    .execute();
  return rows.map(({ ward_code }) => ward_code);
}
