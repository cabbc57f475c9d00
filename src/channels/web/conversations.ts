import type { Message } from "../../wording/message.ts";
import type { Language } from "../../wording/wording.ts";
import type { MessageInput } from "../event.ts";

/** What a visitor can do on the page. */
export type WebInput =
  | { readonly type: "start"; readonly point?: string; readonly procedure?: string }
  /** Opens the page by the code of a chat link. */
  | { readonly type: "code"; readonly code: string }
  | MessageInput;

/** One line of a web conversation: what the visitor said, or what the service replied. */
export interface WebEntry {
  /** Grows with each entry of one visitor; the browser sends it back as `Last-Event-ID`. */
  readonly id: string;
  readonly at: Date;
  readonly from: "visitor" | "service";
  readonly message: Message;
}

/** Returns the language that the service used last: the page around the conversation uses the same. */
export function languageOfEntries(lines: readonly WebEntry[]): Language {
  return lines.findLast(({ from }) => from === "service")?.message.language ?? "vi";
}

export interface WebEntries {
  /** True: `entries` follow the asked id. False: they are all that is stored and replace what the browser shows. */
  readonly continues: boolean;
  readonly entries: readonly WebEntry[];
}

export interface WebEvent {
  readonly visitor: string;
  /** The same id again is the same event, which is answered only once. */
  readonly messageId: string;
  readonly input: WebInput;
  readonly said: Message | null;
  /** Where the request came from. */
  readonly address: string;
}

/** What the page needs of the bot. A visitor is identified by the id in their cookie. */
export interface WebConversations {
  handle(event: WebEvent): Promise<void>;
  read(visitor: string, lastId?: string): Promise<WebEntries>;
  /** Calls back when there may be new entries, until the returned function is called. */
  watch(visitor: string, onChange: () => void): () => void;
  forget(visitor: string): Promise<void>;
}
