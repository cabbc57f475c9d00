import { describe, expect, test } from "@jest/globals";
import { TextTooLongError } from "../../../src/channels/fit-text.ts";
import { decodePayload } from "../../../src/channels/postback-payload.ts";
import { renderZaloMessage } from "../../../src/channels/zalo/render.ts";
import type { ChoiceMessage, LocationRequest } from "../../../src/wording/message.ts";
import { directionsTo, pageOf, samplePoints } from "../point-messages.ts";

function choice(count: number, full = "Câu trả lời"): ChoiceMessage {
  const options = Array.from({ length: count }, (_, index) => ({
    value: `v${index + 1}`,
    number: index + 1,
    label: `Lời ${index + 1}`,
    full: `${full} ${index + 1}`,
  }));
  return { type: "choice", question: "who", text: "Bác chọn ạ?", options };
}

describe("a help point in Zalo's form", () => {
  test("is its text over buttons that call and lead there", () => {
    const message = samplePoints(1);
    const { text, attachment } = renderZaloMessage(message, "buttons", "https://hd.example.vn");
    expect(text).toContain("Trung tâm phường A");
    expect(text).not.toContain("https://");
    expect(attachment?.payload.buttons).toEqual([
      { title: "Gọi", type: "oa.open.phone", payload: { phone_code: "842839326861" } },
      { title: "Chỉ đường", type: "oa.open.url", payload: { url: directionsTo(0) } },
      { title: "Xem điểm này", type: "oa.open.url", payload: { url: pageOf(0) } },
    ]);
  });

  test("is one of several by its letter", () => {
    const { attachment } = renderZaloMessage(samplePoints(2), "buttons", "https://hd.example.vn");
    expect(attachment?.payload.buttons.map(({ title }) => title)).toEqual([
      "Gọi A",
      "Chỉ đường A",
      "Gọi B",
      "Chỉ đường B",
    ]);
  });

  test("is the whole text if Zalo takes no buttons, or if they are too many", () => {
    const one = samplePoints(1);
    expect(renderZaloMessage(one, "text")).toEqual({ text: one.text });
    const many = samplePoints(3);
    expect(renderZaloMessage(many, "buttons")).toEqual({ text: many.text });
  });
});

describe("a message in Zalo's form", () => {
  test("sends a text unchanged, with composed accents", () => {
    expect(
      renderZaloMessage({ type: "text", text: "Chào bác".normalize("NFD") }, "buttons"),
    ).toEqual({
      text: "Chào bác",
    });
  });

  test("numbers the answers in the text and offers them as hidden queries", () => {
    const { text, attachment } = renderZaloMessage(choice(2), "buttons");
    expect(text).toBe("Bác chọn ạ?\n1. Câu trả lời 1\n2. Câu trả lời 2");
    const buttons = attachment?.payload.buttons ?? [];
    expect(buttons.map(({ title, type }) => [title, type])).toEqual([
      ["Lời 1", "oa.query.hide"],
      ["Lời 2", "oa.query.hide"],
    ]);
    expect(decodePayload(String(buttons[1]?.payload))).toEqual({ question: "who", value: "v2" });
  });

  test("makes buttons of the first five of eight answers, and lists all in the text", () => {
    const { text, attachment } = renderZaloMessage(choice(8), "buttons");
    expect(attachment?.payload.buttons).toHaveLength(5);
    expect(text).toContain("8. Câu trả lời 8");
  });

  test("asks for the number in plain text", () => {
    const { text, attachment } = renderZaloMessage(choice(2), "text");
    expect(attachment).toBeUndefined();
    expect(text).toBe(
      "Bác chọn ạ?\n1. Câu trả lời 1\n2. Câu trả lời 2\n\nBác nhắn số của câu trả lời giúp cháu nhé.",
    );
  });

  test("explains where Zalo hides the button in a question for the place", () => {
    const request: LocationRequest = {
      ...choice(1),
      type: "location-request",
      typed: "Bác nhắn tên phường ạ?",
    };
    expect(renderZaloMessage(request, "buttons").text).toContain("chọn “Vị trí”");
    const bare = renderZaloMessage({ ...request, options: [] }, "buttons");
    expect(bare.attachment).toBeUndefined();
  });

  test("adds help in the message's own language", () => {
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

  test("uses the short forms of the answers if the full ones are too long", () => {
    const { text } = renderZaloMessage(choice(10, "x".repeat(300)), "text");
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text).toContain("10. Lời 10");
  });

  test("rejects a text that is too long instead of cutting it", () => {
    const text = "x".repeat(2_000);
    expect(renderZaloMessage({ type: "text", text }, "text")).toEqual({ text });
    const long = { type: "text", text: `${text}x` } as const;
    expect(() => renderZaloMessage(long, "text")).toThrow(TextTooLongError);
    expect(() => renderZaloMessage({ ...choice(1), text }, "buttons")).toThrow(TextTooLongError);
  });
});
