import type { Conversations } from "../channels/web/conversations.ts";
import { type ResolveReferral, typedCode } from "./referral.ts";
import type { Resident, TurnStore } from "./state/turn-store.ts";
import type { TurnEvent } from "./turn.ts";

/** The page is one account of its own: a resident of it is a visitor. */
const account = "page";

/** Fulfils what the web channel asks of the bot. */
export function webConversations(
  store: TurnStore,
  turn: (event: TurnEvent) => Promise<unknown>,
  resolveReferral: ResolveReferral,
): Conversations {
  const resident = (visitor: string): Resident => ({ channel: "web", account, user: visitor });
  return {
    take: async ({ visitor, ...event }) => {
      const code = event.input.type === "text" ? typedCode(event.input.text) : null;
      const input = code === null ? event.input : await resolveReferral(code);
      await turn({ resident: resident(visitor), ...event, input });
    },
    read: (visitor, lastId) => store.readWeb(resident(visitor), lastId),
    watch: (visitor, onNews) => store.watchWeb(resident(visitor), onNews),
    forget: (visitor) => store.forget(resident(visitor)),
  };
}
