import type { Piece } from "./links.js";

export interface TextLine {
  readonly kind: "heading" | "item" | "detail" | "plain" | "gap";
  readonly pieces: readonly Piece[];
}

export function splitLines(text: string): TextLine[];
