import type { Resident } from "../channels/resident.ts";
import type { WebConversations, WebEvent } from "../channels/web/conversations.ts";
import type { ConversationInput } from "../flows/engine/input.ts";
import type { PreviewTurn } from "./preview-turn.ts";
import type { ProcessTurn } from "./process-turn.ts";
import type { Referrals } from "./referrals.ts";
import type { TurnStore } from "./store/turn-store.ts";
import { isTransientError, maxTurnTries } from "./transient-error.ts";

/** The page is one account, and each visitor a resident of it. */
const account = "page";

/**
 * Implements what the web channel needs of the bot. `onFailure` receives the error of a message that no turn can be run for;
 * the visitor gets an apology, and the page's script does not send it again.
 */
export function createWebConversations(
  store: TurnStore,
  processTurn: ProcessTurn,
  referrals: Referrals,
  preview: PreviewTurn,
  onFailure: (error: unknown) => void,
): WebConversations {
  const residentOf = (visitor: string): Resident => ({ channel: "web", account, user: visitor });

  const apply = async ({ visitor, ...event }: WebEvent): Promise<void> => {
    const resident = residentOf(visitor);
    const input = await inputOf(event, resident, referrals);
    await processTurn({ resident, ...event, input });
  };

  const apologize = async ({ visitor, ...event }: WebEvent): Promise<void> => {
    const { input } = event;
    const typed = input.type === "text" ? { text: input.text } : {};
    const resident = residentOf(visitor);
    await processTurn({ resident, ...event, input: { type: "failed", ...typed } });
  };

  return {
    handle: async (event) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await apply(event);
        } catch (error) {
          if (isTransientError(error)) throw error;
          if (tries < maxTurnTries) continue;
          onFailure(error);
          return apologize(event);
        }
      }
    },
    preview: async (visitor, { code, ...start }, address) => {
      const resident = residentOf(visitor);
      // Only the code of a link that may be opened often gets here: a dossier's waits for a press.
      const opened = code === undefined ? null : await referrals.byRef(code, resident, address);
      return preview(resident, opened ?? { type: "start", ...start });
    },
    read: (visitor, lastId) => store.readWeb(residentOf(visitor), lastId),
    watch: (visitor, onChange) => store.watchWeb(residentOf(visitor), onChange),
    forget: (visitor) => store.forget(residentOf(visitor)),
  };
}

async function inputOf(
  { input, address }: Pick<WebEvent, "input" | "address">,
  resident: Resident,
  referrals: Referrals,
): Promise<ConversationInput> {
  if (input.type === "code") return referrals.byRef(input.code, resident, address);
  if (input.type !== "text") return input;
  return (await referrals.byText(input.text, resident, address)) ?? input;
}
