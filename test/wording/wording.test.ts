import { describe, expect, test } from "@jest/globals";
import { shorten, toSentence } from "../../src/wording/text.ts";
import { checklistPhrases } from "../../src/wording/vi/checklist.ts";
import { formatClock, formatMoment, formatSpokenClock } from "../../src/wording/vi/moments.ts";

describe("labels", () => {
  test("are cut at a word and marked if they are too long", () => {
    expect(shorten("Đăng ký khai sinh")).toBe("Đăng ký khai sinh");
    expect(shorten("Liên thông đăng ký khai sinh")).toBe("Liên thông đăng ký…");
    expect(shorten("Liên thông đăng ký khai sinh").length).toBeLessThanOrEqual(20);
  });

  test("count letters built from two code points as one", () => {
    expect(shorten("Đăng ký khai sinh".normalize("NFD"))).toBe(
      "Đăng ký khai sinh".normalize("NFC"),
    );
  });
});

describe("money and fees", () => {
  test("are written with dots for thousands", () => {
    expect([
      checklistPhrases.facts.money(0),
      checklistPhrases.facts.money(8000),
      checklistPhrases.facts.money(1_250_000),
    ]).toStrictEqual(["0 đ", "8.000 đ", "1.250.000 đ"]);
  });

  test("end a sentence only once", () => {
    expect([toSentence("Miễn phí"), toSentence("Miễn phí.")]).toStrictEqual([
      "Miễn phí.",
      "Miễn phí.",
    ]);
  });
});

describe("times of day", () => {
  const now = new Date("2026-11-24T09:30:00+07:00");

  test("are written as people say them", () => {
    expect([9 * 60, 11 * 60, 13 * 60 + 30, 20 * 60].map(formatSpokenClock)).toStrictEqual([
      "9 giờ sáng",
      "11 giờ trưa",
      "1 giờ 30 chiều",
      "8 giờ tối",
    ]);
    expect(formatClock(17 * 60 + 5)).toBe("17 giờ 05");
  });

  test("name the day when it is not today", () => {
    expect(formatMoment(new Date("2026-11-26T09:00:00+07:00"), now)).toBe(
      "9 giờ sáng thứ Năm 26/11",
    );
    expect(formatMoment(new Date("2026-11-24T14:00:00+07:00"), now)).toBe("2 giờ chiều hôm nay");
    expect(formatMoment(new Date("2027-01-04T07:30:00+07:00"), now)).toBe(
      "7 giờ 30 sáng thứ Hai 4/1/2027",
    );
  });
});
