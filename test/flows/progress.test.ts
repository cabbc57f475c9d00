import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import {
  findDecidingQuestions,
  findEffectiveAnswers,
  findNextQuestion,
} from "../../src/catalog/procedures/branches.ts";
import { describeProgress } from "../../src/flows/conversations/progress.ts";
import { wordingIn } from "../../src/wording/wording.ts";
import { Chat } from "./chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:30:00+07:00");
const wording = wordingIn("vi");
const numbers = /\d+/g;

function start(procedure: string): Chat {
  const chat = new Chat(catalog, now);
  chat.send({ type: "start", procedure });
  return chat;
}

function tapFirst(chat: Chat): void {
  const [option] = chat.question.options;
  chat.send({ type: "choice", question: chat.question.question, value: option?.value ?? "" });
}

describe("progress", () => {
  test("stands under each question of a procedure", () => {
    const chat = start("dang-ky-khai-sinh");
    expect(chat.question.text).toMatch(/\?\n(.*\n)?\(Câu 1 trong khoảng \d\)$/);
    tapFirst(chat);
    expect(chat.question.text).toMatch(/\(Câu 2 trong khoảng \d\)$/);
  });

  test("is left out of a procedure with one question", () => {
    expect(start("cap-lai-can-cuoc").question.text).not.toContain("Câu 1");
  });

  test("does not count what was told", () => {
    const asked = start("dang-ky-khai-sinh").question.text.match(numbers);
    const chat = new Chat(catalog, now);
    chat.say("làm giấy khai sinh cho bé sinh ở bệnh viện");
    const told = chat.question.text.match(numbers);
    expect(Number(told?.at(-2))).toBe(1);
    expect(Number(told?.at(-1))).toBeLessThan(Number(asked?.at(-1)));
  });

  test("is no part of what is read back", () => {
    const chat = start("dang-ky-khai-sinh");
    while (!chat.question.question.includes("/confirm/")) tapFirst(chat);
    expect(chat.question.text).not.toContain("trong khoảng");
  });

  /** Every path: the number grows by one, and the total never grows nor falls below what is still asked. */
  test("never promises fewer questions than come", () => {
    for (const procedure of catalog.procedures.values()) {
      const guide = catalog.guides.get(procedure.id);
      if (guide === undefined) continue;
      const questions = findDecidingQuestions(procedure, guide);
      const walk = (answers: ReadonlyMap<string, string>, before: number): void => {
        const leaves = findEffectiveAnswers(questions, answers).some(
          ({ option }) => (option.stops ?? option.leads_to) !== undefined,
        );
        const question = leaves ? null : findNextQuestion(questions, answers);
        if (question === null) return;
        const text = describeProgress(questions, answers, wording);
        const [number = 1, total = number] = (text?.match(numbers) ?? []).map(Number);
        expect([procedure.id, number]).toStrictEqual([procedure.id, answers.size + 1]);
        expect(total).toBeLessThanOrEqual(before);
        expect(total).toBeGreaterThanOrEqual(number);
        for (const value of Object.keys(question.options)) {
          walk(new Map([...answers, [question.id, value]]), total);
        }
      };
      walk(new Map(), Number.POSITIVE_INFINITY);
    }
  });
});
