import { randomInt, randomUUID } from "node:crypto";
import type { Catalog } from "../catalog/catalog.ts";
import type { Resident } from "../channels/resident.ts";
import { type BotSwitch, botOn } from "../flows/engine/bot-switch.ts";
import type { ConversationInput } from "../flows/engine/input.ts";
import type { AnsweredRequest } from "../flows/engine/ports.ts";
import type { ConversationState } from "../flows/engine/state.ts";
import type { SuspendedTurn, TurnContext, TurnResult } from "../flows/engine/turn.ts";
import type { Message } from "../wording/message.ts";
import { splitMessage } from "../wording/split-message.ts";
import { ConversationCache } from "./conversation-cache.ts";
import { type PerformPort, resolvePortRequests } from "./port-requests.ts";
import { residentName } from "./store/keys.ts";
import type { TurnCommit, TurnFact, TurnStore } from "./store/turn-store.ts";

/** Something that a resident did, on any channel. */
export interface TurnEvent {
  readonly resident: Resident;
  /** The platform's id. An event with an id that was seen before is not answered again. */
  readonly messageId: string;
  readonly input: ConversationInput;
  /** The resident's own line as the conversation shows it; null if nothing was said. */
  readonly said: Message | null;
  /** The visitor's address; null on a platform. */
  readonly address: string | null;
  /** The colleague's line that this turn sends. Absent: none. */
  readonly line?: number | null;
}

export type TurnOutcome =
  | { readonly status: "committed"; readonly fact: TurnFact }
  | { readonly status: "seen" };

export type ProcessTurn = (event: TurnEvent) => Promise<TurnOutcome>;

export interface TurnProcessorOptions {
  readonly store: Pick<TurnStore, "load" | "commit" | "forget">;
  readonly converse: (
    state: ConversationState | null,
    input: ConversationInput,
    context: TurnContext,
  ) => TurnResult | SuspendedTurn;
  /** Performs what flows ask of ports. */
  readonly perform: PerformPort;
  /** Returns the current catalogue. One turn sees one catalogue. */
  readonly catalog: () => Catalog;
  /** Returns the current state of the switch. Absent: the bot is on. */
  readonly botSwitch?: () => BotSwitch;
  readonly now: () => Date;
  /** Returns a keyed hash, so that the durable record counts residents without identifying one. */
  readonly hashResident: (resident: Resident) => string;
  readonly contactPhone: string | null;
  /** How long the bot stays silent after a person answered by hand. */
  readonly muteMinutes: number;
  /** Whether `perform` can ask a language model. Absent: it cannot. */
  readonly mayAskModel?: boolean;
  /** Absent: a cache of its own. */
  readonly cache?: ConversationCache;
  /** Returns the first version of a conversation. Absent: a random one. */
  readonly firstVersion?: () => number;
  /** Limits each call to a port. */
  readonly portTimeoutMs?: number;
}

/** A turn loses a race to another that was committed, so this many in a row mean that something floods us. */
const maxAttempts = 10;
/** V8 writes numbers up to this size in a fraction of the time that larger ones take. */
const maxFirstVersion = 2 ** 30;

const defaultPortTimeoutMs = 800;

/** Outcome of a turn whose stored state was damaged, too large or of another version: the conversation started again. */
const stateDiscarded = "state-discarded";

/** Replaces the hash of a resident whose data was erased. */
const erased = "erased";
/** Replaces what must not be shown again. */
const hidden: Message = { type: "text", text: "••••" };

/** Other turns of the same resident were faster every time. Nothing of this one is stored; it may be tried again. */
class TurnContendedError extends Error {
  readonly code = "TURN_CONTENDED";
  readonly statusCode = 503;

  constructor() {
    super(`a turn lost the race for its conversation ${maxAttempts} times`);
    this.name = "TurnContendedError";
  }
}

/** The state from which a turn starts. */
interface TurnStart {
  readonly state: ConversationState | null;
  readonly version: number;
  readonly residentHash: string;
}

/**
 * Creates the function that processes turns: load, converse (performing what the flows ask of ports), commit. A turn
 * is stored whole or not at all. The function rejects with TurnContendedError, StateTooLargeError, or what the store
 * or a port rejects with.
 */
