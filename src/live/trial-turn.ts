import type { Catalog } from "../catalog/catalog.ts";
import { converse } from "../flows/converse.ts";
import type { ConversationInput } from "../flows/engine/input.ts";
import { stateSchema } from "../flows/engine/state.ts";
import type { TurnContext, TurnResult } from "../flows/engine/turn.ts";

/** What somebody at the desk does in a conversation that they try. */
export type TrialInput = Extract<ConversationInput, { type: "start" | "text" | "choice" }>;

export interface TrialTurn {
  /** The conversation's state as JSON, for the next turn. */
  readonly state: string | null;
  readonly messages: TurnResult["messages"];
  /** The turn needs a dossier or the resident's data, which no trial has. */
  readonly needsData: boolean;
}

/** Runs one turn on a catalogue that nobody else has. Nothing is stored, counted or sent. */
export function runTrialTurn(
  catalog: Catalog,
  state: string | null,
  input: TrialInput,
  { now, contactPhone }: Pick<TurnContext, "now" | "contactPhone">,
): TrialTurn {
  const before = state === null ? null : stateSchema.parse(JSON.parse(state));
  const result = converse(before, input, { catalog, now, contactPhone, muteMinutes: 0 });
  if ("ask" in result) return { state, messages: [], needsData: true };
  return {
    state: JSON.stringify(result.state),
    messages: result.messages,
    needsData: false,
  };
}
