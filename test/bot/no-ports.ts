import type { PerformPort } from "../../src/bot/port-requests.ts";

/** For turns that ask nothing: one that does fails its test. */
export const noPorts: PerformPort = async ({ port }) => {
  throw new Error(`nobody was to ask ${port}`);
};
