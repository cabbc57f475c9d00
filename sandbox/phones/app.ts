import type { SharedPlace } from "../places.ts";
import type { FaultName } from "./commands.ts";
import type { Button, Drawing, Note, WireRecord } from "./line.ts";

/** One thing that a resident does. Buttons and places are resolved. */
export type Action =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "tap"; readonly button: Button }
  | { readonly type: "menu"; readonly item: number }
  | { readonly type: "location"; readonly place: SharedPlace }
  | { readonly type: "sticker" | "follow" | "unfollow" | "person" };

export type Relation = "new" | "following" | "left";

/** The event that an action causes, and what the app shows of the action. */
export interface ActionResult {
  /** null: the platform sends no event for it. */
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

/** A call of the service to the platform's API. */
export interface ApiCall {
  readonly path: string;
  readonly body: unknown;
  readonly status: number | null;
  readonly answer: unknown;
}

export interface ApiCallView {
  /** null: the call concerns no user. */
  readonly user: string | null;
  readonly name: string;
  readonly drawing: Drawing | null;
  readonly measure: WireRecord["measure"];
  readonly isRefused: boolean;
  readonly note: Note | null;
}

/** One platform's app, seen from the resident's side. */
export interface App {
  readonly platform: "zalo" | "messenger";
  readonly webhookPath: string;
  newUser(): string;
  relationAfter(action: Action, before: Relation): Relation;
  /** Returns null if the app does not offer this action. */
  perform(action: Action, self: Self): ActionResult | null;
  show(call: ApiCall): ApiCallView;
  /** Posts the event to the service. Returns the HTTP status, or null if no answer came in time. */
  deliver(event: object): Promise<number | null>;
  /** Returns the event, as passed to `deliver`, from a webhook's body. */
  eventIn(body: unknown): unknown;
  arm(fault: FaultName | null): void;
  readonly armed: FaultName | null;
}
