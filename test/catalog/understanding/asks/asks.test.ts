import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../../../src/catalog/load.ts";
import type { Intent } from "../../../../src/catalog/understanding/intent.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:30:00+07:00");
const understand = (sentence: string, procedure: string | null = null) =>
  catalog.understand(sentence, { now, procedure });

test.each<[sentence: string, asks: readonly Intent[]]>([
  ["khai sinh cho con cần giấy tờ gì, nộp ở đâu, mất bao lâu", ["documents", "where", "time"]],
  ["lam can cuoc het bao nhieu tien va may ngay co", ["fee", "time"]],
  [
    "khai sinh trễ có bị phạt không, cần giấy tờ gì và nộp ở đâu",
    ["eligibility", "documents", "where"],
  ],
  ["làm hộ chiếu online được không, lệ phí bao nhiêu", ["fee", "online"]],
  ["làm khai sinh cần giấy tờ gì, cho hỏi cần giấy tờ gì vậy", ["documents"]],
  ["đăng ký khai sinh", ["steps"]],
])("“%s” asks %j", (sentence, asks) => {
  const { intent, asks: found } = understand(sentence);
  expect([...found].sort()).toEqual([...asks].sort());
  expect(found[0]).toBe(intent);
});

test.each([
  ["khai sinh trễ hạn có bị phạt không", "penalty", "eligibility", "dang-ky-khai-sinh"],
  [
    "bé nhà em 4 tháng rồi mà chưa làm khai sinh, có bị phạt không",
    "penalty",
    "eligibility",
    "dang-ky-khai-sinh",
  ],
  ["khong dang ky tam tru co bi phat khong", "penalty", "eligibility", "dang-ky-tam-tru"],
  ["sửa nhà có cần xin phép không", "permission", "eligibility", "giay-phep-sua-chua-nha"],
  ["đăng ký kết hôn nhờ người khác làm được không", "by_proxy", "eligibility", "dang-ky-ket-hon"],
  ["làm căn cước có phải về quê không", "go_home", "where", "cap-can-cuoc-lan-dau"],
  ["hạn cuối đi khai sinh là ngày nào", "deadline", "time", "dang-ky-khai-sinh"],
  ["con sinh 2/9 thì hạn đến bao giờ", "deadline", "time", "dang-ky-khai-sinh"],
  ["tôi 78 tuổi được hưởng gì", "age_entitlement", "eligibility", "tro-cap-huu-tri-xa-hoi"],
  [
    "me toi 82 tuoi khong luong huu co duoc gi khong",
    "age_entitlement",
    "eligibility",
    "tro-cap-huu-tri-xa-hoi",
  ],
  ["phường 1 quận 6 giờ là phường gì", "ward_renamed", "where", undefined],
  ["phuong 1 quan 6 gio doi ten thanh phuong gi vay", "ward_renamed", "where", undefined],
  ["phường 1 quận 6 bây giờ là phường nào", "ward_renamed", "where", undefined],
  ["sáp nhập phường rồi có phải đổi căn cước không", "old_papers", "eligibility", undefined],
  ["giấy tờ cũ còn xài được không", "old_papers", "eligibility", undefined],
])("“%s” is a question of the kind %s", (sentence, why, intent, first) => {
  const understood = understand(sentence);
  expect([understood.why, understood.intent]).toEqual([why, intent]);
  expect(understood.results[0]?.id).toBe(first);
});

describe("what is told is no question", () => {
  test.each([
    ["mẹ tôi lãnh trợ cấp xã hội, giờ muốn làm căn cước", "steps"],
    ["hồi tết năm ngoái con sinh, giờ làm khai sinh cần gì", "documents"],
    ["tôi chưa khi nào làm căn cước, giờ muốn làm", "steps"],
    ["hôm 3/4 tôi mất căn cước", "steps"],
    ["đổi tên con thành An", "steps"],
  ])("“%s” is understood as %s", (sentence, intent) => {
    expect(understand(sentence)).toMatchObject({ intent, asks: [intent] });
  });
});

describe("a bare question", () => {
  const bare = [
    "ở đâu",
    "nop o dau",
    "bao nhiêu tiền",
    "mấy ngày",
    "cần giấy tờ gì",
    "có bị phạt không",
  ];

  test.each(bare)("“%s” names no procedure", (sentence) => {
    expect(understand(sentence)).toMatchObject({ results: [], decision: { type: "none" } });
  });

  test.each([...bare, "nhờ bà nội đi được không"])(
    "“%s” is about the current procedure",
    (sentence) => {
      const { decision, namesProcedure } = understand(sentence, "dang-ky-khai-sinh");
      expect([decision, namesProcedure]).toEqual([
        { type: "winner", id: "dang-ky-khai-sinh" },
        false,
      ]);
    },
  );

  test.each([
    ["nộp phạt ở đâu", "nop-phat-vi-pham-giao-thong"],
    ["lấy hộ khẩu ở đâu", "dang-ky-thuong-tru"],
  ])("“%s” is none: it names a procedure in common words", (sentence, id) => {
    expect(
      understand(sentence)
        .results.slice(0, 3)
        .map((result) => result.id),
    ).toContain(id);
  });
});

describe("what is denied is not the wish", () => {
  test.each([
    ["tôi không hỏi khai sinh, tôi hỏi khai tử", "dang-ky-khai-tu", "dang-ky-khai-sinh"],
    ["khong phai khai sinh ma khai tu", "dang-ky-khai-tu", "dang-ky-khai-sinh"],
    [
      "không phải kết hôn mà ly hôn, xin xác nhận độc thân",
      "xac-nhan-tinh-trang-hon-nhan",
      "dang-ky-ket-hon",
    ],
  ])("“%s” is about %s and not about %s", (sentence, meant, denied) => {
    const ids = understand(sentence)
      .results.slice(0, 3)
      .map(({ id }) => id);
    expect(ids[0]).toBe(meant);
    expect(ids).not.toContain(denied);
  });

  test("somebody without a pension asks for no pension", () => {
    const { results } = understand("mẹ tôi không lãnh lương hưu, muốn xin trợ cấp người già");
    expect(results[0]?.id).toBe("tro-cap-huu-tri-xa-hoi");
  });

  test("what need not be done begins nothing", () => {
    expect(understand("tôi không cần làm lại căn cước").decision.type).toBe("none");
  });

  test("a question about what need not be done is still asked", () => {
    expect(understand("không cần làm lại căn cước có được không").results[0]?.id).toContain(
      "can-cuoc",
    );
  });
});
