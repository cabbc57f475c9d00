import type { Client } from "pg";
import type { BenchPlatform } from "../../bench/platforms/platform.ts";

/** Somebody who follows a dossier of the town's agency, and consented to general news. */
export function listener(n: number): string {
  return `listener-${n}`;
}

/** Makes an agency with so many listeners on each of these platforms; its id. */
export async function populate(
  client: Client,
  platforms: readonly BenchPlatform[],
  count: number,
): Promise<number> {
  const agency = await client.query(
    `insert into agency (name, is_complete, follows_contacts, created_at)
     values ('UBND phường Thử', true, false, now()) returning id`,
  );
  const dossier = await client.query(
    `insert into dossier (code, code_key, reversed_key, agency_id, created_at, changed_at)
     values ('TH-251125-0001', 'TH2511250001', '1000521152HT', $1, now(), now()) returning id`,
    [agency.rows[0].id],
  );
  for (const { name, accountId } of platforms) {
    await client.query(
      `insert into follower (dossier_id, channel, account, user_id, language, since)
       select $1, $2, $3, 'listener-' || n, 'vi', now() from generate_series(1, $4::int) n`,
      [dossier.rows[0].id, name, accountId, count],
    );
    await client.query(
      `insert into consent (channel, account, user_id, purpose, is_given, kept_days, language, at, event_id)
       select $1, $2, 'listener-' || n, purpose, true, 365, 'vi', now(), 'listen ' || $1 || n
       from generate_series(1, $3::int) n, unnest(array['chat', 'news']) purpose`,
      [name, accountId, count],
    );
  }
  await client.query("analyze");
  return Number(agency.rows[0].id);
}

/** What the ledger holds of a platform's people beside what is counted: they must agree. */
export async function readLedger(
  client: Client,
  broadcast: number,
  { name }: BenchPlatform,
): Promise<Ledger> {
  const lines = await client.query(
    `select state, count(*)::int as lines, count(distinct (account, user_id))::int as people
     from broadcast_recipient where broadcast_id = $1 and channel = $2 group by state`,
    [broadcast, name],
  );
  const sent = await client.query(
    `select user_id from broadcast_recipient
     where broadcast_id = $1 and channel = $2 and state = 'sent'`,
    [broadcast, name],
  );
  return {
    lines: new Map<string, number>(lines.rows.map(({ state, lines: count }) => [state, count])),
    people: lines.rows.reduce((sum, row) => sum + Number(row.people), 0),
    sent: sent.rows.map(({ user_id }) => String(user_id)),
  };
}

export interface Ledger {
  /** How many lines are in each state. */
  readonly lines: ReadonlyMap<string, number>;
  readonly people: number;
  /** To whom it says that it was sent. */
  readonly sent: readonly string[];
}
