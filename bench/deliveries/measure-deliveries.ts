import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { sql } from "kysely";
import { createZaloClient, type ZaloAnswer } from "../../src/channels/zalo/client.ts";
import { createZaloChatRoute, createZaloSender } from "../../src/channels/zalo/sender.ts";
import type { Database } from "../../src/db/open.ts";
import { deliverNotifications } from "../../src/notify/delivery/enqueue-notifications.ts";
import { account } from "../platforms/zalo.ts";
import { measureMs, median } from "../statistics.ts";
import { withDatabase } from "../with-database.ts";
import { createFollowedDossier } from "./followed-dossier.ts";

/** Medians of the rounds, in milliseconds. */
export interface DeliveryFigures {
  readonly drainMs: number;
  readonly plainMs: number;
  readonly storeMs: number;
  readonly copyMs: number;
}

export const followerCount = 20_000;
const rounds = 3;
/** As many as the deliverer has in flight. */
const concurrency = 16;
/** About as long as a notification to a follower. */
const text = "Hồ sơ 000.00.16.H26-251125-0001: Đang xử lý. ".repeat(8);
const accessToken = account.accessToken;

/** Measures notifications to many followers beside plain posts and a plain COPY, in alternating rounds. */
export async function measureDeliveries(): Promise<DeliveryFigures> {
  const standIn = await startStandInProcess();
  try {
    return await withDatabase(async (database) => {
      await database.jobs.declare(deliverNotifications);
      return measureRounds(database, standIn.url);
    });
  } finally {
    standIn.close();
  }
}

/** Starts Zalo's servers in a process of their own. Resolves when they listen. */
async function startStandInProcess(): Promise<{ readonly url: string; close(): void }> {
  const child = spawn(process.execPath, ["bench/deliveries/stand-in-main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { url: String(line).trim(), close: () => child.kill("SIGKILL") };
}

async function measureRounds(database: Database, openapiUrl: string): Promise<DeliveryFigures> {
  const client = createZaloClient({ openapiUrl });
  const token = { status: "ready", accessToken } as const;
  const tokens = { current: async () => token, refused: async () => token };
  const sender = createZaloSender({ client, tokens, style: "buttons", now: () => new Date() });
  const routes = { "zalo-chat": createZaloChatRoute(sender, account.oaId) };
  const dossier = await createFollowedDossier(database, followerCount, routes);
  const send = (user: string) =>
    client.send({ accessToken, recipient: { user_id: user }, message: { text }, timeoutMs: 5_000 });

  const times = { drainMs: [], plainMs: [], storeMs: [], copyMs: [] } as Record<
    keyof DeliveryFigures,
    number[]
  >;
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const measured = {
      storeMs: await measureMs(dossier.notify),
      copyMs: await timeCopy(database),
      drainMs: await measureMs(dossier.drain),
      plainMs: await measureMs(() => postAll(send)),
    };
    if (round === 0) continue;
    for (const [name, ms] of Object.entries(measured)) {
      times[name as keyof DeliveryFigures].push(ms);
    }
  }
  await checkAllSent(database, (rounds + 1) * followerCount);
  return {
    drainMs: median(times.drainMs),
    plainMs: median(times.plainMs),
    storeMs: median(times.storeMs),
    copyMs: median(times.copyMs),
  };
}

async function postAll(send: (user: string) => Promise<ZaloAnswer>): Promise<void> {
  const users = Array.from({ length: followerCount }, (_, index) => `user-${index}`).values();
  const post = async () => {
    for (const user of users) {
      const { kind } = await send(user);
      if (kind !== "ok") throw new Error(`A plain post was answered: ${kind}.`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, post));
}

/** Copies the rows of the latest event from a file of the server into a table with the same indexes. */
async function timeCopy({ db }: Database): Promise<number> {
  const file = sql.lit(`/tmp/huong-dan-copy-${process.pid}`);
  await sql`copy (select * from delivery where state = 'waiting') to ${file}`.execute(db);
  await sql`create table copied (like delivery including indexes including defaults)`.execute(db);
  const ms = await measureMs(() => sql`copy copied from ${file}`.execute(db));
  await sql`drop table copied`.execute(db);
  return ms;
}

/** Throws if a round stored or sent less, because its figures would be wrong. */
async function checkAllSent({ db }: Database, expected: number): Promise<void> {
  const { sent } = await db
    .selectFrom("delivery")
    .select((query) => query.fn.countAll<number>().as("sent"))
    .where("state", "=", "sent")
    .executeTakeFirstOrThrow();
  if (Number(sent) !== expected) throw new Error(`${sent} of ${expected} deliveries were sent.`);
}
