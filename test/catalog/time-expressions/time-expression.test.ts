import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { toIsoLocal } from "../../../src/catalog/local-time.ts";
import { translateEnglishTime } from "../../../src/catalog/time-expressions/english-time.ts";
import { parseTimeExpression } from "../../../src/catalog/time-expressions/time-expression.ts";

/** A Tuesday. */
const tuesdayAtTen = "2026-11-24 10:00";

function at(local: string) {
  return new Date(`${local.replace(" ", "T")}:00+07:00`);
}

/** Returns "now", "past", null, or "from > to «words»" with local times. */
function read(typed: string, now = tuesdayAtTen) {
  const when = parseTimeExpression(typed, at(now));
  if (when?.kind !== "window") return when?.kind ?? null;
  const [from, to] = [when.from, when.to].map((end) =>
    toIsoLocal(end).slice(0, 16).replace("T", " "),
  );
  return `${from} > ${to} «${when.words}»`;
}

describe("parseTimeExpression", () => {
  test.each([["bây giờ"], ["bay gio"], ["ngay"], ["Đi ngay ạ"], ["ngay bây giờ"], ["đi luôn"]])(
    "reads %s as now",
    (typed) => {
      expect(read(typed)).toBe("now");
    },
  );

  test.each([
    ["chiều nay", "2026-11-24 12:00 > 2026-11-24 18:00 «chiều nay (thứ Ba 24/11)»"],
    ["tối nay", "2026-11-24 18:00 > 2026-11-24 22:00 «tối nay (thứ Ba 24/11)»"],
    ["sáng mai", "2026-11-25 06:00 > 2026-11-25 12:00 «sáng mai (thứ Tư 25/11)»"],
    ["trưa mai", "2026-11-25 11:00 > 2026-11-25 13:00 «trưa mai (thứ Tư 25/11)»"],
    ["mai", "2026-11-25 00:00 > 2026-11-26 00:00 «ngày mai (thứ Tư 25/11)»"],
    ["mốt", "2026-11-26 00:00 > 2026-11-27 00:00 «thứ Năm 26/11»"],
    ["ngày kia", "2026-11-26 00:00 > 2026-11-27 00:00 «thứ Năm 26/11»"],
    ["sáng thứ bảy", "2026-11-28 06:00 > 2026-11-28 12:00 «sáng thứ Bảy 28/11»"],
    ["thứ 7", "2026-11-28 00:00 > 2026-11-29 00:00 «thứ Bảy 28/11»"],
    ["thứ bảy tuần sau", "2026-12-05 00:00 > 2026-12-06 00:00 «thứ Bảy 5/12»"],
    ["chiều chủ nhật", "2026-11-29 12:00 > 2026-11-29 18:00 «chiều Chủ nhật 29/11»"],
    ["thứ tư tuần này", "2026-11-25 00:00 > 2026-11-26 00:00 «ngày mai (thứ Tư 25/11)»"],
    ["cuối tuần", "2026-11-28 00:00 > 2026-11-30 00:00 «cuối tuần (28/11 đến 29/11)»"],
    ["tuần sau", "2026-11-30 00:00 > 2026-12-07 00:00 «tuần sau (30/11 đến 6/12)»"],
    ["ngày 26", "2026-11-26 00:00 > 2026-11-27 00:00 «thứ Năm 26/11»"],
    ["sáng ngày 26 tháng 11", "2026-11-26 06:00 > 2026-11-26 12:00 «sáng thứ Năm 26/11»"],
    ["8 giờ tối", "2026-11-24 20:00 > 2026-11-24 20:01 «8 giờ tối nay (thứ Ba 24/11)»"],
    ["8 giờ sáng mai", "2026-11-25 08:00 > 2026-11-25 08:01 «8 giờ sáng mai (thứ Tư 25/11)»"],
    [
      "chiều mai lúc 3 giờ rưỡi",
      "2026-11-25 15:30 > 2026-11-25 15:31 «3 giờ 30 chiều mai (thứ Tư 25/11)»",
    ],
  ])("reads %s with and without diacritics", (typed, expected) => {
    expect(read(typed)).toBe(expected);
    const plain = typed.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
    // Plain "mot" alone is the number one.
    if (plain !== "mot") expect(read(plain)).toBe(expected);
    expect(read(typed.normalize("NFD").toUpperCase())).toBe(expected);
  });

  test.each([
    ["T7", "2026-11-28 00:00 > 2026-11-29 00:00 «thứ Bảy 28/11»"],
    ["sáng t7", "2026-11-28 06:00 > 2026-11-28 12:00 «sáng thứ Bảy 28/11»"],
    ["CN", "2026-11-29 00:00 > 2026-11-30 00:00 «Chủ nhật 29/11»"],
    ["26/11", "2026-11-26 00:00 > 2026-11-27 00:00 «thứ Năm 26/11»"],
    ["26-11-2026", "2026-11-26 00:00 > 2026-11-27 00:00 «thứ Năm 26/11»"],
    ["26.11.2026.", "2026-11-26 00:00 > 2026-11-27 00:00 «thứ Năm 26/11»"],
    ["sáng 26/11", "2026-11-26 06:00 > 2026-11-26 12:00 «sáng thứ Năm 26/11»"],
    ["8h ngày 26/11", "2026-11-26 08:00 > 2026-11-26 08:01 «8 giờ sáng thứ Năm 26/11»"],
    ["17h30", "2026-11-24 17:30 > 2026-11-24 17:31 «5 giờ 30 chiều nay (thứ Ba 24/11)»"],
    ["17:30", "2026-11-24 17:30 > 2026-11-24 17:31 «5 giờ 30 chiều nay (thứ Ba 24/11)»"],
    ["8g30 sáng mai", "2026-11-25 08:30 > 2026-11-25 08:31 «8 giờ 30 sáng mai (thứ Tư 25/11)»"],
    ["bảy giờ tối", "2026-11-24 19:00 > 2026-11-24 19:01 «7 giờ tối nay (thứ Ba 24/11)»"],
    ["12h trưa", "2026-11-24 12:00 > 2026-11-24 12:01 «12 giờ trưa nay (thứ Ba 24/11)»"],
    ["8-10h sáng mai", "2026-11-25 08:00 > 2026-11-25 08:01 «8 giờ sáng mai (thứ Tư 25/11)»"],
    ["buổi chiều", "2026-11-24 12:00 > 2026-11-24 18:00 «chiều nay (thứ Ba 24/11)»"],
    [
      "làm khai sinh cho con sáng thứ bảy thì ở đâu",
      "2026-11-28 06:00 > 2026-11-28 12:00 «sáng thứ Bảy 28/11»",
    ],
  ])("reads %s", (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  test("places an hour without a part of the day in office hours, not at night", () => {
    expect(read("2h")).toContain("2026-11-24 14:00 ");
    expect(read("7h")).toContain("2026-11-25 07:00 ");
  });
});

describe("a time relative to now", () => {
  test("begins now if part of the window is over", () => {
    expect(read("sáng nay")).toBe("2026-11-24 10:00 > 2026-11-24 12:00 «sáng nay (thứ Ba 24/11)»");
    expect(read("cuối tuần", "2026-11-29 09:30")).toBe(
      "2026-11-29 09:30 > 2026-11-30 00:00 «cuối tuần (29/11)»",
    );
  });

  test.each([
    ["sáng nay", "2026-11-24 12:00"],
    ["tối nay", "2026-11-24 22:00"],
    ["hôm nay lúc 9h", tuesdayAtTen],
    ["23/11", tuesdayAtTen],
    ["thứ hai tuần này", tuesdayAtTen],
    ["26/11/2025", tuesdayAtTen],
  ])("is past: %s, asked at %s", (typed, now) => {
    expect(read(typed, now)).toBe("past");
  });

  test("is tomorrow if the hour is over today", () => {
    expect(read("9h")).toContain("2026-11-25 09:00 ");
    expect(read("11h")).toContain("2026-11-24 11:00 ");
  });

  test("may be today's weekday while the time of day is still ahead", () => {
    expect(read("sáng thứ ba", "2026-11-24 11:59")).toContain("2026-11-24 11:59 ");
    expect(read("sáng thứ ba", "2026-11-24 12:00")).toContain("2026-12-01 06:00 ");
    expect(read("thứ ba", "2026-11-24 23:00")).toContain("2026-11-24 23:00 ");
  });

  test("is next year if the date is more than six months ago, and says the year", () => {
    expect(read("26/3")).toBe("2027-03-26 00:00 > 2027-03-27 00:00 «thứ Sáu 26/3/2027»");
    expect(read("5/1", "2026-12-20 08:00")).toContain("2027-01-05 00:00 ");
    expect(read("1/9")).toBe("past");
  });

  test("is in this month or in the next one that has this day", () => {
    expect(read("ngày 24")).toContain("2026-11-24 10:00 ");
    expect(read("ngày 23")).toContain("2026-12-23 00:00 ");
    expect(read("ngày 31")).toContain("2026-12-31 00:00 ");
    expect(read("ngày 30", "2027-01-31 08:00")).toContain("2027-03-30 00:00 ");
  });

  test("crosses the ends of weeks, months and years as the calendar does", () => {
    expect(read("thứ sáu", "2026-12-31 10:00")).toContain("«ngày mai (thứ Sáu 1/1/2027)»");
    expect(read("tuần sau", "2026-12-31 10:00")).toContain("2027-01-04 00:00 > 2027-01-11 00:00");
    expect(read("29/2", "2028-01-10 10:00")).toContain("2028-02-29 00:00 ");
    expect(read("mai", "2028-02-28 10:00")).toContain("2028-02-29 00:00 ");
  });

  test("begins at local midnight and not at midnight UTC", () => {
    expect(read("mai", "2026-11-24 23:59")).toContain("2026-11-25 00:00 ");
    expect(read("mai", "2026-11-25 00:00")).toContain("2026-11-26 00:00 ");
  });
});

describe("a text without a time", () => {
  test.each([
    ["xin chào"],
    ["chào buổi sáng"],
    ["8"],
    ["một"],
    ["mot"],
    ["31/2"],
    ["25h"],
    ["mai mốt"],
    ["tôi nay 60 tuổi"],
    ["cho toi hoi"],
    ["sang tên xe máy"],
    ["con thứ hai"],
    ["đăng ký khai sinh con thứ 3"],
    ["thương mại"],
    ["thuong mai"],
    ["phường Hoàng Mai"],
    ["Mai Châu"],
    ["đường 30/4"],
    ["654/12 Phạm Văn Chí"],
    ["trong 24h"],
    ["mạng 4g"],
    ["con 6 tháng 10 ngày"],
    ["0912345678"],
    ["000.00.12.H26-241126-0001"],
    [""],
  ])("is not read as a time: %j", (typed) => {
    expect(read(typed)).toBeNull();
  });

  test("is read without an error, whatever was typed, and a window lies ahead and has words", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 6 }),
      fc.constantFrom(
        ..."sáng chiều tối mai mốt nay thứ 7 bảy tuần sau ngày tháng 26/11 31 8h 17h30 giờ cuối năm - /".split(
          " ",
        ),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 10 }),
        fc.date({ min: at("2025-01-01 00:00"), max: at("2029-01-01 00:00"), noInvalidDate: true }),
        (pieces, now) => {
          const when = parseTimeExpression(pieces.join(" "), now);
          if (when?.kind !== "window") return;
          expect(when.from.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(when.to.getTime()).toBeGreaterThan(when.from.getTime());
          expect(when.words).toMatch(/\d+\/\d+/);
        },
      ),
      { seed: 20261124, numRuns: 2000 },
    );
  });
});

