import type { PerformPort } from "../../src/bot/port-requests.ts";

/** Ports for turns that make no request. A request fails the test. */
export const noPorts: PerformPort = async ({ port }) => {
  throw new Error(`the turn must not call the port ${port}`);
};

/** For conversations in which no turn fails. A failure fails the test. */
export const failNever = (error: unknown): never => {
  throw error;
};
