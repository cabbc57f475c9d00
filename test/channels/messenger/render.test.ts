import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { TextTooLongError } from "../../../src/channels/fit-text.ts";
import { renderMessengerMessage } from "../../../src/channels/messenger/render.ts";
import { decodePayload } from "../../../src/channels/postback-payload.ts";
import type { ChoiceMessage, Message } from "../../../src/wording/message.ts";
import { splitMessage } from "../../../src/wording/split-message.ts";
import { shorten } from "../../../src/wording/text.ts";
import { readSend } from "../../platforms/messenger/send-rules.ts";
import { pageOf, pointsMessage, samplePoint, samplePoints } from "../point-messages.ts";

function choice(count: number, full = (index: number) => `Câu trả lời ${index}`): ChoiceMessage {
  const options = Array.from({ length: count }, (_, index) => ({
    value: `v${index + 1}`,
    number: index + 1,
    label: shorten(full(index + 1)),
    full: full(index + 1),
  }));
  return { type: "choice", question: "who", text: "Bác chọn ạ?", options };
}

/** Reads it as the stand-in does, which has its own copy of Messenger's limits. */
function sent(message: Message, site: string | null = null) {
  const rendered = renderMessengerMessage(message, site);
  const read = readSend({ recipient: { id: "1" }, message: rendered });
  if (read.kind !== "message") throw new Error("Messenger would refuse it");
  return read;
}

describe("a help point in Messenger's form", () => {
  const site = "https://hd.example.vn";

  test("is its text over buttons that call, lead there and show its page", () => {
    const { text, buttons } = sent(samplePoints(1), site);
    expect(text).toContain("Trung tâm phường A");
    expect(text).not.toContain("https://");
    expect(buttons.map(({ kind, title }) => [kind, title])).toEqual([
      ["phone_number", "Gọi"],
      ["web_url", "Chỉ đường"],
      ["web_url", "Xem điểm này"],
    ]);
    expect(buttons.at(-1)?.payload).toBe(pageOf(0));
  });

  test("has no page if the service has no secure address", () => {
    expect(sent(samplePoints(1)).buttons.map(({ title }) => title)).toEqual(["Gọi", "Chỉ đường"]);
  });

  test("is one of several cards to swipe, with its status and its street", () => {
    const { text, buttons } = sent(samplePoints(2), site);
    expect(text).toContain("Mở cửa thứ Bảy 28/11: 9 giờ đến 11 giờ. 654 Phạm Văn Chí");
    expect(text).toContain("Trung tâm phường B");
    expect(buttons).toHaveLength(6);
  });

  test("is the whole text if there is nothing to press, or a button could not dial", () => {
    const silent = pointsMessage([samplePoint(0, { phone: null, directions: null })]);
    expect(renderMessengerMessage(silent)).toEqual({ text: silent.text });
    const service = { label: "Gọi đường dây: 1022", number: "1022" };
    const list = pointsMessage([samplePoint(0), samplePoint(1, { phone: service })]);
    expect(renderMessengerMessage(list, site)).toEqual({ text: list.text });
  });

  test("is the whole text if a card or a template is too small for it", () => {
    const words =
      "Đóng cửa: thứ Ba 24/11 nghỉ lễ (Ngày Văn hóa Việt Nam), mở lại 9 giờ sáng thứ Năm";
    const long = samplePoint(1, { status: { kind: "closed", words } });
    const list = pointsMessage([samplePoint(0), long]);
    expect(renderMessengerMessage(list, site)).toEqual({ text: list.text });
    const one = pointsMessage([samplePoint(0, { reason: "x".repeat(600) })]);
    expect(renderMessengerMessage(one, site)).toEqual({ text: one.text });
  });
});

describe("a message in Messenger's form", () => {
  test("sends a text unchanged, with composed accents", () => {
    const text = "Chào bác".normalize("NFD");
    expect(renderMessengerMessage({ type: "text", text })).toEqual({ text: "Chào bác" });
  });

  test("shows up to three answers as buttons, which stay in the chat", () => {
    const { text, buttons } = sent(choice(3));
    expect(text).toBe("Bác chọn ạ?\n1. Câu trả lời 1\n2. Câu trả lời 2\n3. Câu trả lời 3");
    expect(buttons.map(({ kind, title }) => [kind, title])).toEqual(
      [1, 2, 3].map((number) => ["postback", `Câu trả lời ${number}`]),
    );
    expect(decodePayload(buttons[1]?.payload ?? "")).toEqual({ question: "who", value: "v2" });
  });

  test("shows more answers as quick replies under the numbered text", () => {
    const { text, buttons } = sent(choice(10));
    expect(text).toContain("10. Câu trả lời 10");
    expect(buttons.map(({ kind }) => kind)).toEqual(Array(10).fill("quick_reply"));
  });

  test("shows three answers under a long question as quick replies, because a button's text is short", () => {
    const { buttons } = sent({ ...choice(3), text: "x".repeat(620) });
    expect(buttons.map(({ kind }) => kind)).toEqual(Array(3).fill("quick_reply"));
  });

  test("shows answers that no button can hold as cards, uncut", () => {
    const message = choice(5, (n) => `Đăng ký khai sinh có yếu tố nước ngoài, trường hợp ${n}`);
    const { text, buttons } = sent(message);
    expect(text).toContain("5. Đăng ký khai sinh có yếu tố nước ngoài, trường hợp 5");
    expect(text).toContain(message.text);
    expect(buttons.map(({ title }) => title)).toEqual([1, 2, 3, 4, 5].map((n) => `Chọn số ${n}`));
    expect(JSON.stringify(renderMessengerMessage(message))).toContain('"template_type":"generic"');
  });

  test("asks for a place without naming a button, because Messenger has none", () => {
    const asked = { question: "place", text: "Bấm nút gửi vị trí ạ?", typed: "Nhắn tên phường ạ?" };
    expect(renderMessengerMessage({ type: "location-request", ...asked, options: [] })).toEqual({
      text: "Nhắn tên phường ạ?",
    });
  });

  test("rejects a text that is too long instead of cutting it", () => {
    const text = "x".repeat(1_999);
    expect(renderMessengerMessage({ type: "text", text })).toEqual({ text });
    expect(() => renderMessengerMessage({ type: "text", text: `${text}x` })).toThrow(
      TextTooLongError,
    );
    expect(() => renderMessengerMessage({ ...choice(1), text })).toThrow(TextTooLongError);
  });

  test("stays within every limit for any divided reply", () => {
    const words = fc.string({
      unit: fc.constantFrom("ế", "a", " ", ".", "\n", "😀"),
      minLength: 1,
    });
    const option = fc.record({ full: words, value: fc.stringMatching(/^[a-z0-9-]{1,40}$/) });
    const message = fc
      .record({
        text: fc.string({
          unit: fc.constantFrom("ế", "a", " ", ". ", "\n"),
          minLength: 1,
          maxLength: 4_000,
        }),
        options: fc.array(option, { minLength: 1, maxLength: 10 }),
      })
      .filter(
        ({ text, options }) => text.trim() !== "" && options.every((o) => o.full.trim() !== ""),
      )
      .map(
        ({ text, options }): Message => ({
          type: "choice",
          question: "flow/step/1",
          text,
          options: options.map(({ full, value }, index) => ({
            value,
            number: index + 1,
            label: shorten(full),
            full: full.trim(),
          })),
        }),
      );
    fc.assert(
      fc.property(message, (any) => {
        for (const part of splitMessage(any)) sent(part);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
