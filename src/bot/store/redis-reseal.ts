import { splitDeadLetter } from "./outbox-codec.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";
import type { SealedPlace, TextSeals } from "./redis-seals.ts";
import { replaceLines, replaceState, resealReply, scanKeys } from "./redis-values.ts";

const runReplaceReply = readScript("replace-reply-1");
const runReplaceDeadLetter = readScript("replace-dead-letter-2");
const keyPattern = /^\{s(\d\d)\}:(flow|web|out):(.+)$/;
const deadLettersPattern = /^\{s(\d\d)\}:dead$/;

interface ResealOptions {
  readonly redis: RedisCommands;
  readonly seals: TextSeals;
  /** What everything begins with that the first key of SECRET_KEY sealed. */
  readonly prefix: string;
}

/** What became of sealed texts in a run. */
export interface ResealCounts {
  resealed: number;
  /** None of the keys opens them. */
  unopenable: number;
}

/**
 * Seals everything in Redis with the first key of SECRET_KEY that another key sealed. What is changed meanwhile is sealed
 * by the replica that changes it. Running it again continues.
 */
export async function resealRedis(options: ResealOptions): Promise<ResealCounts> {
  const counts: ResealCounts = { resealed: 0, unopenable: 0 };
  for await (const key of scanKeys(options.redis)) await resealKey(options, key, counts);
  return counts;
}

async function resealKey(options: ResealOptions, key: string, counts: ResealCounts): Promise<void> {
  const { redis } = options;
  const [, , kind, name = ""] = keyPattern.exec(key) ?? [];
  const sealAnew = (place: SealedPlace) => (text: string) =>
    resealText(options, text, place, counts);
  if (deadLettersPattern.test(key)) await resealDeadLetters(options, key, counts);
  if (kind === "flow")
    await replaceState(redis, { from: key, to: key }, sealAnew({ kind: "state", name }));
  if (kind === "web")
    await replaceLines(redis, { from: key, to: key }, sealAnew({ kind: "line", name }));
  if (kind === "out") await resealQueue(options, key, name, counts);
}

/** Returns null if the text stays as it is. */
function resealText(
  { seals, prefix }: ResealOptions,
  sealed: string,
  place: SealedPlace,
  counts: ResealCounts,
): string | null {
  if (sealed.startsWith(prefix)) return null;
  const text = seals.open(sealed, place);
  if (text === null) {
    counts.unopenable += 1;
    return null;
  }
  counts.resealed += 1;
  return seals.seal(text, place);
}

async function resealQueue(
  { redis, seals, prefix }: ResealOptions,
  key: string,
  name: string,
  counts: ResealCounts,
): Promise<void> {
  for (const json of await redis.lrange(key, 0, -1)) {
    if (isReplySealed(json, prefix)) continue;
    const replacement = resealReply(seals, name, json);
    if (replacement === null) counts.unopenable += 1;
    else counts.resealed += Number(await runReplaceReply(redis, [key], [json, replacement]));
  }
}

async function resealDeadLetters(
  { redis, seals, prefix }: ResealOptions,
  key: string,
  counts: ResealCounts,
): Promise<void> {
  for (const [field, value] of Object.entries(await redis.hgetall(key))) {
    const { name, header, reply } = splitDeadLetter(field, value);
    if (isReplySealed(reply, prefix)) continue;
    const replacement = resealReply(seals, name, reply);
    if (replacement === null) counts.unopenable += 1;
    else {
      const values = [field, value, field, `${header}\n${replacement}`];
      counts.resealed += Number(await runReplaceDeadLetter(redis, [key, key], values));
    }
  }
}

function isReplySealed(json: string, prefix: string): boolean {
  return json.includes(`"sealed":"${prefix}`);
}
