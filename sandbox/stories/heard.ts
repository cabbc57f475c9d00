import { buttonsOf, type Drawing, type Line } from "../phones/line.ts";
import type { StoryReply } from "./story.ts";

/** What the service has said in a step, compared with what the story expects. */

/** Returns whether the lines contain the expected kind of message and all its words. */
export function isAsTold(lines: readonly Line[], { kind, has }: StoryReply): boolean {
  const said = lines.flatMap(({ drawing }) => (isOfService(drawing) ? [drawing] : []));
  if (kind === "silence") return said.length === 0;
  const text = said.map(textOf).join("\n");
  return said.some((one) => kindOf(one) === kind) && has.every((words) => text.includes(words));
}

function isOfService(drawing: Drawing | null): drawing is Drawing {
  if (drawing === null) return false;
  if (drawing.kind === "bubble") return drawing.from === "service";
  return ["cards", "template", "other"].includes(drawing.kind);
}

function kindOf(drawing: Drawing): StoryReply["kind"] {
  if (drawing.kind === "template") return "push";
  return buttonsOf(drawing).length > 0 ? "choices" : "text";
}

function textOf(drawing: Drawing): string {
  const buttons = buttonsOf(drawing).map(({ title }) => title);
  switch (drawing.kind) {
    case "bubble":
      return [drawing.text, ...buttons].join("\n");
    case "cards":
      return [...drawing.cards.flatMap((card) => [card.title, card.subtitle]), ...buttons].join(
        "\n",
      );
    case "template":
      return drawing.fields.join("\n");
    default:
      return "";
  }
}
