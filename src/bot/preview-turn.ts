import type { Resident } from "../channels/resident.ts";
import { botOn } from "../flows/engine/bot-switch.ts";
import type { StartInput } from "../flows/engine/input.ts";
import type { Message } from "../wording/message.ts";
import type { TurnProcessorOptions } from "./process-turn.ts";

/** Returns what the service would say to a resident who begins like this. Nothing is stored, counted or asked of a port. */
export type PreviewTurn = (resident: Resident, input: StartInput) => Promise<readonly Message[]>;

type PreviewOptions = Pick<
  TurnProcessorOptions,
  "converse" | "catalog" | "botSwitch" | "now" | "contactPhone" | "muteMinutes"
> & { readonly store: Pick<TurnProcessorOptions["store"], "load"> };

/** Creates the preview of a conversation's next turn, for a page that somebody only looks at. */
export function createTurnPreview(options: PreviewOptions): PreviewTurn {
  const { store, converse, catalog, now, contactPhone, muteMinutes } = options;
  return async (resident, input) => {
    const { state } = await store.load(resident, "preview");
    const result = converse(state, input, {
      catalog: catalog(),
      botSwitch: options.botSwitch?.() ?? botOn,
      now: now(),
      contactPhone,
      muteMinutes,
      answered: [],
    });
    // What a port must answer is shown once the resident has done something.
    return "ask" in result ? [] : result.messages;
  };
}
