import { describe, expect, test } from "@jest/globals";
import { TextTooLongError } from "../../../src/channels/fit-text.ts";
import { decodePayload } from "../../../src/channels/postback-payload.ts";
import { renderZaloMessage } from "../../../src/channels/zalo/render.ts";
import type { ChoiceMessage, LocationRequest } from "../../../src/wording/message.ts";

function choice(count: number, full = "Câu trả lời"): ChoiceMessage {
  const options = Array.from({ length: count }, (_, index) => ({
    value: `v${index + 1}`,
    number: index + 1,
    label: `Lời ${index + 1}`,
    full: `${full} ${index + 1}`,
  }));
  return { type: "choice", question: "who", text: "Bác chọn ạ?", options };
}

describe("a message in Zalo's form", () => {
  test("a text is itself, its accents composed", () => {
    expect(
      renderZaloMessage({ type: "text", text: "Chào bác".normalize("NFD") }, "buttons"),
    ).toEqual({
      text: "Chào bác",
    });
  });

  test("a choice has its numbers in the text and its answers as hidden queries", () => {
    const { text, attachment } = renderZaloMessage(choice(2), "buttons");
    expect(text).toBe("Bác chọn ạ?\n1. Câu trả lời 1\n2. Câu trả lời 2");
    const buttons = attachment?.payload.buttons ?? [];
    expect(buttons.map(({ title, type }) => [title, type])).toEqual([
      ["Lời 1", "oa.query.hide"],
      ["Lời 2", "oa.query.hide"],
    ]);
    expect(decodePayload(buttons[1]?.payload ?? "")).toEqual({ question: "who", value: "v2" });
  });

  test("of eight answers the first five are buttons, and the text has all", () => {
    const { text, attachment } = renderZaloMessage(choice(8), "buttons");
    expect(attachment?.payload.buttons).toHaveLength(5);
    expect(text).toContain("8. Câu trả lời 8");
  });

  test("in plain text it says to type the number", () => {
    const { text, attachment } = renderZaloMessage(choice(2), "text");
    expect(attachment).toBeUndefined();
    expect(text).toBe(
      "Bác chọn ạ?\n1. Câu trả lời 1\n2. Câu trả lời 2\n\nBác nhắn số của câu trả lời giúp cháu nhé.",
    );
  });

  test("a question for the place says where Zalo hides the button", () => {
    const request: LocationRequest = {
      ...choice(1),
      type: "location-request",
      typed: "Bác nhắn tên phường ạ?",
    };
    expect(renderZaloMessage(request, "buttons").text).toContain("chọn “Vị trí”");
    const bare = renderZaloMessage({ ...request, options: [] }, "buttons");
    expect(bare.attachment).toBeUndefined();
  });

  test("its help is in the message's own language", () => {
    const english: LocationRequest = {
      ...choice(1),
      type: "location-request",
      typed: "Your ward?",
      language: "en",
    };
    const { text } = renderZaloMessage(english, "text");
    expect(text).toContain("choose “Vị trí” (location)");
    expect(text).toContain("Please send the number of your answer.");
    expect(text).not.toContain("Bác nhắn số");
  });

  test("where the wording of all answers is too long, their short forms stand in", () => {
    const { text } = renderZaloMessage(choice(10, "x".repeat(300)), "text");
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text).toContain("10. Lời 10");
  });

  test("a text that nobody divided is refused, not cut", () => {
    const text = "x".repeat(2_000);
    expect(renderZaloMessage({ type: "text", text }, "text")).toEqual({ text });
    const long = { type: "text", text: `${text}x` } as const;
    expect(() => renderZaloMessage(long, "text")).toThrow(TextTooLongError);
    expect(() => renderZaloMessage({ ...choice(1), text }, "buttons")).toThrow(TextTooLongError);
  });
});
