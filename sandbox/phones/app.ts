import type { SharedPlace } from "../places.ts";
import type { FaultName } from "./commands.ts";
import type { Button, Drawing, Note, WireRecord } from "./line.ts";

/** What a resident does, with the things that it names looked up. */
export type Deed =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "tap"; readonly button: Button }
  | { readonly type: "menu"; readonly item: number }
  | { readonly type: "location"; readonly place: SharedPlace }
  | { readonly type: "sticker" | "follow" | "unfollow" | "person" };

export type Relation = "new" | "following" | "left";

/** How a deed is told to the service, and what the app shows of it. */
export interface Done {
  /** null: the platform tells nothing of it. */
  readonly event: object | null;
  readonly name: string;
  readonly drawing: Drawing | null;
  readonly note: Note | null;
}

export interface Self {
  readonly user: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly relation: Relation;
}

/** A call of the service to the platform. */
export interface Called {
  readonly path: string;
  readonly body: unknown;
  readonly status: number | null;
  readonly answer: unknown;
}

export interface Shown {
  /** null: it is about nobody. */
  readonly user: string | null;
  readonly name: string;
  readonly drawing: Drawing | null;
  readonly measure: WireRecord["measure"];
  readonly isRefused: boolean;
  readonly note: Note | null;
}

/** One platform's app, as it looks from its resident's side. */
export interface App {
  readonly platform: "zalo" | "messenger";
  readonly webhookPath: string;
  newUser(): string;
  relationAfter(deed: Deed, before: Relation): Relation;
  /** null: there is no such thing to do. */
  perform(deed: Deed, self: Self): Done | null;
  show(call: Called): Shown;
  /** Posts to the service; null for no answer in time. */
  deliver(event: object): Promise<number | null>;
  /** The event of `deliver` that a webhook's body carries. */
  eventIn(body: unknown): unknown;
  arm(fault: FaultName | null): void;
  readonly armed: FaultName | null;
}
