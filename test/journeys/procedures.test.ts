import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Guide } from "../../src/catalog/schema.ts";
import type { Message } from "../../src/wording/message.ts";
import { openService, Visitor } from "./open-service.ts";

/** Goes through every procedure over HTTP, from its first message to its checklist. */
const catalog = await loadCatalog("data");
let service: Service;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

/** A resident gives up after more questions than this. */
const maxAnswers = 12;

test.each([...catalog.guides.values()].filter(({ no_checklist: none }) => none === undefined))(
  "the link of $procedure leads to its checklist within twelve answers",
  async (guide) => {
    const { procedure: id, short: name } = guide;
    const visitor = new Visitor(service);
    await visitor.open(`/?procedure=${id}`);
    const opening = await visitor.messages();
    expect(opening.map((message) => message.text).join("\n")).toContain(`Việc của bác: ${name}.`);

    const said = [...opening];
    for (let answers = 0; !hasChecklist(said) && answers < maxAnswers; answers += 1) {
      const question = lastQuestion(said);
      said.push(...(await visitor.tap(question.question, pick(question, guide))));
    }
    expect(textsOf(said)).toContain("\nTiền: ");
    expect(lastQuestion(said).options.map(({ value }) => value)).toContain("point");
  },
);

test.each([...catalog.guides.values()].filter(({ no_checklist: none }) => none !== undefined))(
  "the link of $procedure says why it has no list, and leads on",
  async ({ procedure: id, no_checklist: none }) => {
    const visitor = new Visitor(service);
    await visitor.open(`/?procedure=${id}`);
    const said = await visitor.messages();
    const question = lastQuestion(said);
    expect(question.text).toContain(none?.say ?? "no reason");
    const next = catalog.guides.get(none?.leads_to ?? "");
    if (next === undefined) return;
    expect(textsOf(await visitor.tap(question.question, "go"))).toContain(next.short);
  },
);

test.each(["dang-ky-khai-sinh", "doi-can-cuoc", "dang-ky-tam-tru", "ho-chieu-pho-thong"])(
  "starts %s when its name is typed without diacritics",
  async (id) => {
    const procedure = catalog.procedures.get(id);
    const guide = catalog.guides.get(id);
    if (procedure === undefined || guide === undefined) throw new Error(`No procedure ${id}.`);
    const visitor = new Visitor(service);
    await visitor.open();
    const plain = procedure.name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d");
    const said = await visitor.say(`cho toi hoi ${plain}`);
    expect(textsOf(said)).toContain(`Việc của bác: ${guide.short}.`);
  },
);

function textsOf(messages: readonly Message[]): string {
  return messages.map((message) => message.text).join("\n");
}

function hasChecklist(messages: readonly Message[]): boolean {
  return textsOf(messages).includes("Mang theo: ");
}

type Question = Exclude<Message, { type: "text" }>;

function lastQuestion(messages: readonly Message[]): Question {
  const question = messages.findLast((message): message is Question => message.type !== "text");
  if (question === undefined) throw new Error("Nothing was asked.");
  return question;
}

/** Returns the first option that does not lead to another procedure or end this one. */
function pick(question: Question, guide: Guide): string {
  const asked = guide.questions.find(({ id }) => question.question.includes(`/${id}/`));
  const stays = question.options.find(({ value }) => {
    const option = asked?.options[value];
    return option?.stops === undefined && option?.leads_to === undefined;
  });
  if (stays === undefined) throw new Error(`Every answer to "${question.text}" leads away.`);
  return stays.value;
}
