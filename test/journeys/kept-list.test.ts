import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import type { Message } from "../../src/wording/message.ts";
import { openService, Visitor } from "./open-service.ts";

/** A whole service beside other suites. */
const openMs = 90_000;
let service: Service;
beforeAll(async () => {
  service = await openService({ PUBLIC_URL: "https://huongdan.example.vn" });
}, openMs);
afterAll(() => service.close());

/** A resident gives up after more questions than this. */
const maxAnswers = 9;

test("a list that was asked for in the chat can be opened, printed and continued at home", async () => {
  const visitor = new Visitor(service);
  await visitor.open("/?procedure=cap-lai-can-cuoc");
  let said = await visitor.messages();
  for (let answers = 0; answers < maxAnswers && !offers(said, "keep"); answers += 1) {
    const { question, options } = lastQuestion(said);
    said = [...(await visitor.tap(question, options[0]?.value ?? ""))];
  }
  const kept = await visitor.tap(lastQuestion(said).question, "keep");
  const text = kept.map((message) => message.text).join("\n");
  const [, path = ""] = /https:\/\/huongdan\.example\.vn(\/ds\/\S+)/.exec(text) ?? [];

  const page = await service.app.inject(path);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("Danh sách của bác: Làm lại căn cước bị mất, hỏng");
  expect(page.body).toContain("Bị mất");
  expect(page.body).toContain(`https://huongdan.example.vn${path}`);

  const [, home = ""] = /href="(\/\?procedure=[^"]+)"/.exec(page.body) ?? [];
  const relative = new Visitor(service);
  await relative.open(home.replaceAll("&amp;", "&"));
  const greeting = (await relative.messages()).map((message) => message.text).join("\n");
  expect(greeting).toContain("Làm lại căn cước bị mất, hỏng");
});

function offers(messages: readonly Message[], value: string): boolean {
  return lastQuestion(messages).options.some((option) => option.value === value);
}

function lastQuestion(messages: readonly Message[]) {
  const question = messages.findLast((message) => message.type !== "text");
  if (question === undefined) throw new Error("Nothing was asked.");
  return question;
}
