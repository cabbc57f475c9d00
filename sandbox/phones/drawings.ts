import type { SharedPlace } from "../places.ts";
import type { ActionResult } from "./app.ts";
import type { Drawing } from "./line.ts";

/** Drawings and results that both apps have in common. */

export const personWords =
  "Chào bác, tôi là cán bộ ở bộ phận một cửa. Bác cứ mang giấy tờ ra đây, tôi xem giúp bác.";

type Bubble = Extract<Drawing, { kind: "bubble" }>;

export function textBubble(text: string, from: Bubble["from"] = "resident"): Bubble {
  return { kind: "bubble", from, text, buttons: [], chips: [] };
}

export function sharedPlace({ name, detail }: SharedPlace): Drawing {
  return { kind: "place", name, detail };
}

export function describePress(title: string): string {
  return `Bác bấm “${title}”`;
}

export function toResult(
  name: string,
  event: object | null,
  drawing: Drawing | null,
  note: string | null = null,
): ActionResult {
  return { name, event, drawing, note: note === null ? null : { text: note, tone: "plain" } };
}
