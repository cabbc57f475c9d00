import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { Chat } from "./chat.ts";
import { knownDossier } from "./known-dossier.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");

function chat(): Chat {
  return new Chat(catalog, now, null, knownDossier());
}

const defaultWords = /(?<!\p{L})(?:bác|cháu)(?!\p{L})/iu;

describe("the service answers in the resident's own form", () => {
  test.each([
    ["chị muốn làm lại căn cước bị mất", "Chào chị! Em là Hướng Dẫn"],
    ["cho cô hỏi làm khai sinh", "Chào cô! Cháu là Hướng Dẫn"],
    ["ông hỏi cháu làm căn cước", "Chào ông! Cháu là Hướng Dẫn"],
    ["em muốn hỏi đăng ký kết hôn", "Chào em! Mình là Hướng Dẫn"],
    ["chú ơi cho con hỏi làm hộ chiếu", "Chào bạn! Mình là Hướng Dẫn"],
    ["cho chu hoi lam can cuoc", "Chào chú! Cháu là Hướng Dẫn"],
    ["tôi muốn làm căn cước", "Chào bác! Cháu là Hướng Dẫn"],
    ["chị tôi mất thẻ căn cước", "Chào bác! Cháu là Hướng Dẫn"],
  ])("“%s”: %s", (sentence, greeting) => {
    const resident = chat();
    expect(resident.say(sentence)[0]?.text).toContain(greeting);
  });

  test("from then on, in every message and button", () => {
    const resident = chat();
    resident.say("chị muốn làm lại căn cước bị mất");
    expect(resident.state?.address).toBe("chi");
    expect(resident.text).not.toMatch(defaultWords);
    resident.say("xyz");
    expect(resident.text).toContain("Em chưa hiểu ý chị");
    resident.say("hồ sơ của tôi");
    const shown = resident.last?.messages.flatMap((message) =>
      message.type === "text"
        ? [message.text]
        : [message.text, ...message.options.map((o) => o.full)],
    );
    expect(shown?.join("\n")).not.toMatch(defaultWords);
  });

  test("until another form is said; the default is stored as none", () => {
    const resident = chat();
    resident.say("em muốn hỏi làm căn cước");
    resident.say("à cháu ơi cho bà hỏi");
    expect(resident.state?.address).toBe("ba");
    resident.say("gọi tôi là bác nhé");
    expect(resident.state).not.toHaveProperty("address");
    resident.say("đừng gọi tôi là bác");
    expect(resident.state?.address).toBe("ban");
  });

  test("not in English", () => {
    const resident = chat();
    resident.say("chị muốn làm lại căn cước");
    resident.say("English");
    expect(resident.last?.messages.every(({ language }) => language === "en")).toBe(true);
    resident.say("Tiếng Việt");
    expect(resident.text).toContain("từ giờ em nói tiếng Việt");
  });

  test("and forgets it when everything is erased", () => {
    const resident = chat();
    resident.say("chị muốn làm lại căn cước");
    resident.say("xóa dữ liệu của tôi");
    expect(resident.last?.erases).toBe(true);
    expect(resident.state).not.toHaveProperty("address");
  });

  test("when it apologises for its own failure, too", () => {
    const resident = chat();
    resident.say("chị muốn làm lại căn cước");
    resident.send({ type: "failed", text: "x" });
    expect(resident.text).toMatch(/Em xin lỗi chị/);
  });
});

describe("an option whose wording holds the word", () => {
  test.each([
    "Ông bà, anh chị em, cháu hoặc người khác chị nuôi",
    "Ông bà, anh chị em, cháu hoặc người khác bác nuôi",
    "ong ba anh chi em chau hoac nguoi khac chi nuoi",
  ])("is chosen by typing “%s”", (typed) => {
    const resident = chat();
    resident.say("cho chị hỏi");
    resident.send({ type: "start", procedure: "dang-ky-nguoi-phu-thuoc" });
    const shown = resident.question.options.map(({ full }) => full);
    expect(shown).toContain("Ông bà, anh chị em, cháu hoặc người khác chị nuôi");
    resident.say(typed);
    expect(resident.state?.frames.at(-1)?.answers.map(([, value]) => value)).toContain("khac");
  });
});
