import type { DeadLetter, OutboxStore } from "../bot/store/outbox-store.ts";
import { openRedisStore } from "../bot/store/redis-store.ts";
import { readConfig } from "../config/config.ts";

const usage = `npm run outbox -- parked          lists replies that were given up, with their reason
npm run outbox -- retry ID [ID…]   sends these again
npm run outbox -- retry --all      sends all of them again`;
/** Enough to tell two rows apart, too little to name anybody. */
const shownIdLength = 4;
const msPerMinute = 60_000;

process.exitCode = await main(process.argv.slice(2));

async function main([command, ...ids]: readonly string[]): Promise<number> {
  const isRetry = command === "retry" && ids.length > 0;
  if (command !== "parked" && !isRetry) {
    console.error(usage);
    return 2;
  }
  const { redisUrl, stateTtlDays } = readConfig(process.env);
  if (redisUrl === null) {
    console.error(
      "Without REDIS_URL replies live in the service's own memory: nothing to look at.",
    );
    return 1;
  }
  const store = await openRedisStore({ url: redisUrl, stateTtlDays, onError: () => {} });
  try {
    await (isRetry ? retry(store.outbox, ids) : list(store.outbox));
    return 0;
  } finally {
    await store.close();
  }
}

async function list(outbox: OutboxStore): Promise<void> {
  const parked = await outbox.parked();
  for (const entry of parked) console.log(lineOf(entry, new Date()));
  console.log(`${parked.length} parked`);
}

async function retry(outbox: OutboxStore, ids: readonly string[]): Promise<void> {
  const count = await outbox.retryParked(ids.includes("--all") ? "all" : new Set(ids));
  console.log(`${count} queued again`);
}

/** Id, channel, the end of the resident's id, age in minutes, reason. */
function lineOf({ id, resident, parkedAt, reason }: DeadLetter, now: Date): string {
  const minutes = Math.floor((now.getTime() - parkedAt.getTime()) / msPerMinute);
  const shown = `…${resident.user.slice(-shownIdLength)}`;
  return [id, resident.channel, shown, `${minutes} min`, reason].join("\t");
}
