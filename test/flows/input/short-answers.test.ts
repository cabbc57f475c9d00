import { beforeEach, describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { wordingIn } from "../../../src/wording/wording.ts";
import { Chat } from "../chat.ts";

const catalog = await loadCatalog("data");
const wording = wordingIn("vi");
const monday = new Date("2026-11-23T09:30:00+07:00");
let chat: Chat;

beforeEach(() => {
  chat = new Chat(catalog, monday, "1022");
});

const begin = (procedure: string) => chat.send({ type: "start", procedure });

describe("in the middle of a procedure a question about it is answered, and it goes on", () => {
  test.each([
    ["phí bao nhiêu?", "Lệ phí"],
    ["mat may ngay", "Thời gian:"],
    ["nộp ở đâu vậy con", "Nơi giải quyết:"],
    ["có cần công chứng không", "chứng thực"],
    ["can giay to gi", "Giấy tờ thường cần:"],
    ["nộp trên mạng được không", "Nộp trên mạng"],
    ["ai làm được", "Ai làm được:"],
  ])("%s", (typed, told) => {
    begin("ho-chieu-pho-thong");
    const { question, text } = chat.question;
    chat.say(typed);
    expect(chat.text).toContain(told);
    expect([chat.question.question, chat.question.text]).toEqual([question, text]);
    expect(chat.last?.fact.outcome).toBe("aside");
  });

  test("but an answer stays an answer", () => {
    begin("tach-ho");
    const { question } = chat.question;
    chat.say("không phải");
    expect(chat.question.question).not.toBe(question);
  });
});

describe("an emergency", () => {
  test.each([
    ["cháy nhà rồi cứu với", "114"],
    ["có người ngất ở ghế chờ kìa", "115"],
    ["co cuop cuu voi", "113"],
  ])("%s is sent to %s at once, whatever was asked", (typed, number) => {
    begin("tach-ho");
    const { text } = chat.question;
    chat.say(typed);
    expect(chat.last?.messages[0]?.text).toContain(number);
    expect(chat.question.text).toBe(text);
    expect(chat.last?.fact.outcome).toBe("emergency");
  });
});

test("the menu and an office are found from the middle of a procedure too", () => {
  begin("tach-ho");
  chat.say("ủy ban phường nằm ở đâu");
  expect(chat.question.text).toBe(wording.points.where);
  chat.say("cho xem danh mục thủ tục");
  expect(chat.question.text).toContain("Bác cần làm giấy tờ gì");
});

test("a cry for help is heard in the middle of a procedure, whatever its words", () => {
  begin("tach-ho");
  chat.say("chồng đánh tôi, làm ơn");
  expect(chat.text).toContain("113");
});

test("what is out of scope is refused kindly, told where to turn, and counts as no misunderstanding", () => {
  chat.say("menu");
  for (const typed of ["hôm nay trời có mưa không", "giá vàng hôm nay", "kể chuyện cười đi"]) {
    chat.say(typed);
    expect(chat.text).toContain(wording.asked.outOfScope);
    expect(chat.last?.fact).toMatchObject({ outcome: "out-of-scope", missedWords: [] });
  }
});

test("a procedure named with a question is answered before it begins", () => {
  chat.say("làm hộ chiếu hết bao nhiêu tiền");
  const [, answer, intro] = chat.last?.messages ?? [];
  expect(answer?.text).toContain("Lệ phí");
  expect(intro?.text).toContain("Việc của bác: Cấp hộ chiếu");
});

test("a dossier is looked for by its code, however it was asked for", () => {
  chat.say("hồ sơ H26.16-250815-0012 tới đâu rồi");
  expect(chat.text).toContain("4 số cuối");
  chat.say("menu");
  chat.say("hồ sơ nộp rồi sao chưa thấy gì");
  expect(chat.state?.frames.at(-1)?.flow).toBe("dossier");
});

describe("points", () => {
  test("are found at once where the sentence tells place and time", () => {
    chat.say("toi nay phuong 9 phu nhuan co lam khong");
    expect(chat.text).toContain("Phường Đức Nhuận");
    expect(chat.text).toContain("tối nay (thứ Hai 23/11)");
  });

  test("of a neighbourhood", () => {
    chat.say("khu phố 23 thứ ba có mở cửa không");
    expect(chat.text).toContain("654 Phạm Văn Chí");
  });

  test("at an ambiguous place ask which is meant", () => {
    chat.say("thứ năm phường 9 có làm việc không");
    expect(chat.question.text).toBe(wording.points.which);
  });
});

describe("what is not clear", () => {
  test("leads to what may be meant, then to a person", () => {
    chat.say("bảo hiểm nhà bác sao rồi nhỉ");
    const first = chat.text;
    expect(
      first.includes(wording.asked.didYouMean) || first.includes(wording.procedure.choose),
    ).toBe(true);
  });

  test("is kept as common words only, and nothing of the person", () => {
    begin("tach-ho");
    chat.say("Quyên 0912345678 hỏi cái giấy xanh xanh hôm bữa");
    const { missedWords } = chat.last?.fact ?? { missedWords: [] };
    expect(missedWords).toContain("giay");
    expect(missedWords.join(" ")).not.toMatch(/quyen|\d/);
  });

  test("a second time in a row offers a person", () => {
    begin("tach-ho");
    chat.say("hmm");
    chat.say("xyz hmm");
    expect(chat.text).toContain(wording.handoff.missed);
  });
});

test("a greeting is returned, and a question about the service is answered", () => {
  chat.say("menu");
  chat.say("xin chào");
  expect(chat.text).toContain(wording.conversation.greeted);
  chat.say("bạn là ai vậy");
  expect(chat.text).toContain(wording.asked.aboutMe);
});

test("who asks for a person, or the menu, in whatever words gets there", () => {
  chat.say("cho bác nói chuyện với cán bộ");
  expect(chat.text).toContain("1022");
  chat.say("cho xem danh mục thủ tục");
  expect(chat.question.text).toBe(wording.menu.ask);
});

test.each(["1", "4", "12", "số 2", "có", "chưa có"])(
  "%j, an answer whose question is lost with its conversation, meets the menu",
  (typed) => {
    chat.say(typed);
    expect(chat.question.question).toMatch(/^menu\//);
    expect(chat.question.text).toContain("Bác cần làm giấy tờ gì ạ?");
  },
);

test("a number that no option has begins no procedure", () => {
  chat.say("menu");
  chat.say("99");
  expect(chat.question.question).toMatch(/^menu\//);
  expect(chat.last?.fact.outcome).toBe("missed");
});
