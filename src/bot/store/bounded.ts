import { within } from "../deadline.ts";

/** Any one call to the store (design, "One turn" 4). */
export const callTimeoutMs = 800;

/** The turn store did not answer in time, or could not. Nothing of the turn may be taken as kept. */
export class StoreUnavailableError extends Error {
  readonly code = "STORE_UNAVAILABLE";
  readonly statusCode = 503;

  constructor(cause: unknown) {
    // Not the cause's own words: a reply error repeats the command's arguments.
    super("the turn store is not available", { cause });
    this.name = "StoreUnavailableError";
  }
}

/** The call's answer within 800 ms. Rejects with StoreUnavailableError, whatever went wrong. */
export function bounded<T>(call: Promise<T>): Promise<T> {
  return within(call, callTimeoutMs, late, unavailable);
}

function late(): Error {
  return unavailable(new Error(`no answer within ${callTimeoutMs} ms`));
}

function unavailable(cause: unknown): Error {
  return new StoreUnavailableError(cause);
}
