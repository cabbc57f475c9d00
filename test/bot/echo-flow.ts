import type { ConversationInput } from "../../src/flows/engine/input.ts";
import type { ConversationState } from "../../src/flows/engine/state.ts";
import type { TurnContext, TurnResult } from "../../src/flows/engine/turn.ts";

/** A fake flow that counts its turns and repeats its input. It asks a question after the word "hỏi". */
export function echo(
  state: ConversationState | null,
  input: ConversationInput,
  context: TurnContext,
): TurnResult {
  const asked = (state?.asked ?? 0) + 1;
  const point = input.type === "start" ? (input.point ?? null) : (state?.point ?? null);
  const text = `${asked}: ${describeInput(input)}`;
  const options = ["có", "không"].map((full, index) => ({
    value: `v${index}`,
    number: index + 1,
    label: full,
    full,
  }));
  const isQuestion = input.type === "text" && input.text === "hỏi";
  return {
    state: { v: 1, frames: [], asked, asking: null, page: 0, misses: 0, point, place: null },
    messages: isQuestion
      ? [{ type: "choice", question: `q${asked}`, text, options }]
      : [{ type: "text", text: context.contactPhone ? `${text}\n${context.contactPhone}` : text }],
    fact: { flow: "echo", step: String(asked), outcome: "answered", point, missedWords: [] },
  };
}

function describeInput(input: ConversationInput): string {
  switch (input.type) {
    case "start":
      return `bắt đầu ${input.point ?? ""} ${input.procedure ?? ""}`.trim();
    case "text":
      return input.text;
    case "choice":
      return `${input.question}=${input.value}`;
    case "location":
      return `${input.lat} ${input.lon}`;
    case "media":
      return input.kind;
    case "human-replied":
      return "có người trả lời";
    case "colleague":
      return `${input.name} ${input.deed.kind}`;
    case "failed":
      return "xin lỗi";
  }
}
