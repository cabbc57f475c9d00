import { encodeFact } from "./fact-codec.ts";
import { queueKeys, residentKey, shardOf, turnKeys } from "./keys.ts";
import { newEntries } from "./new-entries.ts";
import { newOutboxEntry } from "./outbox-codec.ts";
import type { OutboxEntry } from "./outbox-store.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";
import { encodeEntry } from "./turn-codec.ts";
import { keptWebEntries, seenMarkHours, type TurnCommit } from "./turn-store.ts";

const commitWebTurn = readScript("commit-web-turn-4");
const commitPlatformTurn = readScript("commit-platform-turn-6");
const seenSeconds = seenMarkHours * 3_600;

export interface CommitOptions {
  readonly redis: RedisCommands;
  readonly instance: string;
  readonly stateSeconds: number;
  /** Unique in all replicas. */
  readonly nextId: () => string;
  /** This instance may send `first` at once: it holds the shard, and nothing else of the resident waits. */
  readonly onFirst: (shard: number, name: string, first: OutboxEntry) => void;
}

type Committed = "committed" | "stale" | "seen";

/** Keeps a turn in one step. `state` is its state as JSON. */
export function commitTurn(
  options: CommitOptions,
  turn: TurnCommit,
  state: string,
): Promise<Committed> {
  return turn.resident.channel === "web"
    ? commitWeb(options, turn, state)
    : commitPlatform(options, turn, state);
}

async function commitWeb(
  { redis, stateSeconds }: CommitOptions,
  turn: TurnCommit,
  state: string,
): Promise<Committed> {
  const name = residentKey(turn.resident);
  const keys = turnKeys(shardOf(name), name, turn.messageId);
  const entries = newEntries(turn).map(encodeEntry);
  const answer = await commitWebTurn(
    redis,
    [keys.flow, keys.seen, keys.facts, keys.web],
    [...keptOf(turn, state, stateSeconds), keptWebEntries, ...entries],
  );
  return readAnswer(answer);
}

async function commitPlatform(
  { redis, instance, stateSeconds, nextId, onFirst }: CommitOptions,
  turn: TurnCommit,
  state: string,
): Promise<Committed> {
  const name = residentKey(turn.resident);
  const shard = shardOf(name);
  const keys = turnKeys(shard, name, turn.messageId);
  const { queue, outbox, lease } = queueKeys(shard, name);
  const replies = turn.replies.map((message) => newOutboxEntry(nextId(), turn.at, message));
  const answer = await commitPlatformTurn(
    redis,
    [keys.flow, keys.seen, keys.facts, queue, outbox, lease],
    [...keptOf(turn, state, stateSeconds), instance, name, ...replies.map(({ json }) => json)],
  );
  if (answer !== "first") return readAnswer(answer);
  const [first] = replies;
  if (first !== undefined) onFirst(shard, name, first.entry);
  return "committed";
}

/** What both scripts take first. */
function keptOf({ version, nextVersion, fact }: TurnCommit, state: string, stateSeconds: number) {
  return [version, nextVersion, state, stateSeconds, seenSeconds, encodeFact(fact)];
}

function readAnswer(answer: unknown): Committed {
  if (answer === "committed" || answer === "stale" || answer === "seen") return answer;
  throw new TypeError("a commit script gave an unknown answer");
}
