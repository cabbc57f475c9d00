import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { Chat } from "../chat.ts";

const fileSchema = z.strictObject({
  meta: z.strictObject({ note: z.string() }),
  talks: z.array(
    z.strictObject({
      /** How the facts might get lost on the way. */
      kind: z.string(),
      procedure: z.string(),
      /** Question id → option, known at the end. */
      facts: z.record(z.string(), z.string()),
      says: z.array(z.string()).min(1),
    }),
  ),
});
const { talks } = fileSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "talks.json"), "utf8")),
);
const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:00:00+07:00");
const maxAskedAgain = 0.05;

/** Chooses the procedure where it is offered, or a switch to it. */
function chooseOffered(chat: Chat, procedure: string): void {
  for (let choices = 0; choices < 2; choices += 1) {
    if (chat.state?.frames.at(-1)?.flow === `procedure:${procedure}`) return;
    const { question, options } = chat.question;
    const option = options.find(({ value }) => value === procedure || value === "switch");
    if (option === undefined) return;
    chat.send({ type: "choice", question, value: option.value });
  }
}

test("what was told is known, whatever way the talk took to the procedure", () => {
  const again: string[] = [];
  let count = 0;
  for (const { procedure, facts, says } of talks) {
    const chat = new Chat(catalog, now);
    for (const text of says) chat.say(text);
    chooseOffered(chat, procedure);
    const top = chat.state?.frames.at(-1);
    const known = new Map(top?.flow === `procedure:${procedure}` ? top.answers : []);
    for (const [id, value] of Object.entries(facts)) {
      count += 1;
      const isKnown = known.get(`@told:${id}`) === value || known.get(id) === value;
      if (!isKnown) again.push(`${says.join(" / ")}: ${id}`);
    }
  }
  expect(count).toBeGreaterThan(80);
  expect(again.length / count < maxAskedAgain ? [] : again).toEqual([]);
});

test("what was said before a list is not read again for another matter", () => {
  const chat = new Chat(catalog, now);
  chat.say("tôi bị mất căn cước rồi, cấp lại căn cước");
  expect(chat.last?.fact.outcome).toBe("checklist");
  chat.say("làm hộ chiếu phổ thông");
  if (chat.question.options.some(({ value }) => value === "switch")) chat.tap("Sang việc này");
  expect(chat.text).not.toContain("Bị mất");
});

test("facts for later questions are read back, and the waiting question is asked again", () => {
  const chat = new Chat(catalog, now);
  chat.say("làm khai sinh cho bé");
  chat.say("vợ chồng em có giấy kết hôn rồi, bé sinh ở bệnh viện");
  expect(chat.text).toContain("nghe");
  expect(chat.text).toContain("Bé có cha hoặc mẹ là người nước ngoài");
  expect(chat.state?.frames.at(-1)?.answers).toContainEqual(["@told:noi_sinh", "co_so_y_te"]);
});

test.each(["à nhầm, trẻ bị bỏ rơi", "khoan đã, bé bị bỏ rơi"])(
  "“%s” corrects an answer, and is no emergency",
  (sentence) => {
    const chat = new Chat(catalog, now);
    chat.say("làm khai sinh cho bé mới sinh ở bệnh viện");
    chat.tap("Không");
    chat.tap("Không, chỉ khai sinh");
    chat.say(sentence);
    expect(chat.last?.fact.outcome).toBe("corrected");
    expect(chat.text).toContain("Trẻ bị bỏ rơi");
  },
);

test.each([
  "à khoan, cho em đổi lại, làm luôn hộ khẩu với thẻ bảo hiểm cho bé",
  "đổi ý rồi, làm luôn hộ khẩu",
])("“%s” changes an earlier answer", (sentence) => {
  const chat = new Chat(catalog, now);
  chat.say("làm khai sinh cho bé");
  chat.tap("Không");
  chat.tap("Không, chỉ khai sinh");
  chat.say(sentence);
  expect(chat.last?.fact.outcome).toBe("corrected");
});

test("the name of the task goes on with it", () => {
  const chat = new Chat(catalog, now);
  chat.say("làm khai sinh cho bé");
  chat.say("làm giấy khai sinh");
  expect(chat.last?.fact.outcome).not.toBe("missed");
  expect(chat.text).toContain("Bé có cha hoặc mẹ là người nước ngoài");
});
