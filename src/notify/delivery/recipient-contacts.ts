import { sql } from "kysely";
import type { Resident } from "../../channels/resident.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import type { FollowerFacts } from "./channel-fallback.ts";
import type { Claimed } from "./queue.ts";

/** A follower's facts, and the addresses that the dossier knows. */
export interface Reach extends FollowerFacts {
  readonly phone: string | null;
  readonly email: string | null;
}

export interface ReachDependencies {
  readonly box: DossierBox;
  readonly hashResident: (resident: Resident) => string;
}

const noContacts = { phone: null, email: null };

/** What decides by which route each of these is told, as it is at this moment: three questions for all of them. */
export async function loadReach(
  db: DbHandle,
  claimed: readonly Claimed[],
  { box, hashResident }: ReachDependencies,
): Promise<(one: Claimed) => Reach> {
  const hashes = new Map(claimed.map((one) => [one.id, hashOf(one, hashResident)]));
  const [consents, heard, dossiers] = await Promise.all([
    consentsOf(db, claimed),
    lastHeard(
      db,
      [...hashes.values()].filter((hash) => hash !== null),
    ),
    contactsOf(db, claimed, box),
  ]);
  return ({ id, dossierId, follower }) => {
    const { phone, email } = dossiers.get(dossierId) ?? noContacts;
    const last = heard.get(hashes.get(id) ?? "") ?? null;
    return {
      channel: follower.channel,
      // Every turn leaves a fact, some seconds later; the turn that began the following may have left none yet.
      lastHeard: last !== null && last > follower.since ? last : follower.since,
      consents: consents.get(follower.id) ?? new Set(),
      phone,
      email,
      hasPhone: phone !== null,
      hasEmail: email !== null,
    };
  };
}

function hashOf({ follower }: Claimed, hash: ReachDependencies["hashResident"]): string | null {
  const { channel, account, user } = follower;
  return channel === "contact" ? null : hash({ channel, account, user });
}

/** Follower → the purposes for which the latest line of the ledger is a yes. Each is looked up: a join would sort the whole ledger. */
async function consentsOf(
  db: DbHandle,
  claimed: readonly Claimed[],
): Promise<Map<number, ReadonlySet<string>>> {
  const followers = claimed.map(({ follower }) => follower);
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

/** Resident's hash → when they were last heard of; who never was is missing. */
export async function lastHeard(
  db: DbHandle,
  hashes: readonly string[],
): Promise<Map<string, Date>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await sql<{ hash: string; at: Date }>`
    select hash, at from unnest(${[...new Set(hashes)]}::text[]) as asked (hash)
    cross join lateral (
      select at from turn_fact where resident_hash = hash order by at desc limit 1) latest
  `.execute(db);
  return new Map(rows.map(({ hash, at }) => [hash, at]));
}

/** Opened once for all followers of a dossier. */
async function contactsOf(
  db: DbHandle,
  claimed: readonly Claimed[],
  box: DossierBox,
): Promise<Map<number, Pick<Reach, "phone" | "email">>> {
  const rows = await db
    .selectFrom("dossier")
    .select(["id", "code_key", "phone_sealed", "email_sealed"])
    .where(
      "id",
      "in",
      idsOf(claimed, ({ dossierId }) => dossierId),
    )
    .execute();
  return new Map(
    rows.map(({ id, code_key, phone_sealed, email_sealed }) => [
      id,
      {
        phone: box.open(phone_sealed, code_key, "phone"),
        email: box.open(email_sealed, code_key, "email"),
      },
    ]),
  );
}

function idsOf(claimed: readonly Claimed[], idOf: (one: Claimed) => number): number[] {
  return [...new Set(claimed.map(idOf))];
}
