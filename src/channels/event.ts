/** An event of a platform, in a form common to all platforms. */
export interface ChannelEvent {
  readonly channel: "zalo" | "messenger";
  /** Our account on the platform, and the id of the person for that account; always strings. */
  readonly account: string;
  readonly user: string;
  /** The platform's id of this event: the same id again is a repeated delivery. */
  readonly id: string;
  /** The time by the platform's clock: events of one person are applied in this order. */
  readonly at: Date;
  readonly payload: EventPayload;
}

/** What a resident can send on every channel, the web page included. */
export type MessageInput =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "choice"; readonly question: string; readonly value: string }
  | { readonly type: "location"; readonly lat: number; readonly lon: number };

export type EventPayload =
  | MessageInput
  | { readonly type: "media"; readonly kind: string }
  | { readonly type: "follow" }
  /** Came by a link or a code that says where to begin. Anybody can make one up. */
  | { readonly type: "referral"; readonly ref: string }
  | { readonly type: "unfollow" }
  /** A person answered by hand: the bot stays silent for a while. */
  | { readonly type: "human-replied" }
  /** A message of ours was delivered or seen. */
  | {
      readonly type: "receipt";
      readonly kind: "delivered" | "seen";
      readonly messages: readonly string[];
      /** Everything sent until then, if the platform names no messages. */
      readonly until?: Date;
    }
  /** The person withdraws their consent: all their data is erased. */
  | { readonly type: "withdrawn" };

/** The kind of a message that holds nothing which can be read. */
export const unreadableKind = "unreadable";
