import type { PointCards } from "../../../wording/message.ts";

/** An element, or a text. */
export type TreeNode = TreeElement | string;

export interface TreeElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly TreeNode[];
}

export function cardsOf(cards: PointCards): TreeElement;
