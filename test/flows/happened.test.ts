import { beforeEach, describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import { findName } from "../../src/catalog/procedures/procedure.ts";
import { wordingIn } from "../../src/wording/wording.ts";
import { shippedRecords } from "../catalog/shipped-records.ts";
import { Chat } from "./chat.ts";

const records = await shippedRecords();
const catalog = buildCatalog(records);
const { asked, conversation, points } = wordingIn("vi");
const aboutDeath = records.procedures.filter(({ concerns }) => concerns === "death");
const nameOf = (id: string) => findName(catalog, id) ?? "";
const deathNames = aboutDeath.map(({ id }) => nameOf(id));

let chat: Chat;
beforeEach(() => {
  chat = new Chat(catalog, new Date("2026-11-26T09:30:00+07:00"), "1022");
});

const texts = () => (chat.last?.messages ?? []).map(({ text }) => text);
const options = () => chat.question.options.map(({ full }) => full);

describe("a death", () => {
  test.each(["ba tôi mất rồi", "con toi mat", "mẹ em mất hôm qua phải làm gì"])(
    "is met with condolence, and then with what is to be done: %s",
    (typed) => {
      chat.say(typed);
      expect(texts()[0]).toBe(asked.condolence);
      expect(deathNames).toContain(options()[0]);
    },
  );

  test("is consoled once", () => {
    chat.say("ba tôi mất rồi");
    chat.say("ba tôi mất hôm qua ở bệnh viện");
    expect(texts()).not.toContain(asked.condolence);
  });

  test("of another relative, a year later, is consoled again", () => {
    chat.say("ba tôi mất rồi");
    chat.now = new Date("2027-11-26T09:30:00+07:00");
    chat.say("mẹ tôi mất rồi");
    expect(texts()[0]).toBe(asked.condolence);
  });

  test("of long ago is not consoled: the land is asked for", () => {
    chat.say("ông nội mất năm 1990 giờ sang tên sổ đỏ");
    expect(texts()).not.toContain(asked.condolence);
    expect(chat.text).not.toContain("khai tử");
  });

  test("told in the middle of a birth is noticed", () => {
    chat.say("đăng ký khai sinh");
    chat.say("mẹ tôi mới mất sáng nay");
    expect(texts()[0]).toBe(asked.condolence);
    expect(chat.text).toContain("Khai tử");
  });

  test("is not heard in the answers of a birth", () => {
    chat.say("đăng ký khai sinh");
    for (const typed of ["bé sinh ở nhà", "noi sinh la benh vien", "tôi mất giấy chứng sinh rồi"]) {
      chat.say(typed);
      expect(texts()).not.toContain(asked.condolence);
      expect(chat.text).not.toMatch(/khai tử|mai táng/);
    }
  });

  test("told in English is consoled too", () => {
    chat.say("English");
    chat.say("my father died yesterday");
    expect(texts()[0]).toBe(wordingIn("en").asked.condolence);
  });

  test.each(["xin tiền cho ông nội 80 tuổi", "em mất rồi", "con dấu", "ông nội 80 tuổi"])(
    "is never offered where none was told: %s",
    (typed) => {
      chat.say(typed);
      const offered = (chat.last?.messages ?? []).flatMap((message) =>
        message.type === "text" ? [] : message.options.map(({ full }) => full),
      );
      expect(offered.filter((each) => deathNames.includes(each))).toEqual([]);
      expect(chat.text).not.toMatch(/khai tử|mai táng/);
    },
  );
});

describe("all papers lost", () => {
  test("gets what to do first, and then the papers one by one", () => {
    chat.say("rớt bóp mất hết giấy tờ");
    expect(texts()).toEqual(expect.arrayContaining([...asked.lostPapers]));
    expect(options().slice(0, 2)).toEqual([
      nameOf("cap-lai-can-cuoc"),
      nameOf("cap-lai-giay-phep-lai-xe"),
    ]);
  });

  test("begins with the paper that is named", () => {
    chat.say("bị móc túi mất hết giấy tờ, làm lại căn cước trước thì cần gì");
    expect(texts()).toEqual(expect.arrayContaining([...asked.lostPapers]));
    expect(chat.last?.fact.flow).toBe("procedure:cap-lai-can-cuoc");
  });
});

describe("an impostor", () => {
  test.each([
    "có người gọi kêu cập nhật VNeID",
    "cong an goi dien bao toi cai dinh danh muc 2",
    "ngân hàng gọi yêu cầu đọc mã OTP",
  ])("is warned of, and nothing is begun: %s", (typed) => {
    chat.say(typed);
    expect(texts()).toEqual([...asked.fraud]);
    expect(chat.last?.fact.outcome).toBe("fraud");
  });

  test("is warned of in the middle of installing the app", () => {
    chat.say("cài vneid trên điện thoại");
    chat.say("có số lạ gọi tự xưng công an hướng dẫn tôi cài, đòi mã otp");
    expect(texts()).toEqual([...asked.fraud]);
  });

  test("who has the account: only what locks it is offered", () => {
    chat.say("bị lừa lấy tài khoản VNeID");
    expect(texts().slice(0, 2)).toEqual([...asked.fraud]);
    expect(options()[0]).toBe(nameOf("khoa-mo-khoa-can-cuoc-dien-tu"));
  });

  test("is what the help with VNeID warns of where it begins", () => {
    chat.say("cài vneid trên điện thoại");
    expect(texts()).not.toContain(asked.fraud[0]);
    chat.say("1");
    expect(texts()).toContain(asked.beforeAccount);
    expect(texts()).not.toContain(asked.fraud[0]);
  });
});

describe("a danger", () => {
  test.each([
    ["cháy nhà rồi cứu với", "114"],
    ["chồng đánh tôi", "113"],
    ["em bị bố đánh", "111"],
    ["tôi không muốn sống nữa", "115"],
    ["toi khong muon song nua", "096 306 1414"],
  ])("%s gets the number %s first and nothing else", (typed, number) => {
    chat.say(typed);
    expect(chat.last?.messages).toHaveLength(1);
    expect(texts()[0]).toContain(number);
  });

  test("leaves the waiting question open, and does not ask it again", () => {
    chat.say("đăng ký tạm trú");
    const { flow, step } = chat.last?.fact ?? {};
    chat.say("cháy nhà bên cạnh rồi");
    expect(chat.last?.messages).toHaveLength(1);
    chat.say("1");
    expect([flow, step]).not.toEqual([chat.last?.fact.flow, chat.last?.fact.step]);
    expect(chat.last?.fact.flow).toBe(flow);
  });
});

describe("a mood", () => {
  test("gets a short sentence, and the question its answer", () => {
    chat.say("cảm ơn con, cho hỏi đăng ký tạm trú cần giấy gì");
    expect(texts()).toContain(asked.moods.thanks);
    expect(chat.text).toContain("Giấy tờ thường cần");
  });

  test("of anger gets a kind word and a way to a person", () => {
    chat.say("chào con");
    chat.say("bực quá, làm hộ chiếu cần giấy gì mà đi lên đi xuống hoài");
    expect(texts()[0]).toBe(asked.moods.anger);
    expect(chat.last?.messages.length).toBeGreaterThan(1);
  });

  test("is not answered twice", () => {
    chat.say("cảm ơn");
    expect(texts()).not.toContain(asked.moods.thanks);
    expect(texts()).toContain(conversation.thanked);
  });
});

test("the words of an answer still find their option", () => {
  chat.say("tìm điểm gần nhất");
  expect(chat.question.text).toBe(points.where);
});
