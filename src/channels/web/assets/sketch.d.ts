import type { PointCards } from "../../../wording/message.ts";
import type { TreeElement } from "./cards.js";

export function sketchOf(cards: Pick<PointCards, "from" | "points" | "words">): TreeElement | null;
export function letterOf(index: number): string;
