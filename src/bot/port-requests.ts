import type { Resident } from "../channels/resident.ts";
import { withTimeout } from "../concurrency/with-timeout.ts";
import type { AnsweredRequest, PortAnswer, PortRequest } from "../flows/engine/ports.ts";
import type { SuspendedTurn, TurnResult } from "../flows/engine/turn.ts";

/** The resident and the event for which a port is called. What a port writes is idempotent under the event's id. */
export interface PortCaller {
  readonly resident: Resident;
  readonly eventId: string;
  /** Where the event came from, if attempts must be counted by address; null on a platform, which knows its users. */
  readonly address: string | null;
}

export type PerformPort = (request: PortRequest, caller: PortCaller) => Promise<PortAnswer>;

/** Ports that limit their own time, and answer null when it is over. */
const limitThemselves: ReadonlySet<PortRequest["port"]> = new Set(["language.read"] as const);

/** A flow that makes more than three requests in one turn has a bug; while a person is asked, two more tell what was said. */
const maxRequests = 5;

/** A port did not answer in time. It may have written; the same event asks again, and then nothing changes. */
class PortUnavailableError extends Error {
  readonly code = "PORT_UNAVAILABLE";
  readonly statusCode = 503;

  constructor(port: PortRequest["port"], timeoutMs: number) {
    super(`the port ${port} did not answer within ${timeoutMs} ms`);
    this.name = "PortUnavailableError";
  }
}

/** A bug in a flow. The port in the message helps to find it. */
class TooManyPortRequestsError extends Error {
  constructor(port: PortRequest["port"]) {
    super(`a flow asked ports more than ${maxRequests} times in one turn, at last ${port}`);
    this.name = "TooManyPortRequestsError";
  }
}

interface PortRequestOptions {
  /** Runs the turn from its start with the answers so far. */
  readonly rerun: (answered: readonly AnsweredRequest[]) => TurnResult | SuspendedTurn;
  readonly perform: (request: PortRequest) => Promise<PortAnswer>;
  readonly timeoutMs: number;
}

/**
 * Performs the request of a suspended turn and runs the turn again with the answer, until it asks for nothing more.
 * Rejects with PortUnavailableError, TooManyPortRequestsError, or what the port rejects with.
 */
export async function resolvePortRequests(
  suspended: SuspendedTurn,
  { rerun, perform, timeoutMs }: PortRequestOptions,
): Promise<TurnResult> {
  const answered: AnsweredRequest[] = [];
  let turn: TurnResult | SuspendedTurn = suspended;
  while ("ask" in turn) {
    const { ask: request }: SuspendedTurn = turn;
    if (answered.length === maxRequests) throw new TooManyPortRequestsError(request.port);
    const createTimeoutError = () => new PortUnavailableError(request.port, timeoutMs);
    const answer = limitThemselves.has(request.port)
      ? await perform(request)
      : await withTimeout(perform(request), timeoutMs, createTimeoutError);
    answered.push({ request, answer });
    turn = rerun(answered);
  }
  return turn;
}
