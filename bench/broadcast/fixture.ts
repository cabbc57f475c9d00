import { createHash } from "node:crypto";
import { sql } from "kysely";
import { loadCatalog } from "../../src/catalog/load.ts";
import { createMemoryPacer } from "../../src/channels/pacing.ts";
import type { Database } from "../../src/db/open.ts";
import { createBroadcastQueue } from "../../src/notify/broadcasts/broadcast-queue.ts";
import { createBroadcastService } from "../../src/notify/broadcasts/broadcast-service.ts";
import { createBroadcast, readBroadcast } from "../../src/notify/broadcasts/broadcast-store.ts";
import { readProgress } from "../../src/notify/broadcasts/progress.ts";
import { approveBroadcast } from "../../src/notify/broadcasts/state-transitions.ts";
import { deliverMessage } from "../../src/notify/delivery/deliver-message.ts";
import { QuotaTracker } from "../../src/notify/delivery/quota-tracker.ts";
import { createDossierBox } from "../../src/notify/dossiers/dossier-box.ts";
import { createSecretBox } from "../../src/security/secret-box.ts";

const secretKey = "0".repeat(32);
/** Followers of one dossier. Half of all followers are on each platform. */
const followersPerDossier = 4;
/** How often each follower has written. */
const factsPerFollower = 2;
const paceKey = "one account";
/** As long as the service's own hash, and about as expensive. */
const hashResident = ({ user }: { readonly user: string }) =>
  createHash("sha256").update(user).digest("hex").slice(0, 32);

/** Creates the parts that broadcasts need, on a database whose agencies have very many followers. */
export async function createBroadcastFixture(database: Database) {
  const { db } = database;
  const catalog = await loadCatalog("data");
  const now = () => new Date();
  const recipients = { box: createDossierBox(secretKey), hashResident, catalog: () => catalog };
  const broadcasts = createBroadcastService({
    ...recipients,
    database,
    // Only estimates use it. This file sends the messages itself.
    transport: { routes: {}, limits: {}, pacer: createMemoryPacer({}, () => performance.now()) },
    hashKey: secretKey,
    now,
    approveOver: 200,
    quietHours: null,
    addressBox: createSecretBox(secretKey, "own addresses"),
    onError: (error) => {
      throw error;
    },
  });
  const queue = createBroadcastQueue(db, {
    ...recipients,
    testRecipients: broadcasts.testRecipients,
  });
  const author = await addOfficial(database, "author");
  const second = await addOfficial(database, "second");

  const send = async () => ({ outcome: "sent", platformId: null }) as const;
  const sending = {
    routes: {
      "zalo-chat": { paceKey, send },
      "messenger-chat": { paceKey, send },
    },
    available: new Set(["zalo-chat", "messenger-chat"] as const),
    pacer: createMemoryPacer({ [paceKey]: { count: 1e9, perMs: 1_000 } }, () => performance.now()),
    breakers: {},
    quotas: new QuotaTracker(),
    quietHours: null,
    now,
    random: Math.random,
  };

  return {
    /** Sends the next `count` messages as the deliverer does. */
    send: async (count: number): Promise<void> => {
      const messages = await queue.claim(count, now());
      const outcomes = await Promise.all(
        messages.map((message) => deliverMessage(sending, message)),
      );
      const sent = outcomes.filter(({ state }) => state === "sent");
      if (sent.length < count)
        throw new Error(`Only ${sent.length} of ${count} messages were sent.`);
      await queue.saveOutcomes(outcomes, now());
    },
    progress: (id: number) => readProgress(db, id),
    estimate: async (id: number) => broadcasts.estimate(await requireBroadcast(database, id)),
    submit: async (id: number): Promise<void> => {
      const onSubmitted = async () => undefined;
      await broadcasts.submit({ id, revision: 1, by: author, onSubmitted });
    },
    release: async (id: number): Promise<void> => {
      const { fingerprint } = await requireBroadcast(database, id);
      await approveBroadcast(db, id, { fingerprint: fingerprint ?? "", by: second, now: now() });
    },
    /** Creates a draft to all followers of a new agency. Returns its id. */
    createDraft: async (count: number): Promise<number> => {
      const agencyId = await createAgency(database, count);
      const draft = {
        title: "Nghỉ sáng thứ Bảy",
        text: "Điểm hướng dẫn của {co_quan} nghỉ.",
        plainSms: false,
        isTrial: false,
        startsAt: null,
        audience: { kind: "everyone" } as const,
      };
      const creation = { agencyId, key: `${count}`, draft, by: author, now: now() };
      return (await createBroadcast(db, creation)).id;
    },
  };
}

async function requireBroadcast({ db }: Database, id: number) {
  const broadcast = await readBroadcast(db, id);
  if (broadcast === null) throw new Error(`There is no broadcast ${id}.`);
  return broadcast;
}

async function addOfficial({ db }: Database, username: string): Promise<number> {
  const { id } = await db
    .insertInto("desk_account")
    .values({
      username,
      name: username,
      role: "official",
      agency_id: null,
      password_hash: null,
      created_at: new Date(),
      closed_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Creates an agency with that many followers. Returns its id. */
async function createAgency({ db }: Database, count: number): Promise<number> {
  const name = `UBND ${count}`;
  const inserted = await sql<{ id: number }>`
    insert into agency (name, is_complete, follows_contacts, created_at)
    values (${name}, true, false, now()) returning id`.execute(db);
  const agency = inserted.rows[0]?.id ?? 0;
  const many = sql`generate_series(1, ${count}::int) n`;
  const resident = sql`case n % 2 when 0 then 'zalo' else 'messenger' end, 'oa', ${name} || ' ' || n`;
  await sql`
    insert into dossier (code, code_key, reversed_key, agency_id, created_at, changed_at)
    select ${name} || n, ${name} || n, ${name} || n, ${agency}, now(), now()
    from generate_series(0, ${count}::int / ${followersPerDossier}::int) n`.execute(db);
  await sql`
    insert into follower (dossier_id, channel, account, user_id, language, since)
    select dossier.id, ${resident}, 'vi', now() - interval '30 days' from ${many}
    join dossier on dossier.code = ${name} || (n / ${followersPerDossier}::int)`.execute(db);
  await sql`
    insert into consent (channel, account, user_id, purpose, is_given, kept_days, language, at, event_id)
    select ${resident}, purpose, true, 365, 'vi', now(), ${name} || n
    from ${many}, unnest(array['chat', 'news']) purpose`.execute(db);
  await sql`
    insert into turn_fact (id, at, channel, flow, step, outcome, point, resident_hash)
    select ${name} || n || fact, now() - fact * interval '20 hours', 'zalo', 'menu', '', 'told', null,
      left(encode(sha256((${name} || ' ' || n)::bytea), 'hex'), 32)
    from ${many}, generate_series(1, ${factsPerFollower}::int) fact`.execute(db);
  await sql`analyze`.execute(db);
  return agency;
}
