import { queueKeys, turnKeys } from "./keys.ts";
import { encodeOutboxEntry, newOutboxEntry } from "./outbox-codec.ts";
import { noTries, type OutboxEntry } from "./outbox-store.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";
import type { RedisSeals } from "./redis-seals.ts";
import { encodeEntry, encodeFact, newWebEntries } from "./turn-codec.ts";
import { type CommitResult, maxWebEntries, seenMarkHours, type TurnCommit } from "./turn-store.ts";

const runCommitWebTurn = readScript("commit-web-turn-4");
const runCommitPlatformTurn = readScript("commit-platform-turn-6");
const seenSeconds = seenMarkHours * 3_600;

export interface CommitOptions {
  readonly redis: RedisCommands;
  readonly seals: RedisSeals;
  /** Identifies this process among the replicas. */
  readonly instance: string;
  readonly stateSeconds: number;
  /** Returns an id that is unique among all replicas. */
  readonly nextId: () => string;
}

/** Commits a turn of the web page in one step. `state` is its state as JSON. */
export async function commitWebTurn(
  { redis, seals, stateSeconds }: CommitOptions,
  turn: TurnCommit,
  state: string,
): Promise<CommitResult> {
  const { shard, name } = seals.locate(turn.resident);
  const keys = turnKeys(shard, name, seals.markOf(name, turn.messageId));
  const entries = newWebEntries(turn).map((entry) =>
    seals.seal(encodeEntry(entry), { kind: "line", name }),
  );
  const sealedState = seals.seal(state, { kind: "state", name });
  const answer = await runCommitWebTurn(
    redis,
    [keys.flow, keys.seen, keys.facts, keys.web],
    [...commonValues(turn, sealedState, stateSeconds), maxWebEntries, ...entries],
  );
  return readAnswer(answer);
}

interface PlatformCommit {
  readonly result: CommitResult;
  /** The turn's first reply, if it may be sent at once: this instance holds the shard, and no earlier reply waits. */
  readonly sendable: {
    readonly shard: number;
    readonly name: string;
    readonly entry: OutboxEntry;
  } | null;
}

/** Commits a turn of a platform in one step. `state` is its state as JSON. */
export async function commitPlatformTurn(
  { redis, seals, instance, stateSeconds, nextId }: CommitOptions,
  turn: TurnCommit,
  state: string,
): Promise<PlatformCommit> {
  const { shard, name } = seals.locate(turn.resident);
  const keys = turnKeys(shard, name, seals.markOf(name, turn.messageId));
  const { queue, outbox, lease } = queueKeys(shard, name);
  const entries = turn.replies.map((message) =>
    newOutboxEntry(nextId(), turn.at, turn.resident, message),
  );
  const sealedState = seals.seal(state, { kind: "state", name });
  const answer = await runCommitPlatformTurn(
    redis,
    [keys.flow, keys.seen, keys.facts, queue, outbox, lease],
    [
      ...commonValues(turn, sealedState, stateSeconds),
      instance,
      name,
      ...entries.map((entry) => encodeOutboxEntry(seals, name, entry, noTries)),
    ],
  );
  if (answer !== "first") return { result: readAnswer(answer), sendable: null };
  const [first] = entries;
  return { result: "committed", sendable: first ? { shard, name, entry: first } : null };
}

/** Returns the values that both scripts take first. `state` is sealed. */
function commonValues(
  { version, nextVersion, fact }: TurnCommit,
  state: string,
  stateSeconds: number,
) {
  return [version, nextVersion, state, stateSeconds, seenSeconds, encodeFact(fact)];
}

function readAnswer(answer: unknown): CommitResult {
  if (answer === "committed" || answer === "stale" || answer === "seen") return answer;
  throw new TypeError("a commit script gave an unknown answer");
}
