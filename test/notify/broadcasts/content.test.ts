import { describe, expect, test } from "@jest/globals";
import { measureSms, withoutDiacritics } from "../../../src/channels/sms/segments.ts";
import {
  fillIn,
  sampleValues,
  validatePlaceholders,
} from "../../../src/notify/broadcasts/placeholders.ts";
import { createPreview, validateLength } from "../../../src/notify/broadcasts/preview.ts";

const content = { title: "Nghỉ", text: "Nghỉ sáng.", plainSms: false, isTrial: false };

describe("the size of an SMS", () => {
  test.each([
    ["", "GSM-7", 0],
    ["a".repeat(160), "GSM-7", 1],
    ["a".repeat(161), "GSM-7", 2],
    ["a".repeat(306), "GSM-7", 2],
    ["a".repeat(307), "GSM-7", 3],
    ["€".repeat(80), "GSM-7", 1],
    ["€".repeat(81), "GSM-7", 2],
    ["ố".repeat(70), "UCS-2", 1],
    ["ố".repeat(71), "UCS-2", 2],
    ["ố".repeat(135), "UCS-2", 3],
    ["😀".repeat(36), "UCS-2", 2],
  ])("is counted in segments like a gateway does (case %#)", (text, encoding, segments) => {
    expect(measureSms(text)).toMatchObject({ encoding, segments });
  });

  test("is measured in the 7-bit alphabet for Vietnamese text without diacritics", () => {
    const text = "Đường “Nguyễn Huệ” – nghỉ… ăâêôơưđ ĂÂÊÔƠƯĐ ỷỹỵ";
    expect(withoutDiacritics(text)).toBe('Duong "Nguyen Hue" - nghi... aaeooud AAEOOUD yyy');
    expect(measureSms(withoutDiacritics(text)).encoding).toBe("GSM-7");
  });
});

describe("placeholders", () => {
  test.each([
    ["Chào {ten}", true, [{ code: "unknown", name: "ten" }]],
    ["{}", true, [{ code: "unknown", name: "" }]],
    ["{constructor}", true, [{ code: "unknown", name: "constructor" }]],
    ["{co_quan", true, [{ code: "brace" }]],
    ["co_quan}", true, [{ code: "brace" }]],
    ["{ma_ho_so}", false, [{ code: "no-dossier", name: "ma_ho_so" }]],
    ["{ma_ho_so} {co_quan}", true, []],
  ])("of %s are validated", (text, isByDossier, errors) => {
    expect(validatePlaceholders(text, isByDossier)).toEqual(errors);
  });

  test("without a value are named, and long values are cut", () => {
    expect(fillIn("{ngay_hen}", { ...sampleValues, ngay_hen: "" })).toEqual({
      missing: "ngay_hen",
    });
    const filled = fillIn("{ten_thu_tuc}", { ...sampleValues, ten_thu_tuc: "chữ ".repeat(100) });
    expect("text" in filled && filled.text.length).toBeLessThanOrEqual(160);
  });

  test("are not replaced inside the values of others", () => {
    const values = { ...sampleValues, co_quan: "{ma_ho_so} $& $1" };
    expect(fillIn("{co_quan}", values)).toEqual({ text: "{ma_ho_so} $& $1" });
  });
});

describe("a preview", () => {
  test("shows each channel's text, and the SMS size with and without diacritics", () => {
    const preview = createPreview({ ...content, plainSms: true }, "UBND phường Một");
    expect(preview?.chat.map(({ text }) => text)[0]).toMatch(
      /^UBND phường Một thông báo: Nghỉ\n\n/,
    );
    expect(preview?.sms.text).toBe("UBND phuong Mot: Nghi sang.");
    expect(preview?.sms.size.encoding).toBe("GSM-7");
    expect(preview?.sms.withDiacritics.encoding).toBe("UCS-2");
    expect(preview?.email.subject).toBe("Nghỉ");
  });

  test("the length is validated for each channel with the longest values", () => {
    expect(validateLength(content, "UBND phường Một")).toEqual([]);
    const long = { ...content, text: `{ten_thu_tuc} ${"ă".repeat(1_900)}` };
    expect(validateLength(long, "A")).toEqual([
      { channel: "chat", over: expect.any(Number) },
      { channel: "sms", segments: expect.any(Number) },
    ]);
  });
});
