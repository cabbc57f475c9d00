import process from "node:process";
import { sql } from "kysely";
import { createZaloClient, type ZaloAnswer } from "../../src/channels/zalo/client.ts";
import { createZaloChatRoute, createZaloSender } from "../../src/channels/zalo/sender.ts";
import type { Database } from "../../src/db/open.ts";
import { deliverNotifications } from "../../src/notify/delivery/enqueue-notifications.ts";
import { account } from "../platforms/zalo.ts";
import { onPostgres } from "../with-database.ts";
import { followedDossier } from "./followed-dossier.ts";
import { startStandInProcess } from "./stand-in-process.ts";

/** Medians of the rounds, in milliseconds. */
export interface DeliveryFigures {
  readonly drainMs: number;
  readonly plainMs: number;
  readonly storeMs: number;
  readonly copyMs: number;
}

export const followers = 20_000;
const rounds = 3;
/** As many as the deliverer has under way. */
const atOnce = 16;
/** About as long as what followers read. */
const text = "Hồ sơ 000.00.16.H26-251125-0001: Đang xử lý. ".repeat(8);
const accessToken = account.accessToken;

/** News to many followers over PostgreSQL, beside plain posts and a plain COPY, in alternating rounds. */
export async function measureDeliveries(): Promise<DeliveryFigures> {
  const standIn = await startStandInProcess();
  try {
    return await onPostgres(async (database) => {
      await database.jobs.declare(deliverNotifications);
      return alternate(database, standIn.url);
    });
  } finally {
    standIn.close();
  }
}

async function alternate(database: Database, openapiUrl: string): Promise<DeliveryFigures> {
  const client = createZaloClient({ openapiUrl });
  const token = { status: "ready", accessToken } as const;
  const tokens = { current: async () => token, refused: async () => token };
  const outlet = createZaloSender({ client, tokens, style: "buttons", now: () => new Date() });
  const routes = { "zalo-chat": createZaloChatRoute(outlet, account.oaId) };
  const dossier = await followedDossier(database, followers, routes);
  const send = (user: string) =>
    client.send({ accessToken, recipient: { user_id: user }, message: { text }, timeoutMs: 5_000 });

  const times = { drainMs: [], plainMs: [], storeMs: [], copyMs: [] } as Record<
    keyof DeliveryFigures,
    number[]
  >;
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const measured = {
      storeMs: await timed(dossier.tell),
      copyMs: await timeCopy(database),
      drainMs: await timed(dossier.drain),
      plainMs: await timed(() => postAll(send)),
    };
    if (round === 0) continue;
    for (const [name, ms] of Object.entries(measured)) {
      times[name as keyof DeliveryFigures].push(ms);
    }
  }
  await checkAllSent(database, (rounds + 1) * followers);
  return {
    drainMs: median(times.drainMs),
    plainMs: median(times.plainMs),
    storeMs: median(times.storeMs),
    copyMs: median(times.copyMs),
  };
}

async function postAll(send: (user: string) => Promise<ZaloAnswer>): Promise<void> {
  const users = Array.from({ length: followers }, (_, index) => `user-${index}`).values();
  const post = async () => {
    for (const user of users) {
      const { kind } = await send(user);
      if (kind !== "ok") throw new Error(`A plain post was answered: ${kind}.`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, post));
}

/** The rows of the latest event, from the server's own file into a table with the same indexes. */
async function timeCopy({ db }: Database): Promise<number> {
  const file = sql.lit(`/tmp/huong-dan-copy-${process.pid}`);
  await sql`copy (select * from delivery where state = 'waiting') to ${file}`.execute(db);
  await sql`create table copied (like delivery including indexes including defaults)`.execute(db);
  const ms = await timed(() => sql`copy copied from ${file}`.execute(db));
  await sql`drop table copied`.execute(db);
  return ms;
}

/** Rounds that stored or sent less measured something else. */
async function checkAllSent({ db }: Database, expected: number): Promise<void> {
  const { sent } = await db
    .selectFrom("delivery")
    .select((query) => query.fn.countAll<number>().as("sent"))
    .where("state", "=", "sent")
    .executeTakeFirstOrThrow();
  if (Number(sent) !== expected) throw new Error(`${sent} of ${expected} deliveries were sent.`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