describe("English words of time", () => {
  test.each([
    ["now", "bây giờ"],
    ["tonight", "tối nay"],
    ["this afternoon", "chiều nay"],
    ["tomorrow", "ngày mai"],
    ["Tomorrow morning", "sáng mai"],
    ["morning tomorrow", "sáng mai"],
    ["day after tomorrow", "ngày mốt"],
    ["Saturday morning", "sáng thứ bảy"],
    ["next Monday", "thứ hai tuần sau"],
    ["this weekend", "cuối tuần này"],
    ["after work", "sau giờ làm"],
    ["26 November", "ngày 26 tháng 11"],
    ["November 26th", "ngày 26 tháng 11"],
    ["tomorrow at 5 pm", "17 giờ ngày mai"],
    ["at 9:30 on Friday", "9 giờ 30 thứ sáu"],
    ["12 am on 26/11", "0 giờ ngày 26/11"],
  ])("mean the same as in Vietnamese: %s", (english, vietnamese) => {
    expect(read(english)).toBe(read(vietnamese));
    expect(read(english)).not.toBeNull();
  });

  test.each([["the weather is nice"], ["I need a passport"], ["may"]])(
    "are not found in: %s",
    (typed) => {
      expect(read(typed)).toBeNull();
    },
  );
});

test.each(["constructor", "toString", "valueOf", "__proto__", "hasOwnProperty"])(
  "the word %s, which every plain object has, is only a word",
  (word) => {
    expect(translateEnglishTime(`${word} tomorrow`)).toBe(`${word.toLowerCase()} ngày mai`);
  },
);
