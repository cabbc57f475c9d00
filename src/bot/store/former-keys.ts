import { z } from "zod";
import { parseResidentName, queueKeys, shardTag, turnKeys, webKey } from "./keys.ts";
import {
  deadLetterField,
  encodeOutboxEntry,
  newOutboxEntry,
  splitDeadLetter,
} from "./outbox-codec.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";
import type { RedisSeals } from "./redis-seals.ts";
import { replaceLines, replaceState, scanKeys } from "./redis-values.ts";
import { messageSchema, parseJsonOrUndefined } from "./turn-codec.ts";

/** Says that nothing of the former version is left. */
const formKey = "huong-dan:form";
const currentForm = "sealed";
/** The replicas of the former version that are alive, by the time of their last heartbeat. */
const formerReplicasKey = "huong-dan:replicas";
const replicaTimeoutMs = 10_000;
/** `{s07}:flow:zalo:OA:USER`, and for a seen-mark the message's id behind it. */
const formerKeyPattern = /^\{s(\d\d)\}:(flow|web|out|seen):(\w+:[^:]*:[^:#][^:]*)(?::([^:]*))?$/;
const formerParkedPattern = /^\{s(\d\d)\}:parked$/;

const runTakeOverQueue = readScript("take-over-queue-5");
const runReplaceDeadLetter = readScript("replace-dead-letter-2");

const formerEntrySchema = z.object({
  id: z.string(),
  at: z.int().transform((ms) => new Date(ms)),
  message: messageSchema,
});

/**
 * Takes over what version 0.2 stored in plain text under the user's id: conversations, unsent replies, dead letters and
 * seen-marks. Resolves with whether nothing is left: while one of its replicas still runs, it goes on storing.
 */
export async function takeOverFormerKeys(
  redis: RedisCommands,
  seals: RedisSeals,
): Promise<boolean> {
  if ((await redis.get(formKey)) === currentForm && !(await redis.exists(formerReplicasKey))) {
    return true;
  }
  const isServed = await isAnyReplicaAlive(redis);
  let left = 0;
  for await (const key of scanKeys(redis)) {
    if (!(await takeOver(redis, seals, key))) left += 1;
  }
  const isDone = left === 0 && !isServed;
  if (isDone) {
    await redis.del(formerReplicasKey);
    await redis.set(formKey, currentForm);
  }
  return isDone;
}

async function isAnyReplicaAlive(redis: RedisCommands): Promise<boolean> {
  const [, lastBeatMs] = await redis.zrange(formerReplicasKey, "-1", "-1", "WITHSCORES");
  const [seconds] = await redis.time();
  return Number(lastBeatMs ?? 0) > Number(seconds) * 1_000 - replicaTimeoutMs;
}

/** Resolves with whether nothing of the former version is left at this key. */
async function takeOver(redis: RedisCommands, seals: RedisSeals, key: string): Promise<boolean> {
  const [, parkedShard] = formerParkedPattern.exec(key) ?? [];
  if (parkedShard !== undefined) return takeOverDeadLetters(redis, seals, key, Number(parkedShard));
  const [, , kind, formerName = "", messageId = ""] = formerKeyPattern.exec(key) ?? [];
  if (kind === undefined) return true;

  const { shard, name } = seals.locate(parseResidentName(formerName));
  switch (kind) {
    case "flow": {
      const to = turnKeys(shard, name, "").flow;
      return replaceState(redis, { from: key, to }, (text) =>
        seals.seal(text, { kind: "state", name }),
      );
    }
    case "web": {
      const to = webKey(shard, name);
      return replaceLines(redis, { from: key, to }, (text) =>
        seals.seal(text, { kind: "line", name }),
      );
    }
    case "out":
      return takeOverQueue(redis, seals, { from: key, formerName, shard });
    default: {
      // The former mark stays until it expires: a replica of the former version may still need it.
      const { seen } = turnKeys(shard, name, seals.markOf(name, decodeURIComponent(messageId)));
      const life = await redis.pttl(key);
      if (life > 0) await redis.set(seen, 1, "PX", life, "NX");
      return true;
    }
  }
}

async function takeOverQueue(
  redis: RedisCommands,
  seals: RedisSeals,
  { from, formerName, shard }: { from: string; formerName: string; shard: number },
): Promise<boolean> {
  const { name } = seals.locate(parseResidentName(formerName));
  const { queue, outbox } = queueKeys(shard, name);
  const replies = (await redis.lrange(from, 0, -1)).map((json) =>
    sealFormerReply(seals, formerName, json),
  );
  if (replies.length === 0) return true;
  const former = [`${shardTag(shard)}:lease`, from, `${shardTag(shard)}:outbox`];
  const keys = [...former, queue, outbox];
  return (await runTakeOverQueue(redis, keys, [formerName, name, ...replies])) === 1;
}

async function takeOverDeadLetters(
  redis: RedisCommands,
  seals: RedisSeals,
  key: string,
  shard: number,
): Promise<boolean> {
  const moved = Object.entries(await redis.hgetall(key)).map(async ([field, value]) => {
    const { name: formerName, id, header, reply } = splitDeadLetter(field, value);
    const { name } = seals.locate(parseResidentName(formerName));
    const replacement = `${header}\n${sealFormerReply(seals, formerName, reply)}`;
    const keys = [key, queueKeys(shard, name).parked];
    const values = [field, value, deadLetterField(name, id), replacement];
    return (await runReplaceDeadLetter(redis, keys, values)) === 1;
  });
  return (await Promise.all(moved)).every(Boolean);
}

/** Returns a reply that this version cannot read as it is: it becomes a dead letter once it is due. */
function sealFormerReply(seals: RedisSeals, formerName: string, json: string): string {
  const entry = formerEntrySchema.safeParse(parseJsonOrUndefined(json)).data;
  if (entry === undefined) return json;
  const resident = parseResidentName(formerName);
  const { id, at, message } = entry;
  const { name } = seals.locate(resident);
  const taken = newOutboxEntry(id, at, resident, message);
  return encodeOutboxEntry(seals, name, taken, taken.tries);
}
