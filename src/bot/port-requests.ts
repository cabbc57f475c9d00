import type { Resident } from "../channels/resident.ts";
import type { AnsweredRequest, PortAnswer, PortRequest } from "../flows/engine/ports.ts";
import type { SuspendedTurn, TurnResult } from "../flows/engine/turn.ts";
import { within } from "./deadline.ts";

/** On whose behalf, and by which event: what a port writes is idempotent under it. */
export interface PortCaller {
  readonly resident: Resident;
  readonly eventId: string;
}

export type PerformPort = (request: PortRequest, caller: PortCaller) => Promise<PortAnswer>;

/** A flow that wants to know more in one turn is at fault. */
const maxAsks = 3;
/** Any one call to a port (design, "One turn" 4). */
const portTimeoutMs = 800;

/** A port did not answer in time. What it wrote it may have written: asked again by the same event, it changes nothing. */
export class PortUnavailableError extends Error {
  readonly code = "PORT_UNAVAILABLE";
  readonly statusCode = 503;

  constructor(port: PortRequest["port"]) {
    super(`the port ${port} did not answer within ${portTimeoutMs} ms`);
    this.name = "PortUnavailableError";
  }
}

/** A fault in a flow, named so that it can be mended. */
export class TooManyAsksError extends Error {
  constructor(port: PortRequest["port"]) {
    super(`a flow asked ports more than ${maxAsks} times in one turn, at last ${port}`);
    this.name = "TooManyAsksError";
  }
}

/**
 * Runs a turn again with the answer to each thing that it asks, until it asks no more. Rejects with PortUnavailableError,
 * TooManyAsksError, or what the port rejects with.
 */
export async function askPorts(
  first: TurnResult | SuspendedTurn,
  converse: (answered: readonly AnsweredRequest[]) => TurnResult | SuspendedTurn,
  perform: (request: PortRequest) => Promise<PortAnswer>,
): Promise<TurnResult> {
  const answered: AnsweredRequest[] = [];
  let turn = first;
  while ("ask" in turn) {
    const { ask: request } = turn;
    if (answered.length === maxAsks) throw new TooManyAsksError(request.port);
    const late = () => new PortUnavailableError(request.port);
    answered.push({ request, answer: await within(perform(request), portTimeoutMs, late) });
    turn = converse(answered);
  }
  return turn;
}
