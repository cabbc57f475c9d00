import type { DeadLetter, OutboxStore } from "../bot/store/outbox-store.ts";
import { openDeadLetters } from "../bot/store/redis-dead-letters.ts";
import { readConfig } from "../config/config.ts";
import { loadOrCreateSecretKey } from "../security/secret-key.ts";
import { printReport } from "./print-report.ts";

const usage = `npm run outbox -- parked          lists the replies that could not be sent, with the reason
npm run outbox -- retry ID [ID…]   sends these again
npm run outbox -- retry --all      sends all of them again`;
/** Enough to tell two rows apart, too little to identify anybody. */
const shownIdLength = 4;
const msPerMinute = 60_000;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!printReport(error)) throw error;
  process.exitCode = 1;
}

async function main([command, ...ids]: readonly string[]): Promise<number> {
  const isRedrive = command === "retry" && ids.length > 0;
  if (command !== "parked" && !isRedrive) {
    console.error(usage);
    return 2;
  }
  const config = readConfig(process.env);
  const { redisUrl } = config;
  if (redisUrl === null) {
    console.error("Without REDIS_URL replies are in the service's own memory: nothing to list.");
    return 1;
  }
  const secretKey = await loadOrCreateSecretKey(config);
  const deadLetters = await openDeadLetters({ url: redisUrl, secretKey });
  try {
    await (isRedrive ? redrive(deadLetters, ids) : list(deadLetters));
    return 0;
  } finally {
    await deadLetters.close();
  }
}

async function list(outbox: Pick<OutboxStore, "listDeadLetters">): Promise<void> {
  const deadLetters = await outbox.listDeadLetters();
  for (const deadLetter of deadLetters) console.log(formatLine(deadLetter, new Date()));
  console.log(`${deadLetters.length} parked`);
}

async function redrive(
  outbox: Pick<OutboxStore, "redriveDeadLetters">,
  ids: readonly string[],
): Promise<void> {
  const count = await outbox.redriveDeadLetters(ids.includes("--all") ? "all" : new Set(ids));
  console.log(`${count} queued again`);
}

/** Returns id, channel, the end of the resident's id, age in minutes and reason. */
function formatLine({ id, resident, parkedAt, reason }: DeadLetter, now: Date): string {
  const minutes = Math.floor((now.getTime() - parkedAt.getTime()) / msPerMinute);
  const shownUser = `…${(resident.user ?? "").slice(-shownIdLength)}`;
  return [id, resident.channel, shownUser, `${minutes} min`, reason].join("\t");
}
