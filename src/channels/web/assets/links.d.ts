export interface Piece {
  readonly text: string;
  /** Where it leads; null for plain text. */
  readonly href: string | null;
}

export function splitLinks(text: string): Piece[];