export function createTurnProcessor(options: TurnProcessorOptions): ProcessTurn {
  const { store, converse, perform, catalog, now, contactPhone, muteMinutes } = options;
  const { firstVersion = randomVersion, portTimeoutMs = defaultPortTimeoutMs } = options;
  const cache = options.cache ?? new ConversationCache({ now });

  const processTurn: ProcessTurn = async (event) => {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const outcome = await attemptTurn(event).catch((error) => {
        // The next try loads, and so finds out whether the event was seen: a copy of one that failed is.
        cache.evict(event.resident);
        throw error;
      });
      if (outcome !== "stale") return outcome;
      cache.evict(event.resident);
    }
    throw new TurnContendedError();
  };

  /** Resolves with "stale" if the turn must start again from the store. */
  const attemptTurn = async (event: TurnEvent): Promise<TurnOutcome | "stale"> => {
    const { resident, messageId, address } = event;
    const cached = cache.get(resident);
    const start = cached ?? (await load(event));
    if (start === "seen") return { status: "seen" };

    const at = now();
    const context = {
      catalog: catalog(),
      botSwitch: options.botSwitch?.() ?? botOn,
      now: at,
      contactPhone,
      muteMinutes,
      mayAskModel: options.mayAskModel ?? false,
    };
    const run = (answered: readonly AnsweredRequest[]) =>
      converse(start.state, event.input, { ...context, answered });
    const first = run([]);
    // An event that was seen must not ask ports again, and only a load knows whether it was.
    if ("ask" in first && cached !== null) return "stale";
    const eventId = `${residentName(resident)}:${messageId}`;
    const result =
      "ask" in first
        ? await resolvePortRequests(first, {
            rerun: run,
            perform: (request) => perform(request, { resident, eventId, address }),
            timeoutMs: portTimeoutMs,
          })
        : first;

    if (result.erases === true) await store.forget(resident);
    const turn = createCommit(event, start, at, result);
    const committed = await store.commit(turn);
    if (committed === "stale") return "stale";
    if (committed === "seen") return { status: "seen" };
    if (result.erases !== true) {
      const { state, nextVersion: version } = turn;
      cache.set(resident, { state, version, residentHash: start.residentHash });
    }
    return { status: "committed", fact: turn.fact };
  };

  const load = async ({ resident, messageId }: TurnEvent): Promise<TurnStart | "seen"> => {
    const { state, version, isSeen } = await store.load(resident, messageId);
    return isSeen ? "seen" : { state, version, residentHash: options.hashResident(resident) };
  };

  const createCommit = (
    event: TurnEvent,
    start: TurnStart,
    at: Date,
    result: TurnResult,
  ): TurnCommit => {
    const { resident, messageId } = event;
    const { state, messages, fact: summary, isConfidential = false, erases = false } = result;
    // After an erasure not even the resident's hash is recorded.
    const residentHash = erases ? erased : start.residentHash;
    const fact: TurnFact = {
      ...summary,
      id: erases ? `${erased}:${randomUUID()}` : `${residentHash}:${storableId(messageId)}`,
      at,
      channel: resident.channel,
      residentHash,
      outcome: isDiscarded(start) ? stateDiscarded : summary.outcome,
    };
    const version = erases ? 0 : start.version;
    const nextVersion = version === 0 ? firstVersion() : version + 1;
    const replies = withLine(repliesFor(resident, messages), event.line ?? null);
    const said = isConfidential && event.said !== null ? hidden : event.said;
    return { resident, messageId, version, nextVersion, state, at, said, replies, fact };
  };

  return processTurn;
}

/** Random, so that a conversation that was erased and started again never gets a version of the old one. */
function randomVersion(): number {
  return randomInt(1, maxFirstVersion);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const control = /[\u0000-\u001f]/g;

/**
 * Makes a platform's id, which may hold anything, safe for PostgreSQL. One NUL character or half of a surrogate pair
 * would make it refuse every insert of the batch.
 */
function storableId(id: string): string {
  return id.toWellFormed().replaceAll(control, encodeURIComponent);
}

/** Splits messages for a platform, which takes each in one send. The web page shows messages of any length. */
function repliesFor({ channel }: Resident, messages: readonly Message[]): readonly Message[] {
  return channel === "web" ? messages : messages.flatMap((message) => splitMessage(message));
}

/** Says of each message which colleague's line it sends. */
function withLine(replies: readonly Message[], id: number | null): readonly Message[] {
  if (id === null) return replies;
  return replies.map((reply, index) => ({
    ...reply,
    line: { id, isLast: index === replies.length - 1 },
  }));
}

/** Whether a state was stored that cannot be read. */
function isDiscarded({ state, version }: TurnStart): boolean {
  return state === null && version > 0;
}
