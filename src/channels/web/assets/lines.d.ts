import type { Piece } from "./links.js";

export interface TextLine {
  readonly kind: "heading" | "bullet" | "item" | "detail" | "plain" | "gap";
  readonly pieces: readonly Piece[];
}

export function splitLines(text: string): TextLine[];
