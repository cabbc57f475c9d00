import type { Message } from "../../wording/message.ts";
import type { Language } from "../../wording/wording.ts";
import type { MessageInput } from "../event.ts";

/** Where a conversation begins: nowhere in particular, at a help point, at a procedure, or where a link's code leads. */
export interface WebStart {
  readonly point?: string;
  readonly procedure?: string;
  readonly code?: string;
}

/** What a visitor can do on the page. */
export type WebInput =
  | ({ readonly type: "start" } & Omit<WebStart, "code">)
  /** Opens the page by the code of a chat link. */
  | { readonly type: "code"; readonly code: string }
  | MessageInput;

/** One line of a web conversation: what the visitor said, or what the service replied. */
export interface WebEntry {
  /** Grows with each entry of one visitor; the browser sends it back as `Last-Event-ID`. */
  readonly id: string;
  readonly at: Date;
  readonly from: "visitor" | "service";
  /** The message id under which the visitor's browser sent this line, and by which it knows it again. */
  readonly sentAs?: string | undefined;
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
  /** Returns what the visitor would be told at this start, and stores nothing. `address` is where they write from. */
  preview(visitor: string, start: WebStart, address: string): Promise<readonly Message[]>;
  read(visitor: string, lastId?: string): Promise<WebEntries>;
  /** Calls back when there may be new entries, until the returned function is called. */
  watch(visitor: string, onChange: () => void): () => void;
  forget(visitor: string): Promise<void>;
}
