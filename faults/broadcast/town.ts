import type { Client } from "pg";
import { account } from "../../bench/platforms/zalo.ts";

/** Somebody who follows a dossier of the town's agency, and consented to general news. */
export function listener(n: number): string {
  return `listener-${n}`;
}

/** Makes an agency with so many listeners; its id. */
export async function populate(client: Client, count: number): Promise<number> {
  const agency = await client.query(
    `insert into agency (name, is_complete, follows_contacts, created_at)
     values ('UBND phường Thử', true, false, now()) returning id`,
  );
  const dossier = await client.query(
    `insert into dossier (code, code_key, reversed_key, agency_id, created_at, changed_at)
     values ('TH-251125-0001', 'TH2511250001', '1000521152HT', $1, now(), now()) returning id`,
    [agency.rows[0].id],
  );
  await client.query(
    `insert into follower (dossier_id, channel, account, user_id, language, since)
     select $1, 'zalo', $2, 'listener-' || n, 'vi', now() from generate_series(1, $3::int) n`,
    [dossier.rows[0].id, account.oaId, count],
  );
  await client.query(
    `insert into consent (channel, account, user_id, purpose, is_given, kept_days, language, at, event_id)
     select 'zalo', $1, 'listener-' || n, purpose, true, 365, 'vi', now(), 'listen ' || n
     from generate_series(1, $2::int) n, unnest(array['chat', 'news']) purpose`,
    [account.oaId, count],
  );
  await client.query("analyze");
  return Number(agency.rows[0].id);
}

/** What the ledger holds beside what is counted: they must agree. */
export async function readLedger(client: Client, broadcast: number) {
  const lines = await client.query(
    `select state, count(*)::int as lines, count(distinct (channel, account, user_id))::int as people
     from broadcast_recipient where broadcast_id = $1 group by state`,
    [broadcast],
  );
  const sent = await client.query(
    "select user_id from broadcast_recipient where broadcast_id = $1 and state = 'sent'",
    [broadcast],
  );
  return {
    lines: new Map<string, number>(lines.rows.map(({ state, lines: count }) => [state, count])),
    people: lines.rows.reduce((sum, row) => sum + Number(row.people), 0),
    sent: sent.rows.map(({ user_id }) => String(user_id)),
  };
}
