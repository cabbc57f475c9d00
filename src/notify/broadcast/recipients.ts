import { sql } from "kysely";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Queries } from "../../db/schema.ts";
import type { Reach, ReachDependencies } from "../deliver/follower-facts.ts";
import { type Candidate, candidatesOf, seenAtPlace } from "./audience.ts";
import type { Broadcast } from "./broadcasts.ts";
import { messageFor } from "./content.ts";
import { Forecaster, type Roads } from "./forecast.ts";
import type { OwnAddresses } from "./own-addresses.ts";
import { loadPeople, type Person } from "./reach.ts";
import { trialValues, valuesOf } from "./values.ts";

export interface RecipientDependencies extends ReachDependencies {
  readonly catalog: () => Catalog;
  readonly own: OwnAddresses;
}

/** A line of the ledger to be. */
export interface Listed extends Person {
  readonly language: string;
}

/** Finds who a broadcast is for, tells the forecaster of each, and yields those who go on the list, in the list's order. */
export async function* recipientsOf(
  db: Queries,
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
  for await (const page of candidatesOf(db, agencyId, audience, catalog)) {
    const hashes = new Map(page.map((one) => [one, hashOf(one, dependencies)]));
    const seen = await seenAtPlace(db, audience, [...hashes.values()], { catalog, wards });
    const meant = page.filter((one) => seen === null || seen.has(hashes.get(one) ?? ""));
    const listed = meant.filter((one) => mayBeListed(one, forecaster));
    const known = await loadPeople(db, listed, dependencies);
    for (const person of listed) {
      const { reach, dossiers } = known(person);
      const values = valuesOf(broadcast.agency, dossiers);
      const message = messageFor(broadcast, { id: 0, language: person.language, values });
      forecaster.add(reach, "missing" in message);
    }
    if (listed.length > 0) yield listed;
  }
}

function mayBeListed(candidate: Candidate, forecaster: Forecaster): boolean {
  if (candidate.has_stopped) forecaster.leaveOut("stopped");
  else if (!candidate.has_consented) forecaster.leaveOut("no consent");
  else return true;
  return false;
}

async function* ownPeople(
  db: Queries,
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
  db: Queries,
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

/** Writes a page of the list down; who is on it already stays once. */
export async function writeDown(
  db: Queries,
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
      'waiting', ${dueAt}::timestamptz
    from json_to_recordset(${JSON.stringify(lines)}::json) as line(channel text, account text,
      user_id text, language text, dossiers text, known_since timestamptz)
    on conflict (broadcast_id, channel, account, user_id) do nothing
  `.execute(db);
}

function hashOf(
  { channel, account, user_id: user }: Candidate,
  { hashResident }: ReachDependencies,
): string {
  return hashResident({ channel, account, user });
}

async function wardsOf(db: Queries, agencyId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("agency_ward")
    .select("ward_code")
    .where("agency_id", "=", agencyId)
    .execute();
  return rows.map(({ ward_code }) => ward_code);
}
