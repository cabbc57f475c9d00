export interface Piece {
  readonly text: string;
  /** The link's address; null for plain text. */
  readonly href: string | null;
}

export function splitLinks(text: string): Piece[];
