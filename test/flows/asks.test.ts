import { beforeEach, describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { Chat } from "./chat.ts";

const catalog = await loadCatalog("data");
let chat: Chat;

beforeEach(() => {
  chat = new Chat(catalog, new Date("2026-11-30T09:30:00+07:00"), "1022");
});

const goesOn = () => expect(chat.question.options.length).toBeGreaterThan(1);

test("everything that a sentence asks is answered in its order, then the procedure begins", () => {
  chat.say("khai sinh trễ có bị phạt không, cần giấy tờ gì và nộp ở đâu");
  const places = ["Không bị phạt", "Giấy tờ thường cần:", "Nơi giải quyết:", "Việc của bác:"].map(
    (part) => chat.text.indexOf(part),
  );
  expect(places.every((at) => at >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  goesOn();
});

describe("yes or no comes first, then the reason", () => {
  test.each([
    ["khai sinh trễ hạn có bị phạt không", "Không bị phạt ạ.", "82/2020"],
    ["không đăng ký tạm trú có bị phạt không", "Có thể bị phạt ạ.", "500.000"],
    ["sửa nhà có cần xin phép không", "Tùy trường hợp ạ.", "Sơn, lát nền"],
    ["nhờ người khác nộp hồ sơ khai sinh được không", "Nhờ người khác được ạ.", "ủy quyền"],
    [
      "đăng ký kết hôn nhờ người khác làm được không",
      "Không nhờ người khác được ạ.",
      "cùng có mặt",
    ],
    ["làm căn cước có phải về quê không", "Không phải về quê ạ", "bất kỳ"],
    [
      "xin giấy độc thân có phải về quê không",
      "phải làm ở nơi bác đăng ký thường trú",
      "thường trú",
    ],
    ["khai sinh làm online được không", "Làm trên mạng được ạ.", "dichvucong.gov.vn"],
    ["làm khai sinh có mất tiền không", "Tùy trường hợp ạ.", "trong 60 ngày: không mất tiền"],
  ])("“%s”", (sentence, answer, reason) => {
    chat.say(sentence);
    expect(chat.text).toContain(answer);
    expect(chat.text).toContain(reason);
    expect(chat.text).not.toContain("Ai làm được");
    goesOn();
  });
});

describe("what the catalogue does not hold is said to be unknown, with whom to ask", () => {
  test.each(["đăng ký kết hôn xong có được nghỉ phép không", "khai tử trễ có bị phạt không"])(
    "“%s”",
    (sentence) => {
      chat.say(sentence);
      expect(chat.text).toContain("chưa có câu trả lời chắc chắn");
      expect(chat.text).toContain("1022");
      expect(chat.text).not.toContain("Ai làm được");
    },
  );
});

describe("a deadline is counted", () => {
  test("from the day in the sentence", () => {
    chat.say("con sinh 2/9 thì hạn đến bao giờ");
    expect(chat.text).toContain("Hạn là 60 ngày, tính từ ngày sinh.");
    expect(chat.text).toContain("hạn cuối là Chủ nhật 1/11. Hạn đã qua 29 ngày rồi ạ.");
    expect(chat.text).toContain("Quá hạn vẫn khai sinh được");
  });

  test("from a day that was told before", () => {
    chat.say("tôi sinh bé hôm 20/11");
    chat.say("hạn cuối đi khai sinh là ngày nào");
    expect(chat.text).toContain("hạn cuối là thứ Ba 19/1/2027. Bác còn 50 ngày.");
  });

  test("from a day that is told afterwards", () => {
    chat.say("hạn cuối khai tử là khi nào");
    expect(chat.text).toContain("Hạn là 15 ngày, tính từ ngày mất.");
    chat.say("ba tôi mất hôm 20/11");
    expect(chat.text).toContain("hạn cuối là thứ Bảy 5/12. Bác còn 5 ngày.");
    goesOn();
  });

  test("but not where no source gives one", () => {
    chat.say("hạn cuối đăng ký kết hôn là khi nào");
    expect(chat.text).toContain("Hạn phải làm xong thì cháu chưa có câu trả lời chắc chắn.");
  });
});

describe("benefits by age and situation", () => {
  test.each([
    ["tôi 78 tuổi được hưởng gì", "Từ 75 tuổi"],
    ["mẹ tôi 82 tuổi không lương hưu có được gì không", "Từ 75 tuổi"],
    ["ông tôi 72 tuổi hộ nghèo được hưởng gì", "Từ 70 đến dưới 75 tuổi"],
    ["mẹ tôi bị khuyết tật được hưởng gì", "Người khuyết tật nặng"],
  ])("“%s” names at most three that fit, to choose from", (sentence, benefit) => {
    chat.say(sentence);
    expect(chat.text).toContain(benefit);
    expect(chat.text.split("\n").filter((line) => line.startsWith("• ")).length).toBeLessThan(4);
    expect(chat.question.question).toContain("choose");
  });

  test("who has a pension is not offered the allowance for those without", () => {
    chat.say("ông tôi 80 tuổi có lương hưu được hưởng gì");
    expect(chat.text).not.toContain("Từ 75 tuổi");
  });
});

describe("after the merger", () => {
  test("a former ward is named with today's name and its centre", () => {
    chat.say("phường 1 quận 6 giờ là phường gì");
    expect(chat.text).toContain(
      "Phường 1 (Quận 6) nay là Phường Bình Tiên, Thành phố Hồ Chí Minh. Trung tâm phục vụ hành chính công: 107 Cao Văn Lầu.",
    );
  });

  test("a name of many wards is asked about", () => {
    chat.say("phường 5 giờ là phường gì");
    expect(chat.text).toContain("Bác nhắn thêm quận, huyện hoặc tỉnh");
  });

  test.each([
    ["sáp nhập phường rồi có phải đổi căn cước không", "Luật Căn cước"],
    ["sáp nhập xong có phải đổi sổ đỏ không", "Luật Đất đai"],
    ["giấy tờ cũ còn dùng được không", "190/2025/QH15"],
  ])("“%s” has a sourced answer", (sentence, basis) => {
    chat.say(sentence);
    expect(chat.text).toContain("hông bắt buộc phải đổi");
    expect(chat.text).toContain(basis);
  });

  test("its entry in the menu answers too", () => {
    chat.say("menu");
    chat.say("sáp nhập");
    expect(chat.text).toContain("phường 1 quận 6 giờ là phường gì");
    expect(chat.text).toContain("190/2025/QH15");
  });
});

describe("a bare question", () => {
  test("without a procedure is asked back", () => {
    chat.say("ở đâu");
    expect(chat.text).toContain("Bác hỏi về việc nào ạ?");
  });

  test("in a procedure is about it", () => {
    chat.send({ type: "start", procedure: "dang-ky-khai-sinh" });
    const { question } = chat.question;
    chat.say("nhờ bà nội đi được không");
    expect(chat.text).toContain("Nhờ người khác được ạ.");
    expect(chat.question.question).toBe(question);
  });

  test("after the checklist is about its procedure", () => {
    chat.send({ type: "start", procedure: "trich-luc-ho-tich" });
    for (let asked = 0; asked < 8 && !chat.text.includes("DANH SÁCH"); asked += 1) {
      chat.say(chat.text.includes("Đúng chưa") ? "đúng" : "1");
    }
    chat.say("bao nhiêu tiền");
    expect(chat.text).toContain("8.000 đ");
    chat.say("có phải về quê không");
    expect(chat.text).toContain("Nơi giải quyết:");
  });
});
