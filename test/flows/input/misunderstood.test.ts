import { beforeEach, describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { wordingIn } from "../../../src/wording/wording.ts";
import { Chat } from "../chat.ts";

const catalog = await loadCatalog("data");
const wording = wordingIn("vi");
const monday = new Date("2026-11-23T09:30:00+07:00");
const wish = "tôi muốn làm hộ chiếu";
const passport = { intent: "steps", procedures: ["ho-chieu-pho-thong"] };
let chat: Chat;

beforeEach(() => {
  chat = new Chat(catalog, monday, "1022");
});

const noticed = () => chat.last?.fact.misunderstood ?? [];
const kinds = () => noticed().map(({ kind }) => kind);

describe("a correction right after an answer", () => {
  test.each([
    "không phải, tôi hỏi giấy khai tử",
    "sai rồi",
    "ý tôi là đăng ký kết hôn",
    "à nhầm, tôi hỏi khai sinh",
    "không hỏi cái đó",
    "ủa cháu hiểu sai rồi",
    "khong phai cai do",
    "no, I meant a birth certificate",
    "that's wrong",
  ])(
    '"%s" shows that the sentence before was misunderstood, and what it was taken for',
    (typed) => {
      chat.say(wish);
      expect(noticed()).toEqual([]);
      chat.say(typed);
      expect(noticed()).toEqual([
        expect.objectContaining({ kind: "corrected", words: ["ho", "chieu"], ...passport }),
      ]);
    },
  );

  test("is reported once, and not after the resident has answered several questions", () => {
    chat.say(wish);
    chat.say("sai rồi");
    chat.say("sai rồi mà");
    expect(noticed()).toEqual([]);
  });

  test("is not seen in an answer to the waiting question", () => {
    chat.send({ type: "start", procedure: "tach-ho" });
    chat.say("tách hộ cần giấy gì");
    chat.say("không phải");
    expect(noticed()).toEqual([]);
  });

  test("is not seen an hour later", () => {
    chat.say(wish);
    chat.now = new Date(chat.now.getTime() + 61 * 60_000);
    chat.say("sai rồi");
    expect(noticed()).toEqual([]);
  });
});

describe("the same wish in other words", () => {
  test("shows that the first words were misunderstood", () => {
    chat.say("giấy xác nhận nhà đất cho con đi học");
    chat.say("xác nhận nhà đất cho cháu học");
    expect(kinds()).toContain("repeated");
    expect(noticed()[0]?.words).toContain("nha");
  });

  test("is not seen in a second question about the same procedure", () => {
    chat.say("làm hộ chiếu hết bao nhiêu tiền");
    chat.say("làm hộ chiếu cần giấy gì");
    chat.say("mất mấy ngày");
    expect(noticed()).toEqual([]);
  });

  test("is seen within three turns", () => {
    chat.say("làm hộ chiếu hết bao nhiêu tiền");
    chat.send({ type: "media", kind: "image" });
    chat.say("hộ chiếu bao nhiêu tiền vậy");
    expect(kinds()).toEqual(["repeated"]);
  });
});

describe("a choice", () => {
  const open = () => {
    chat.say("sổ đỏ");
    expect(chat.question.text).toBe(wording.procedure.choose);
  };

  test("waits as an offer, in case that no turn follows", () => {
    open();
    expect(noticed()).toEqual([
      expect.objectContaining({ kind: "offered", procedures: offered() }),
    ]);
  });

  test("of none of the procedures shows that the sentence was misunderstood", () => {
    open();
    const procedures = offered();
    chat.tap(wording.procedure.noneOfThese);
    expect(noticed()).toEqual([expect.objectContaining({ kind: "none", procedures })]);
  });

  test("of one of them shows nothing", () => {
    open();
    const [first] = chat.question.options;
    chat.tap(first?.label ?? "");
    expect(noticed()).toEqual([]);
  });

  function offered() {
    return chat.question.options.map(({ value }) => value).filter((value) => /-/.test(value));
  }
});

describe("a procedure that has just begun", () => {
  test.each(["quay lại", "thôi", "menu"])('is taken back by "%s"', (command) => {
    chat.say(wish);
    chat.say(command);
    expect(noticed()).toEqual([expect.objectContaining({ kind: "returned", ...passport })]);
  });

  test("is not taken back by going back later", () => {
    chat.say(wish);
    chat.tap(chat.question.options[0]?.label ?? "");
    chat.tap(chat.question.options[0]?.label ?? "");
    chat.say("quay lại");
    expect(noticed()).toEqual([]);
  });

  test("is left for another one", () => {
    chat.say(wish);
    chat.say("đăng ký kết hôn");
    expect(noticed()).toEqual([expect.objectContaining({ kind: "left", ...passport })]);
  });
});

describe("what is kept of a sentence", () => {
  test("has no names and no numbers, neither in the turn's fact nor in the state", () => {
    chat.say("em là Nguyễn Văn Bình, cccd 079123456789, muốn làm hộ chiếu cho con");
    const heard = chat.state?.heard?.words ?? "";
    expect(heard).toContain("ho chieu");
    expect(heard).not.toMatch(/nguyen|van|binh|\d/);
    chat.say("không phải cái đó");
    expect(JSON.stringify(noticed())).not.toMatch(/nguyen|binh|\d\d/);
  });

  test("of a sentence that was not understood has no names either", () => {
    chat.say("menu");
    chat.say("tôi tên Trần Thị Hoa bán bông ngoài chợ xổm");
    expect(chat.last?.fact.missedWords.join(" ")).not.toMatch(/tran|hoa/);
  });

  test("is nothing after everything was erased", () => {
    chat.say(wish);
    chat.say("xóa dữ liệu của tôi");
    expect(chat.last?.erases).toBe(true);
    expect(noticed()).toEqual([]);
    expect(chat.state?.heard).toBeUndefined();
  });
});
