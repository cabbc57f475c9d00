import type { Piece } from "../../../phone/links.js";

export interface TextLine {
  readonly kind: "heading" | "bullet" | "item" | "detail" | "plain" | "gap";
  /** "Mang theo: ", shown bold; "" if the line has none. */
  readonly label: string;
  readonly pieces: readonly Piece[];
}

export function splitLines(text: string): TextLine[];
