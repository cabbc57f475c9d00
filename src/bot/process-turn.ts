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
import { askPorts, type PerformPort } from "./port-requests.ts";
import { residentKey } from "./store/keys.ts";
import type { TurnCommit, TurnFact, TurnStore } from "./store/turn-store.ts";

/** Something that a resident did, on any channel. */
export interface TurnEvent {
  readonly resident: Resident;
  /** The platform's id: the same one again is the same event, and is answered once. */
  readonly messageId: string;
  readonly input: ConversationInput;
  /** The resident's own line as the conversation keeps it; null where nothing was said. */
  readonly said: Message | null;
}

export type TurnOutcome =
  | { readonly status: "committed"; readonly fact: TurnFact }
  | { readonly status: "seen" };

export interface TurnProcessorOptions {
  readonly store: Pick<TurnStore, "load" | "commit" | "forget">;
  readonly converse: (
    state: ConversationState | null,
    input: ConversationInput,
    context: TurnContext,
  ) => TurnResult | SuspendedTurn;
  /** Does what flows ask of ports. */
  readonly perform: PerformPort;
  /** The catalogue of this moment; one turn sees one. */
  readonly catalog: () => Catalog;
  /** As it is now. Absent: on. */
  readonly botSwitch?: () => BotSwitch;
  readonly now: () => Date;
  /** Keyed, so that the durable record can count residents without knowing one. */
  readonly hashResident: (resident: Resident) => string;
  readonly contactPhone: string | null;
  /** How long the service keeps quiet after a person answered by hand. */
  readonly muteMinutes: number;
  /** What this process keeps of its last turns; its own where none is handed in. */
  readonly cache?: ConversationCache;
  /** Of a conversation that begins; at random where none is handed in. */
  readonly firstVersion?: () => number;
}

/** A race is lost to a turn that was kept, so this many in a row mean that something floods us. */
const maxAttempts = 10;
/** Turns are counted from here on. Numbers of this size are written in a fraction of the time that larger ones take. */
const maxFirstVersion = 2 ** 30;

/** Outcome of a turn whose kept state was damaged, oversized or of another version: it began afresh. */
export const stateDiscarded = "state-discarded";

/** Stands in a fact for the hash of a resident of whom nothing may be known any more. */
const erased = "erased";
/** Stands for what must not be shown again. */
const hidden: Message = { type: "text", text: "••••" };

/** Other turns of the same resident won every time. Nothing of this one is kept; it may come again. */
export class TurnContendedError extends Error {
  readonly code = "TURN_CONTENDED";
  readonly statusCode = 503;

  constructor() {
    super(`a turn lost the race for its conversation ${maxAttempts} times`);
    this.name = "TurnContendedError";
  }
}

/** What a turn starts from. */
interface Start {
  readonly state: ConversationState | null;
  readonly version: number;
  readonly residentHash: string;
}

/**
 * Load, converse (asking ports what the flow must know), commit: everything of a turn is kept together or not at all.
 * Rejects with TurnContendedError, StateTooLargeError, or what the store or a port rejects with.
 */
export function createTurnProcessor(
  dependencies: TurnProcessorOptions,
): (event: TurnEvent) => Promise<TurnOutcome> {
  const { store, converse, perform, catalog, now, contactPhone, muteMinutes } = dependencies;
  const firstVersion = dependencies.firstVersion ?? randomVersion;
  const recent = dependencies.cache ?? new ConversationCache();

  const load = async ({ resident, messageId }: TurnEvent): Promise<Start | "seen"> => {
    const { state, version, seen } = await store.load(resident, messageId);
    return seen ? "seen" : { state, version, residentHash: dependencies.hashResident(resident) };
  };

  const run = (event: TurnEvent, start: Start) => {
    const at = now();
    const botSwitch = dependencies.botSwitch?.() ?? botOn;
    const context = { catalog: catalog(), botSwitch, now: at, contactPhone, muteMinutes };
    const again = (answered: readonly AnsweredRequest[]) =>
      converse(start.state, event.input, { ...context, answered });
    return { at, first: again([]), again };
  };

  const finish = (event: TurnEvent, start: Start, at: Date, turn: TurnResult): TurnCommit => {
    const { resident, messageId } = event;
    const { state, messages, fact: told, isConfidential = false, erases = false } = turn;
    // Of who had everything erased not even the hash is told.
    const residentHash = erases ? erased : start.residentHash;
    const fact: TurnFact = {
      ...told,
      id: erases ? `${erased}:${randomUUID()}` : `${residentHash}:${storableId(messageId)}`,
      at,
      channel: resident.channel,
      residentHash,
      outcome: isDiscarded(start) ? stateDiscarded : told.outcome,
    };
    const version = erases ? 0 : start.version;
    const nextVersion = version === 0 ? firstVersion() : version + 1;
    const replies = repliesFor(resident, messages);
    const said = isConfidential && event.said !== null ? hidden : event.said;
    return { resident, messageId, version, nextVersion, state, at, said, replies, fact };
  };

  return async (event) => {
    const { resident, messageId } = event;
    const name = residentKey(resident);
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const kept = recent.get(name, now());
      const start = kept ?? (await load(event));
      if (start === "seen") return { status: "seen" };
      const { at, first, again } = run(event, start);
      if ("ask" in first && kept !== null) {
        // An event that was seen asks for nothing again: only a load tells.
        recent.drop(name);
        continue;
      }
      const answered =
        "ask" in first
          ? await askPorts(first, again, (request) =>
              perform(request, { resident, eventId: `${name}:${messageId}` }),
            )
          : first;
      if (answered.erases === true) await store.forget(resident);
      const turn = finish(event, start, at, answered);
      const result = await store.commit(turn);
      if (result === "committed") {
        const { state, nextVersion: version, fact } = turn;
        const { residentHash } = start;
        if (answered.erases !== true) recent.keep(name, { state, version, residentHash }, turn.at);
        return { status: "committed", fact };
      }
      if (result === "seen") return { status: "seen" };
      recent.drop(name);
    }
    throw new TurnContendedError();
  };
}

/** So that a conversation that was erased, and begun again, never comes by a version of the old one. */
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

/** The page shows messages of any length; a platform takes each in one send, and each is kept as one. */
function repliesFor({ channel }: Resident, messages: readonly Message[]): readonly Message[] {
  return channel === "web" ? messages : messages.flatMap((message) => splitMessage(message));
}

/** Something was kept, but not in a form that can be read. */
function isDiscarded({ state, version }: Start): boolean {
  return state === null && version > 0;
}
