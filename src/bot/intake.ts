import type { ChannelEvent, EventPayload } from "../channels/event.ts";
import type { Resident } from "../channels/resident.ts";
import { withTimeout } from "../concurrency/with-timeout.ts";
import type { ConversationInput } from "../flows/engine/input.ts";
import type { Journal } from "./journal/journal.ts";
import type { ProcessTurn } from "./process-turn.ts";
import type { Referrals } from "./referrals.ts";
import { ResidentQueues } from "./resident-queues.ts";
import { residentName } from "./store/keys.ts";
import { seenMarkHours, type TurnStore } from "./store/turn-store.ts";
import { isTransientError, maxTurnTries } from "./transient-error.ts";

/** The result of receiving an event. The values are labels of a metric. */
export type IntakeResult =
  | "applied"
  | "seen"
  | "erased"
  /** Only counted: the event needs no turn. */
  | "noted"
  /** Not applied: it is older than its seen-mark would be, so it may be a copy of one that was applied. */
  | "outdated"
  /** On disk, to be applied once the store is available. */
  | "journaled"
  /** A dead letter: the turn itself fails for this event. */
  | "parked"
  /** Neither applied nor stored: the platform sends it again. */
  | "refused";

export interface IntakeOptions {
  readonly processTurn: ProcessTurn;
  readonly store: Pick<TurnStore, "forget" | "load" | "markSeen">;
  /** Resolves the link or code by which a resident came. */
  readonly referrals: Referrals;
  readonly journal: Pick<Journal, "hasWaiting" | "append" | "moveToDeadLetters" | "erase">;
  /** Erase what other rooms store of a resident who withdraws consent. They may be called again for the same one. */
  readonly erasers?: readonly ((resident: Resident) => Promise<void>)[];
  readonly count: (event: ChannelEvent, result: IntakeResult) => void;
  /** Receives the reason why an event was parked, journaled or refused. */
  readonly onFailure: (error: unknown, result: "parked" | "journaled" | "refused") => void;
  /** Limits a turn including its wait. Zalo, for one, wants the webhook's answer within 2 seconds. */
  readonly timeoutMs?: number;
  /**
   * Tells a resident once that this event of theirs cannot be answered. It may reject as a turn does. Absent: nobody is
   * told.
   */
  readonly apologize?: (resident: Resident, messageId: string) => Promise<unknown>;
  /** The clock that finds events outdated. Absent: events of any age are applied. */
  readonly now?: () => Date;
}

interface Intake {
  /**
   * Resolves once the event is applied, or on disk to be applied later, within the time that a platform waits.
   * Rejects if it is neither: with JournalFullError, or with the error of the disk.
   */
  receive(event: ChannelEvent): Promise<void>;
  /** Applies an event of the journal, or moves it to the dead letters. Rejects if it must wait longer. */
  apply(event: ChannelEvent): Promise<void>;
}

const defaultTimeoutMs = 1_500;

/** The turn took too long. It may still commit: the event is applied again and then found seen. */
class TurnTimedOutError extends Error {
  readonly code = "TURN_TIMED_OUT";
  readonly statusCode = 503;

  constructor(timeoutMs: number) {
    super(`a turn took longer than ${timeoutMs} ms`);
    this.name = "TurnTimedOutError";
  }
}

/**
 * Platforms deliver again for an hour or two (docs/platforms). The seen-mark of an event is still there at this age, also
 * if the platform's clock is an hour ahead of ours: a copy of an event is either seen or outdated, whoever sends it.
 */
const maxAgeMs = (seenMarkHours - 1) * 3_600_000;

