import type { Client } from "pg";
import type { BenchPlatform } from "../../bench/platforms/platform.ts";

/** Returns the user id of a resident who follows a dossier of the agency and has consented to broadcasts. */
export function followerId(n: number): string {
  return `listener-${n}`;
}

/** Creates an agency with `count` followers on each of these platforms. Returns its id. */
export async function createAgency(
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

/** Reads the service's ledger of a broadcast for one platform. */
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
  /** The number of lines in each state. */
  readonly lines: ReadonlyMap<string, number>;
  /** Different recipients. */
  readonly people: number;
  /** Users whose line says that the message was sent. */
  readonly sent: readonly string[];
}
