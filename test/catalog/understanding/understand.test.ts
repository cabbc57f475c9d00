import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readOwnSentences, readQuestions } from "../../../bench/understanding/questions.ts";
import { buildCatalog } from "../../../src/catalog/catalog.ts";
import type { Intent } from "../../../src/catalog/understanding/intent.ts";
import { shippedRecords } from "../shipped-records.ts";

const catalog = buildCatalog(await shippedRecords());
const now = new Date("2026-11-26T09:30:00+07:00");
const understand = (sentence: string, procedure: string | null = null) =>
  catalog.understand(sentence, { now, procedure });

test.each([
  "xác nhận số chứng minh nhân dân",
  "xin giay xac nhan so chung minh nhan dan cu o dau",
  "xác nhận số chứng minh khi có căn cước",
])("a procedure is not offered beside the one that has replaced it: %s", (sentence) => {
  const { decision } = understand(sentence);
  const ids =
    decision.type === "choice" ? decision.ids : decision.type === "winner" ? [decision.id] : [];
  expect(ids).toContain("xac-nhan-so-cmnd-9-so");
  expect(ids).not.toContain("xac-nhan-so-cmnd");
});

test.each([
  "Bình Tiên chiều mai",
  "chiều nay Hải Châu",
  "cuối tuần phường 12",
  "sang thu bay tan dinh",
  "8h sáng mai Bến Nghé",
  "tối nay Bình Tiên",
])("a time and a place alone ask which point is open: %s", (typed) => {
  const { intent, place = [], time } = understand(typed);
  expect(["hours", "nearest_point"]).toContain(intent);
  expect(place).not.toEqual([]);
  expect(time?.kind).toBe("window");
});

test.each(["chiều mai em đi Hải Châu chơi", "mai đi Đà Lạt mặc gì"])(
  "a time and a place beside something else do not: %s",
  (typed) => expect(understand(typed).intent).toBe("out_of_scope"),
);

test.each([
  "where is open tonight",
  "what is open on Sunday",
  "anything open this evening",
  "who is open tomorrow morning",
  "Binh Tien tomorrow",
])("so does English: %s", (typed) => {
  const { intent } = catalog.inLanguage("en").understand(typed, { now });
  expect(["hours", "nearest_point"]).toContain(intent);
});

