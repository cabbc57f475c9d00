import type { PushAddress, PushRouteName, PushRoutes } from "../../channels/push.ts";
import type { SendOutcome, SendToColleague } from "./dispatch.ts";

/** Where a colleague has a chat or a mailbox, and the route that leads there. */
export interface ColleagueAddress extends PushAddress {
  readonly route: PushRouteName;
}

/** Returns what sends to all addresses of a colleague by the routes of residents' notifications. */
export function createRouteSender(
  routes: PushRoutes,
  addressesOf: (accountId: number) => Promise<readonly ColleagueAddress[]>,
): SendToColleague {
  return async (accountId, { id, subject, text }) => {
    const outcomes: SendOutcome[] = [];
    const message = { id, subject, text, short: text, parameters: {}, language: "vi" as const };
    for (const { route, account, to } of await addressesOf(accountId)) {
      const sender = routes[route];
      if (sender === undefined) continue;
      const { outcome } = await sender.send({ account, to }, message);
      outcomes.push(
        outcome === "sent" || outcome === "unknown"
          ? "sent"
          : outcome === "rejected"
            ? "failed"
            : "retry",
      );
    }
    return combine(outcomes);
  };
}

/** What reached one address is not sent again for the sake of another one. */
export function combine(outcomes: readonly SendOutcome[]): SendOutcome {
  if (outcomes.includes("sent")) return "sent";
  return outcomes.includes("retry") ? "retry" : "failed";
}
