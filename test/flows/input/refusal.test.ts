import { expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { Chat } from "../chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-26T09:30:00+07:00");

function answerTo(typed: string) {
  const chat = new Chat(catalog, now);
  const said = chat.say(typed).map(({ text }) => text);
  return { said: said.join("\n"), offered: chat.question.options.map(({ value }) => value) };
}

test("what is refused is offered nevertheless if it resembles a procedure", () => {
  const { said, offered } = answerTo("thi nâng hạng bằng lái C lên E");
  expect(said).toMatch(/không rành/);
  expect(offered).toContain("thi-bang-lai-xe");
});

test("nothing is offered beside a refusal that is sure", () => {
  const { said, offered } = answerTo("tối nay đội tuyển việt nam đá bóng với ai");
  expect(said).toMatch(/không rành/);
  expect(offered).not.toContain("doi-bang-lai-nuoc-ngoai-quan-doi");
});