describe("the intent", () => {
  test.each<[string, Intent]>([
    ["lam giay ks cho be can gi", "documents"],
    ["cccd het han", "steps"],
    ["toi nay phuong 9 phu nhuan co lam khong", "hours"],
    ["ho so 0012 toi dau roi", "dossier_status"],
    ["làm hộ chiếu hết bn tiền", "fee"],
    ["đăng ký kết hôn mấy ngày có", "time"],
    ["xin giấy độc thân ở mô", "where"],
    ["đổi bằng lái online được ko", "online"],
    ["19 tuổi có được lấy vợ không", "eligibility"],
    ["quên mật khẩu vneid", "account_help"],
    ["gần nhà có chỗ nào chỉ làm giấy tờ không", "nearest_point"],
    ["tối nay ở Bình Tiên chỗ nào mở cửa", "nearest_point"],
    ["8 giờ tối chỗ nào còn nhận hồ sơ", "nearest_point"],
    ["chieu thu 7 o dau lam viec", "nearest_point"],
    ["tối nay Bình Tiên", "hours"],
    ["tối nay chỗ nào bắn pháo hoa mở cửa cho xem", "out_of_scope"],
    ["giấy tờ", "clarify"],
    ["chào con", "smalltalk"],
    ["bữa nay trời mưa to ghê", "out_of_scope"],
    ["cho tôi gặp cán bộ", "person"],
    ["cho xem danh mục thủ tục", "menu"],
    ["", "clarify"],
    ["👵🏽🌾", "clarify"],
  ])("of %j is %s", (sentence, intent) => {
    expect(understand(sentence).intent).toBe(intent);
  });

  test.each<[string, Intent]>([
    ["đăng ký khai sinh cần giấy gì và nộp ở đâu", "documents"],
    ["đăng ký khai sinh nộp ở đâu và cần giấy gì", "where"],
    ["19 tuổi có được đăng ký kết hôn không, cần giấy gì", "documents"],
    ["chào cháu, bác muốn làm căn cước hết bao nhiêu tiền", "fee"],
    ["cháy nhà rồi cứu với, giấy khai sinh còn trong đó", "emergency"],
    ["cho tôi gặp người thật, tôi muốn hỏi khai sinh", "person"],
    ["nộp hồ sơ khai sinh lâu rồi mà chưa thấy trả, phí bao nhiêu", "dossier_status"],
  ])(
    "of a sentence that asks several things is the most urgent or the first: %s is %s",
    (sentence, intent) => {
      expect(understand(sentence).intent).toBe(intent);
    },
  );

  test.each<[string, Intent]>([
    // A noun and "nào" or "gì" behind it, with other words in between.
    ["nộp hồ sơ hộ chiếu ở phòng xuất nhập cảnh nào", "where"],
    ["mở tiệm làm tóc cần giấy phép gì", "documents"],
    // A measure that the law sets, or money.
    ["vốn điều lệ bao nhiêu thì mở được công ty", "eligibility"],
    ["nộp trước bạ xe máy cũ bao nhiêu", "fee"],
    ["rút bhxh một lần được chưa", "eligibility"],
    ["mất bằng lái xe máy giờ xin cấp lại cần giấy gì", "documents"],
    ["bán trà đá có cần giấy phép kinh doanh không", "eligibility"],
    // Staff, and a word of speaking close by.
    ["nhờ cán bộ gọi lại cho bác", "person"],
    ["kết nối tôi với một nhân viên đi", "person"],
    ["bạn là người hay máy", "smalltalk"],
    ["quay về trang chính", "menu"],
    ["còn chủ nhật thì sao", "hours"],
    ["H29.12.8-251120-0045", "dossier_status"],
    ["căn cước làm từ tháng 9 sao giờ chưa về", "dossier_status"],
    // Close to a procedure, but out of scope.
    ["xe buýt số 8 chạy đến mấy giờ", "out_of_scope"],
    ["giấy phép kinh doanh xăng dầu cần gì", "out_of_scope"],
    ["giấy phép kinh doanh rượu cần gì", "documents"],
    ["xin phong hàm giáo sư cần điều kiện gì", "out_of_scope"],
    // An out-of-scope topic in the story of a procedure.
    ["mẹ em bán cơm tấm, giờ muốn đăng ký kinh doanh thì làm sao", "steps"],
  ])("does not depend on the exact phrase: %s is %s", (sentence, intent) => {
    expect(understand(sentence).intent).toBe(intent);
  });

  test("of a bare topic is a choice if several procedures fit, and otherwise the procedure", () => {
    expect(understand("căn cước")).toMatchObject({
      intent: "clarify",
      decision: { type: "choice" },
    });
    expect(understand("hộ chiếu").decision).toEqual({ type: "winner", id: "ho-chieu-pho-thong" });
  });

  test.each([
    ["sổ đỏ", ["dang-ky-dat-dai-lan-dau", "dang-ky-dat-dai-bien-dong"]],
    ["khai sinh", ["dang-ky-khai-sinh", "trich-luc-ho-tich"]],
    ["trợ cấp", ["tro-cap-xa-hoi-hang-thang", "tro-cap-that-nghiep"]],
  ])("of a bare topic offers what is asked for daily first: %s", (sentence, ids) => {
    const { decision } = understand(sentence);
    expect(decision.type === "choice" ? decision.ids.slice(0, 2) : []).toEqual(ids);
  });

  test("takes an unmarked word among marked ones literally", () => {
    expect(understand("giấy phép phòng cháy cho nhà trọ").intent).toBe("out_of_scope");
  });
});

describe("an emergency", () => {
  test.each([
    ["chồng đánh tôi, làm ơn", ["police"]],
    ["có trộm báo ai bây giờ", ["police"]],
    ["cháy nhà rồi hỗ trợ gấp", ["fire"]],
    ["nhà bên cạnh đang cháy", ["fire"]],
    ["co nguoi ngat xiu o day", ["ambulance"]],
    ["có trộm vào nhà", ["police"]],
    ["em bị người ta đuổi chém", ["police"]],
    ["con em nuốt phải pin rồi làm sao giờ", ["ambulance"]],
    ["nguoi ta nhay cau", ["fire"]],
    ["chồng đánh chảy máu nhiều quá cứu với", ["police", "ambulance"]],
  ])("says whom to call: %s", (sentence, services) => {
    const understood = understand(sentence);
    expect(understood.intent).toBe("emergency");
    expect([...(understood.emergencyServices ?? [])].sort()).toEqual([...services].sort());
  });

  test.each([
    "tuần trước nhà bị cháy mất hết giấy tờ, làm lại căn cước ở đâu",
    "bị móc túi mất căn cước làm lại thế nào",
    "ba tôi bị tai biến mất rồi, làm giấy khai tử cần gì",
    "hết cháy rồi, làm tiếp đi",
    "cháy nhà được hỗ trợ gì",
    "giảm thuế vì thiên tai, cháy nhà",
    "giấy phép phòng cháy chữa cháy cho nhà trọ",
    "bao nhieu do ngoai troi",
  ])("is not recognised if it is over or only a name: %s", (sentence) => {
    expect(understand(sentence).intent).not.toBe("emergency");
  });
});

