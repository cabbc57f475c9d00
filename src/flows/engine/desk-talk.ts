import type { ConversationState } from "./state.ts";

/**
 * "waiting": a person was asked for, and the bot still answers. "taken": a person answers, and the bot is silent. `who` is who
 * will answer. It is a hint: the port `task.line` says how things are.
 */
export type DeskMark = NonNullable<ConversationState["desk"]>;

/** Whether a conversation with a person is open. */
export class DeskTalk {
  mark: DeskMark | null;

  constructor(stored: ConversationState["desk"]) {
    this.mark = stored ?? null;
  }

  get state(): Pick<ConversationState, "desk"> {
    return this.mark === null ? {} : { desk: this.mark };
  }
}
