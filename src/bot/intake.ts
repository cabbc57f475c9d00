import type { ChannelEvent, EventPayload } from "../channels/event.ts";
import type { Resident } from "../channels/resident.ts";
import type { ConversationInput } from "../flows/engine/input.ts";
import { TurnTimedOutError, turnTimeoutMs, within } from "./deadline.ts";
import type { Journal } from "./journal/journal.ts";
import type { TurnEvent, TurnOutcome } from "./process-turn.ts";
import type { Referrals } from "./referrals.ts";
import { ResidentQueues } from "./resident-queues.ts";
import { residentKey } from "./store/keys.ts";
import type { TurnStore } from "./store/turn-store.ts";

/** What became of an event, for the figures. */
export type IntakeResult =
  | "applied"
  | "seen"
  | "erased"
  /** Asks nothing of us but to be counted. */
  | "noted"
  /** On disk, to be applied once the store can be reached. */
  | "journaled"
  /** No turn can be run for it. */
  | "parked"
  /** Neither applied nor kept: the platform sends it again. */
  | "refused";

export interface IntakeOptions {
  readonly turn: (event: TurnEvent) => Promise<TurnOutcome>;
  readonly store: Pick<TurnStore, "forget">;
  /** Where the link or code leads by which somebody came. */
  readonly referrals: Referrals;
  readonly journal: Pick<Journal, "holds" | "append" | "park" | "erase">;
  /** What other rooms keep of a resident, erased when they take their consent back. Must bear to be called twice. */
  readonly erasers?: readonly ((resident: Resident) => Promise<void>)[];
  readonly count: (event: ChannelEvent, result: IntakeResult) => void;
  /** Hears why an event was parked, journaled or refused. */
  readonly onFailure: (error: unknown, result: "parked" | "journaled" | "refused") => void;
  readonly timeoutMs?: number;
}

export interface Intake {
  /**
   * Resolves once the event is applied, or kept where it will be, within the time that a platform waits. Rejects
   * where it is neither: with JournalFullError, or what the disk said.
   */
  receive(event: ChannelEvent): Promise<void>;
  /** Applies an event that was kept, or parks it. Rejects where it must wait on. */
  apply(event: ChannelEvent): Promise<void>;
}

/** An event for which the turn itself fails is poison, however good the store is. */
const maxTries = 3;

/** Of a store or a port that is away, a turn out of time, a race lost: the event is good, and applied later. */
const passing: ReadonlySet<unknown> = new Set([
  "STORE_UNAVAILABLE",
  "PORT_UNAVAILABLE",
  "TURN_TIMED_OUT",
  "TURN_CONTENDED",
]);

/** Takes in what channels yield: each event is applied once, those of one resident in order, and none is lost. */
export function createIntake(dependencies: IntakeOptions): Intake {
  const { turn, store, journal, erasers = [], count, onFailure, referrals } = dependencies;
  const timeoutMs = dependencies.timeoutMs ?? turnTimeoutMs;
  const queues = new ResidentQueues();

  const erase = async (resident: Resident): Promise<"erased"> => {
    await store.forget(resident);
    await journal.erase(residentKey(resident));
    for (const eraser of erasers) await eraser(resident);
    return "erased";
  };

  const perform = async (event: ChannelEvent): Promise<"applied" | "seen" | "erased"> => {
    const resident = residentOf(event);
    if (event.payload.type === "withdrawn") return erase(resident);
    const input = await inputOf(event, referrals);
    if (input === null) return "seen";
    const { status } = await turn({ resident, messageId: event.id, input, said: null });
    return status === "seen" ? "seen" : "applied";
  };

  const applyOrPark = async (event: ChannelEvent): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return count(event, await perform(event));
      } catch (error) {
        if (isPassing(error) || event.payload.type === "withdrawn") throw error;
        if (tries < maxTries) continue;
        await journal.park(event, error);
        onFailure(error, "parked");
        return count(event, "parked");
      }
    }
  };

  const keep = async (event: ChannelEvent, reason: unknown): Promise<void> => {
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

  /** Resolves with what there is still to wait for: others of the resident need not wait for our disk. */
  const settle = async (event: ChannelEvent, resident: string, arrivedAt: number) => {
    if (journal.holds(resident)) return { kept: keep(event, null) };
    const leftMs = arrivedAt + timeoutMs - performance.now();
    if (leftMs <= 0) return { kept: keep(event, new TurnTimedOutError()) };
    try {
      await within(applyOrPark(event), leftMs);
      return { kept: Promise.resolve() };
    } catch (error) {
      return { kept: keep(event, error) };
    }
  };

  return {
    receive: async (event) => {
      if (!isApplicable(event.payload)) return count(event, "noted");
      const arrivedAt = performance.now();
      const resident = residentKey(residentOf(event));
      const { kept } = await queues.add(resident, event.at, () =>
        settle(event, resident, arrivedAt),
      );
      await kept;
    },
    apply: applyOrPark,
  };
}

function residentOf({ channel, account, user }: ChannelEvent): Resident {
  return { channel, account, user };
}

function isApplicable({ type }: EventPayload): boolean {
  return type !== "unfollow" && type !== "receipt";
}

/** What the flows are told; null where it is none of theirs. */
async function inputOf(
  event: ChannelEvent,
  referrals: Referrals,
): Promise<ConversationInput | null> {
  const { payload, at } = event;
  switch (payload.type) {
    case "text":
      return (await referrals.byText(payload.text, residentOf(event))) ?? payload;
    case "referral":
      return referrals.byRef(payload.ref, residentOf(event));
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

function isPassing(error: unknown): boolean {
  return Error.isError(error) && "code" in error && passing.has(error.code);
}
