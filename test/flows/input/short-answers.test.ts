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

describe("a question about the current procedure", () => {
  test.each([
    ["phí bao nhiêu?", "Lệ phí"],
    ["mat may ngay", "Thời gian:"],
    ["nộp ở đâu vậy con", "Nơi giải quyết:"],
    ["có cần công chứng không", "chứng thực"],
    ["can giay to gi", "Giấy tờ thường cần:"],
    ["nộp trên mạng được không", "Nộp trên mạng"],
    ["ai làm được", "Ai làm được:"],
  ])('"%s" is answered with "%s", and the waiting question is repeated', (typed, told) => {
    begin("ho-chieu-pho-thong");
    const { question, text } = chat.question;
    chat.say(typed);
    expect(chat.text).toContain(told);
    expect([chat.question.question, chat.question.text]).toEqual([question, text]);
    expect(chat.last?.fact.outcome).toBe("aside");
  });

  test("is not seen in an answer", () => {
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
  ])('"%s" is answered with the number %s at once, whatever was asked', (typed, number) => {
    begin("tach-ho");
    const { flow, step } = chat.last?.fact ?? {};
    chat.say(typed);
    expect(chat.last?.messages.map(({ text }) => text)).toEqual([expect.stringContaining(number)]);
    expect(chat.last?.fact).toMatchObject({ outcome: "emergency", flow, step });
  });
});

test("finds the menu and an office from the middle of a procedure", () => {
  begin("tach-ho");
  chat.say("ủy ban phường nằm ở đâu");
  expect(chat.question.text).toBe(wording.points.where);
  chat.say("cho xem danh mục thủ tục");
  expect(chat.question.text).toContain("Bác cần làm giấy tờ gì");
});

test("recognises a cry for help in the middle of a procedure", () => {
  begin("tach-ho");
  chat.say("chồng đánh tôi, làm ơn");
  expect(chat.text).toContain("113");
});

test("refuses what is out of scope kindly, and does not count it as a no-match", () => {
  chat.say("menu");
  for (const typed of ["hôm nay trời có mưa không", "giá vàng hôm nay", "kể chuyện cười đi"]) {
    chat.say(typed);
    expect(chat.text).toContain(wording.asked.outOfScope);
    expect(chat.last?.fact).toMatchObject({ outcome: "out-of-scope", missedWords: [] });
  }
});

test("answers a question about a procedure before it begins the procedure", () => {
  chat.say("làm hộ chiếu hết bao nhiêu tiền");
  const [, answer, intro] = chat.last?.messages ?? [];
  expect(answer?.text).toContain("Lệ phí");
  expect(intro?.text).toContain("Việc của bác: Làm hộ chiếu");
});

test("asks for the proof of a dossier, however the dossier was asked for", () => {
  chat.say("hồ sơ H26.16-250815-0012 tới đâu rồi");
  expect(chat.text).toContain("4 số cuối");
  chat.say("menu");
  chat.say("hồ sơ nộp rồi sao chưa thấy gì");
  expect(chat.state?.frames.at(-1)?.flow).toBe("dossier");
});

describe("a question about help points", () => {
  test("is answered at once if the sentence names a place and a time", () => {
    chat.say("toi nay phuong 9 phu nhuan co lam khong");
    expect(chat.text).toContain("Phường Đức Nhuận");
    expect(chat.text).toContain("Tối nay (thứ Hai 23/11)");
  });

  test("finds the point of a neighbourhood", () => {
    chat.say("khu phố 23 thứ ba có mở cửa không");
    expect(chat.text).toContain("654 Phạm Văn Chí");
  });

  test("asks which place is meant if the name is ambiguous", () => {
    chat.say("thứ năm phường 9 có làm việc không");
    expect(chat.question.text).toBe(wording.points.which);
  });
});

describe("a message that is not understood", () => {
  test("offers the procedures that may be meant", () => {
    chat.say("bảo hiểm nhà bác sao rồi nhỉ");
    const first = chat.text;
    expect(
      first.includes(wording.asked.didYouMean) || first.includes(wording.procedure.choose),
    ).toBe(true);
  });

  test("is recorded only as common words, without anything personal", () => {
    begin("tach-ho");
    chat.say("Quyên 0912345678 hỏi cái giấy xanh xanh hôm bữa");
    const { missedWords } = chat.last?.fact ?? { missedWords: [] };
    expect(missedWords).toContain("giay");
    expect(missedWords.join(" ")).not.toMatch(/quyen|\d/);
  });

  test("offers a person the second time in a row", () => {
    begin("tach-ho");
    chat.say("hmm");
    chat.say("xyz hmm");
    expect(chat.text).toContain(wording.handoff.missed);
  });
});

test("returns a greeting, and answers a question about the service", () => {
  chat.say("menu");
  chat.say("xin chào");
  expect(chat.text).toContain(wording.conversation.greeted);
  chat.say("bạn là ai vậy");
  expect(chat.text).toContain(wording.asked.aboutMe);
});

test("leads to a person or the menu, in whatever words they are asked for", () => {
  chat.say("cho bác nói chuyện với cán bộ");
  expect(chat.text).toContain("1022");
  chat.say("cho xem danh mục thủ tục");
  expect(chat.question.text).toBe(wording.menu.ask);
});

test.each(["1", "4", "12", "số 2", "có", "chưa có"])(
  "answers %j with the menu if its question is lost with the conversation",
  (typed) => {
    chat.say(typed);
    expect(chat.question.question).toMatch(/^menu\//);
    expect(chat.question.text).toContain("Bác cần làm giấy tờ gì ạ?");
  },
);

test("does not begin a procedure for a number that no option has", () => {
  chat.say("menu");
  chat.say("99");
  expect(chat.question.question).toMatch(/^menu\//);
  expect(chat.last?.fact.outcome).toBe("missed");
});
