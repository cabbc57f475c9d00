/** Something that happened on a platform, in no platform's form. */
export interface ChannelEvent {
  readonly channel: "zalo" | "messenger";
  /** Our account there, and the person, as the platform names them for that account: always strings. */
  readonly account: string;
  readonly user: string;
  /** The platform's id of this event: the same one again is the same event. */
  readonly id: string;
  /** When it happened, by the platform's clock: events of one person are applied in this order. */
  readonly at: Date;
  readonly payload: EventPayload;
}

export type EventPayload =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "choice"; readonly question: string; readonly value: string }
  | { readonly type: "location"; readonly lat: number; readonly lon: number }
  | { readonly type: "media"; readonly kind: string }
  | { readonly type: "follow" }
  /** Came by a link or a code that says where to begin; whatever it is, anybody can make one up. */
  | { readonly type: "referral"; readonly ref: string }
  | { readonly type: "unfollow" }
  /** A person answered by hand: the bot keeps quiet for a while. */
  | { readonly type: "human-replied" }
  /** A message of ours was delivered or seen. */
  | {
      readonly type: "receipt";
      readonly kind: "delivered" | "seen";
      readonly messages: readonly string[];
      /** Everything sent until then, where the platform names no messages. */
      readonly until?: Date;
    }
  /** The person takes their consent back: everything of theirs is erased. */
  | { readonly type: "withdrawn" };
