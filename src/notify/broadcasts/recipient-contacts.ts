import { sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";
import { lastHeard, type Reach, type ReachDependencies } from "../delivery/recipient-contacts.ts";

/** Somebody who is, or may become, a recipient. */
export interface Person {
  readonly channel: string;
  readonly account: string;
  readonly user_id: string;
  readonly known_since: Date;
  readonly dossiers: string;
}

/** Of a dossier, what a text may name and what reaches its applicant. */
export interface DossierRow {
  readonly id: number;
  readonly code: string;
  readonly code_key: string;
  readonly procedure_name: string | null;
  readonly promised_at: Date | null;
  readonly phone_sealed: string | null;
  readonly email_sealed: string | null;
}

/** What decides of these people's routes as it is now, with the dossiers for which they are told: three questions for all. */
export async function loadPeople(
  db: DbHandle,
  people: readonly Person[],
  { box, hashResident }: ReachDependencies,
): Promise<
  (person: Person) => { readonly reach: Reach; readonly dossiers: readonly DossierRow[] }
> {
  const hashOf = ({ channel, account, user_id: user }: Person) =>
    isChat(channel) ? hashResident({ channel, account, user }) : null;
  const hashes = people.map(hashOf).filter((hash) => hash !== null);
  const [consents, heard, known] = await Promise.all([
    consentsOf(db, people),
    lastHeard(db, hashes),
    dossiersOf(
      db,
      people.flatMap(({ dossiers }) => idsIn(dossiers)),
    ),
  ]);
  return (person) => {
    const dossiers = idsIn(person.dossiers).flatMap((id) => known.get(id) ?? []);
    const withPhone = dossiers.find(({ phone_sealed }) => phone_sealed !== null);
    const withEmail = dossiers.find(({ email_sealed }) => email_sealed !== null);
    const phone = withPhone ? box.open(withPhone.phone_sealed, withPhone.code_key, "phone") : null;
    const email = withEmail ? box.open(withEmail.email_sealed, withEmail.code_key, "email") : null;
    const last = heard.get(hashOf(person) ?? "") ?? null;
    const reach: Reach = {
      channel: person.channel,
      lastHeard: last !== null && last > person.known_since ? last : person.known_since,
      consents: consents.get(recipientKey(person)) ?? new Set(),
      phone,
      email,
      hasPhone: phone !== null,
      hasEmail: email !== null,
    };
    return { reach, dossiers };
  };
}

export function recipientKey({
  channel,
  account,
  user_id,
}: Pick<Person, "channel" | "account" | "user_id">): string {
  return JSON.stringify([channel, account, user_id]);
}

export function idsIn(dossiers: string): number[] {
  return dossiers === "" ? [] : dossiers.split(" ").map(Number);
}

function isChat(channel: string): channel is "web" | "zalo" | "messenger" {
  return channel === "web" || channel === "zalo" || channel === "messenger";
}

/** Person → the purposes for which the latest line of the ledger is a yes. */
async function consentsOf(
  db: DbHandle,
  people: readonly Person[],
): Promise<Map<string, Set<string>>> {
  const asked = people.map(({ channel, account, user_id }) => ({ channel, account, user_id }));
  const { rows } = await sql<{
    channel: string;
    account: string;
    user_id: string;
    purpose: string;
    is_given: boolean;
  }>`
    select distinct on (consent.channel, consent.account, consent.user_id, consent.purpose)
      consent.channel, consent.account, consent.user_id, consent.purpose, consent.is_given
    from json_to_recordset(${JSON.stringify(asked)}::json)
      as asked(channel text, account text, user_id text)
    join consent on consent.channel = asked.channel and consent.account = asked.account
      and consent.user_id = asked.user_id
    order by consent.channel, consent.account, consent.user_id, consent.purpose, consent.id desc
  `.execute(db);
  const consents = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = recipientKey(row);
    if (row.is_given) consents.set(key, (consents.get(key) ?? new Set()).add(row.purpose));
  }
  return consents;
}

async function dossiersOf(db: DbHandle, ids: readonly number[]): Promise<Map<number, DossierRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("dossier")
    .select(["id", "code", "code_key", "procedure_name", "promised_at"])
    .select(["phone_sealed", "email_sealed"])
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
