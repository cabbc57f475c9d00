import type { DeadLetter, OutboxStore } from "../bot/store/outbox-store.ts";
import { openRedisStore } from "../bot/store/redis-store.ts";
import { readConfig } from "../config/config.ts";

const usage = `npm run outbox -- parked          lists the replies that could not be sent, with the reason
npm run outbox -- retry ID [ID…]   sends these again
npm run outbox -- retry --all      sends all of them again`;
/** Enough to tell two rows apart, too little to identify anybody. */
const shownIdLength = 4;
const msPerMinute = 60_000;

process.exitCode = await main(process.argv.slice(2));

async function main([command, ...ids]: readonly string[]): Promise<number> {
  const isRedrive = command === "retry" && ids.length > 0;
  if (command !== "parked" && !isRedrive) {
    console.error(usage);
    return 2;
  }
  const { redisUrl, stateTtlDays } = readConfig(process.env);
  if (redisUrl === null) {
    console.error("Without REDIS_URL replies are in the service's own memory: nothing to list.");
    return 1;
  }
  const store = await openRedisStore({ url: redisUrl, stateTtlDays, onError: () => {} });
  try {
    await (isRedrive ? redrive(store.outbox, ids) : list(store.outbox));
    return 0;
  } finally {
    await store.close();
  }
}

async function list(outbox: OutboxStore): Promise<void> {
  const deadLetters = await outbox.listDeadLetters();
  for (const deadLetter of deadLetters) console.log(formatLine(deadLetter, new Date()));
  console.log(`${deadLetters.length} parked`);
}

async function redrive(outbox: OutboxStore, ids: readonly string[]): Promise<void> {
  const count = await outbox.redriveDeadLetters(ids.includes("--all") ? "all" : new Set(ids));
  console.log(`${count} queued again`);
}

/** Returns id, channel, the end of the resident's id, age in minutes and reason. */
function formatLine({ id, resident, parkedAt, reason }: DeadLetter, now: Date): string {
  const minutes = Math.floor((now.getTime() - parkedAt.getTime()) / msPerMinute);
  const shownUser = `…${resident.user.slice(-shownIdLength)}`;
  return [id, resident.channel, shownUser, `${minutes} min`, reason].join("\t");
}
