/** One thing that happened, as the app and the log of the wire show it. */
export interface Line {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** null: the app shows nothing. */
  readonly drawing: Drawing | null;
  /** An explanation for the person who watches the sandbox. */
  readonly note: Note | null;
  /** null: nothing went over the wire. */
  readonly record: WireRecord | null;
}

export interface Note {
  readonly text: string;
  readonly tone: "plain" | "trouble";
}

export type Drawing =
  | {
      readonly kind: "bubble";
      readonly from: "resident" | "service" | "person";
      readonly text: string;
      readonly buttons: readonly Button[];
      /** Quick replies. They vanish with the next message. */
      readonly chips: readonly Button[];
    }
  | { readonly kind: "cards"; readonly cards: readonly Card[] }
  /** A push from an approved template. Only the platform knows the template's text. */
  | { readonly kind: "template"; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: "place"; readonly name: string; readonly detail: string }
  | { readonly kind: "sticker" }
  | { readonly kind: "typing" }
  | { readonly kind: "other"; readonly content: unknown };

export interface Card {
  readonly title: string;
  readonly subtitle: string;
  readonly buttons: readonly Button[];
}

export interface Button {
  readonly title: string;
  readonly effect: ButtonEffect;
  /** Counted through all buttons of the drawing. */
  readonly index: number;
}

export type ButtonEffect =
  | { readonly type: "payload"; readonly payload: string; readonly isChip: boolean }
  | { readonly type: "open"; readonly url: string };

export interface WireRecord {
  readonly kind: "webhook" | "call";
  readonly name: string;
  readonly path: string;
  readonly body: unknown;
  /** null: no answer came. */
  readonly status: number | "pending" | null;
  readonly answer: unknown;
  readonly isRefused: boolean;
  /** Echoes and receipts, which the log hides by default. */
  readonly isRoutine: boolean;
  /** How much of the platform's limits the message uses. */
  readonly measure: string | null;
}

export function buttonsOf(drawing: Drawing | null): readonly Button[] {
  if (drawing?.kind === "bubble") return [...drawing.buttons, ...drawing.chips];
  if (drawing?.kind === "cards") return drawing.cards.flatMap(({ buttons }) => buttons);
  return [];
}
