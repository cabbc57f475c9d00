import type { Message } from "../../wording/message.ts";
import type { Language } from "../../wording/wording.ts";

/** What a visitor can do on the page. */
export type WebInput =
  | { readonly type: "start"; readonly point?: string; readonly procedure?: string }
  /** Comes by the code of a chat link. */
  | { readonly type: "code"; readonly code: string }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "choice"; readonly question: string; readonly value: string }
  | { readonly type: "location"; readonly lat: number; readonly lon: number };

/** One line of a conversation on the page. */
export interface WebLine {
  /** Grows with each line of one visitor. */
  readonly id: string;
  readonly at: Date;
  readonly from: "visitor" | "service";
  readonly message: Message;
}

/** What the service spoke last: the page around it speaks the same. */
export function languageOf(lines: readonly WebLine[]): Language {
  return lines.findLast(({ from }) => from === "service")?.message.language ?? "vi";
}

export interface WebLines {
  /** True: `entries` follow the asked line. False: they are all that is kept, to be shown afresh. */
  readonly continues: boolean;
  readonly entries: readonly WebLine[];
}

export interface WebEvent {
  readonly visitor: string;
  /** The same id again is the same event, and is answered once. */
  readonly messageId: string;
  readonly input: WebInput;
  readonly said: Message | null;
}

/** What the page needs of the bot. A visitor is named by the id in their cookie. */
export interface WebConversations {
  handle(event: WebEvent): Promise<void>;
  read(visitor: string, lastId?: string): Promise<WebLines>;
  /** Calls back when there may be something new to read, until the returned function is called. */
  watch(visitor: string, onNews: () => void): () => void;
  forget(visitor: string): Promise<void>;
}