/** Receives what channels yield. Each event is applied once, those of one resident in order, and none is lost. */
export function createIntake(options: IntakeOptions): Intake {
  const { processTurn, store, journal, erasers = [], count, onFailure, referrals } = options;
  const { timeoutMs = defaultTimeoutMs, now } = options;
  const queues = new ResidentQueues();

  const receive = async (event: ChannelEvent): Promise<void> => {
    if (!isApplicable(event.payload)) return count(event, "noted");
    if (now !== undefined && now().getTime() - event.at.getTime() > maxAgeMs) {
      return count(event, "outdated");
    }
    const deadlineMs = performance.now() + timeoutMs;
    const name = residentName(residentOf(event));
    const { stored } = await queues.add(name, event.at, () =>
      applyOrStore(event, name, deadlineMs),
    );
    await stored;
  };

  /**
   * Applies the event, or starts to store it in the journal. `stored` ends with the write: the resident's next event
   * need not wait for the disk, because the journal keeps the order from the start of the write on.
   */
  const applyOrStore = async (event: ChannelEvent, name: string, deadlineMs: number) => {
    if (journal.hasWaiting(name)) return { stored: appendToJournal(event, null) };
    const leftMs = deadlineMs - performance.now();
    if (leftMs <= 0) return { stored: appendToJournal(event, new TurnTimedOutError(timeoutMs)) };
    try {
      await withTimeout(apply(event), leftMs, () => new TurnTimedOutError(timeoutMs));
      return { stored: Promise.resolve() };
    } catch (error) {
      return { stored: appendToJournal(event, error) };
    }
  };

  const apply = async (event: ChannelEvent): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return count(event, await applyOnce(event));
      } catch (error) {
        if (isTransientError(error) || event.payload.type === "withdrawn") throw error;
        if (tries < maxTurnTries) continue;
        await journal.moveToDeadLetters(event, error);
        onFailure(error, "parked");
        await apologize(event);
        return count(event, "parked");
      }
    }
  };

  /**
   * Tells the resident once that their message cannot be answered: the apology is the event's turn, so a copy of the
   * event is seen. Rejects if the store is away, and the event comes here again.
   */
  const apologize = async (event: ChannelEvent): Promise<void> => {
    if (event.payload.type === "human-replied") return;
    try {
      await options.apologize?.(residentOf(event), event.id);
    } catch (error) {
      if (isTransientError(error)) throw error;
      onFailure(error, "parked");
    }
  };

  const applyOnce = async (event: ChannelEvent): Promise<"applied" | "seen" | "erased"> => {
    const resident = residentOf(event);
    if (event.payload.type === "withdrawn") return erase(resident, event.id);
    const input = await inputOf(event, referrals);
    if (input === null) return "seen";
    const turn = { resident, messageId: event.id, input, said: null, address: null };
    const { status } = await processTurn(turn);
    return status === "seen" ? "seen" : "applied";
  };

  const erase = async (resident: Resident, id: string): Promise<"erased" | "seen"> => {
    // A copy would erase what the resident has said since.
    if ((await store.load(resident, id)).isSeen) return "seen";
    await store.forget(resident);
    await journal.erase(residentName(resident));
    for (const eraser of erasers) await eraser(resident);
    await store.markSeen(resident, id);
    return "erased";
  };

  /** `reason` is null if nothing failed and the event only follows earlier ones of its resident. */
  const appendToJournal = async (event: ChannelEvent, reason: unknown): Promise<void> => {
    try {
      await journal.append(event);
    } catch (error) {
      onFailure(error, "refused");
      count(event, "refused");
      throw error;
    }
    if (reason !== null) onFailure(reason, "journaled");
    count(event, "journaled");
  };

  return { receive, apply };
}

function residentOf({ channel, account, user }: ChannelEvent): Resident {
  return { channel, account, user };
}

function isApplicable({ type }: EventPayload): boolean {
  return type !== "unfollow" && type !== "receipt";
}

/** Returns the input for the flows, or null if the event is none of theirs. */
async function inputOf(
  event: ChannelEvent,
  referrals: Referrals,
): Promise<ConversationInput | null> {
  const { payload, at } = event;
  switch (payload.type) {
    case "text":
      return (await referrals.byText(payload.text, residentOf(event), null)) ?? payload;
    case "referral":
      return referrals.byRef(payload.ref, residentOf(event), null);
    case "choice":
    case "location":
    case "media":
      return payload;
    case "follow":
      return { type: "start" };
    case "human-replied":
      return { type: "human-replied", at };
    case "unfollow":
    case "receipt":
    case "withdrawn":
      return null;
  }
}
