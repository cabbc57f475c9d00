import { expect, test } from "@jest/globals";
import type { Message } from "../../../src/wording/message.ts";
import { openSite } from "./site.ts";

function asked(question: string, values: readonly string[]): Message {
  const options = values.map((value, index) => ({
    value,
    number: index + 1,
    label: `Việc ${value}`,
    full: `Việc ${value}`,
  }));
  return { type: "choice", question, text: "Bác cần gì ạ?", options };
}

async function optionsOf(message: Message): Promise<string> {
  const site = await openSite({}, (conversations) => ({
    ...conversations,
    read: async () => ({
      continues: true,
      entries: [{ id: "1", at: new Date(Date.UTC(2026, 10, 23, 1)), from: "service", message }],
    }),
  }));
  const browser = site.visit();
  await browser.open();
  const { body } = await browser.open();
  return /<form id="options"[\s\S]*?<\/form>/.exec(body)?.[0] ?? "";
}

test("the menu's life events have pictures beside their words, loaded when they are seen", async () => {
  const options = await optionsOf(asked("menu/topic/1", ["sinh-con", "thue", "point"]));
  expect(options).toMatch(
    /<img src="\/pictures\/[0-9a-f]{12}\/life-events\.svg#sinh-con" alt="" width="44" height="44" loading="lazy"><span>Việc sinh-con/,
  );
  expect(options).toMatch(/life-events\.svg#thue" alt=""/);
  expect(options.match(/<img/g)).toHaveLength(2);
});

test("an answer that only shares its value with a life event has none", async () => {
  expect(await optionsOf(asked("procedure:dang-ky-tam-tru/nha/2", ["thue"]))).not.toContain("<img");
});