describe("the current procedure", () => {
  test("is the one asked about if the sentence names none", () => {
    const understood = understand("phí bao nhiêu vậy", "ho-chieu-pho-thong");
    expect(understood).toMatchObject({ intent: "fee", namesProcedure: false });
    expect(understood.results[0]?.id).toBe("ho-chieu-pho-thong");
  });

  test.each(["co bi phat khong", "con gai bac di thay duoc khong"])(
    "is meant even in words that no procedure has: %s",
    (sentence) => {
      const understood = understand(sentence, "sang-ten-xe");
      expect(understood.intent).toBe("eligibility");
      expect(understood.results[0]?.id).toBe("sang-ten-xe");
    },
  );

  test("gives way to the procedure that the sentence names", () => {
    const { results, namesProcedure } = understand(
      "đăng ký kết hôn cần giấy gì",
      "ho-chieu-pho-thong",
    );
    expect([results[0]?.id, namesProcedure]).toEqual(["dang-ky-ket-hon", true]);
  });
});

describe("a sentence", () => {
  test.each([
    ["chiều nay làm được không", "chiều nay (thứ Năm 26/11)"],
    ["thứ bảy tuần sau phường có làm không", "thứ Bảy 5/12"],
    ["tám giờ tối mai có ai không", "8 giờ tối mai (thứ Sáu 27/11)"],
    ["17h30 còn làm không", "5 giờ 30 chiều nay (thứ Năm 26/11)"],
    ["mốt phường có làm việc không", "thứ Bảy 28/11"],
  ])("says a time: %s", (sentence, words) => {
    expect(understand(sentence).time).toMatchObject({ words });
  });

  test("that names a neighbourhood says its ward", () => {
    expect(understand("kp 23 mở cửa chưa").place?.map(({ ward }) => ward.name)).toEqual([
      "Phường Bình Tiên",
    ]);
  });

  test("with a numbered ward is ambiguous without the district, and clear with it", () => {
    expect(understand("phường 9 có làm không").place?.length).toBeGreaterThan(1);
    expect(understand("phường 9 phú nhuận có làm không").place).toHaveLength(1);
  });
});

describe("the words stored of a sentence", () => {
  test("contain no number and no name", () => {
    const { knownWords } = understand(
      "Tôi tên Nguyễn Thị Quyên sđt 0912345678 nhà số 12 muốn làm giấy khai sinh",
    );
    expect(knownWords).toEqual(expect.arrayContaining(["giay", "khai", "sinh"]));
    expect(knownWords).not.toEqual(expect.arrayContaining(["quyen"]));
    expect(knownWords.join(" ")).not.toMatch(/\d|nguyen/);
  });
});

const questions = [...(await readQuestions()).tuned, ...(await readOwnSentences())];
const sentence = fc.constantFrom(...questions.map(({ text }) => text));

/** Adds punctuation to words without digits: inside a number it would be part of the number. */
function punctuate(text: string, marks: readonly string[]): string {
  const words = text.split(" ");
  return words
    .map((word, at) => {
      const next = words[at + 1] ?? "";
      return /[\d]/.test(word + next) ? word : `${word}${marks[at % marks.length] ?? ""}`;
    })
    .join("  ");
}

test("the meaning does not change with case, spacing, punctuation or Unicode form", () => {
  const marks = fc.array(fc.constantFrom("", ",", "!", " …", "?", " ;", "."), { minLength: 1 });
  fc.assert(
    fc.property(sentence, marks, (text, each) => {
      const meant = understand(text);
      expect(understand(text.toUpperCase())).toEqual(meant);
      expect(understand(text.normalize("NFD"))).toEqual(meant);
      expect(understand(text.normalize("NFKC"))).toEqual(meant);
      expect(understand(`  ${text.replaceAll(" ", " \t ")}\n`)).toEqual(meant);
      expect(understand(punctuate(text, each)).intent).toBe(meant.intent);
      expect(understand(punctuate(text, each)).results).toEqual(meant.results);
    }),
    { seed: 20261125, numRuns: 200 },
  );
});

test("any text is understood without an error, with scores from 0 to 1", () => {
  const syllables = questions.flatMap(({ text }) => text.split(" "));
  const any = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(fc.constantFrom(...syllables), { maxLength: 300 }).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(any, (text) => {
      for (const { score } of understand(text).results) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1 + Number.EPSILON);
      }
    }),
    { seed: 20261125, numRuns: 150 },
  );
});

test.each(["1", "4", "12", "1 2 3"])("%j names no procedure", (sentence) => {
  expect(understand(sentence).results).toEqual([]);
});
