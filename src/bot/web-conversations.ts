import type { Resident } from "../channels/resident.ts";
import type { WebConversations, WebInput } from "../channels/web/conversations.ts";
import type { ConversationInput } from "../flows/engine/input.ts";
import type { TurnEvent } from "./process-turn.ts";
import type { Referrals } from "./referrals.ts";
import type { TurnStore } from "./store/turn-store.ts";

/** The page is one account of its own: a resident of it is a visitor. */
const account = "page";

/** Fulfils what the web channel asks of the bot. */
export function createWebConversations(
  store: TurnStore,
  turn: (event: TurnEvent) => Promise<unknown>,
  referrals: Referrals,
): WebConversations {
  const resident = (visitor: string): Resident => ({ channel: "web", account, user: visitor });
  return {
    handle: async ({ visitor, ...event }) => {
      const input = await inputOf(event.input, resident(visitor), referrals);
      await turn({ resident: resident(visitor), ...event, input });
    },
    read: (visitor, lastId) => store.readWeb(resident(visitor), lastId),
    watch: (visitor, onNews) => store.watchWeb(resident(visitor), onNews),
    forget: (visitor) => store.forget(resident(visitor)),
  };
}

async function inputOf(
  input: WebInput,
  resident: Resident,
  referrals: Referrals,
): Promise<ConversationInput> {
  if (input.type === "code") return referrals.byRef(input.code, resident);
  if (input.type !== "text") return input;
  return (await referrals.byText(input.text, resident)) ?? input;
}
