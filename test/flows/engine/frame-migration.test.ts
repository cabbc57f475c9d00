import { describe, expect, test } from "@jest/globals";
import { buildCatalog, type Catalog } from "../../../src/catalog/catalog.ts";
import { loadRecords } from "../../../src/catalog/load.ts";
import type { CatalogRecords, Guide } from "../../../src/catalog/schema.ts";
import { converse } from "../../../src/flows/converse.ts";
import { Chat, turnOf } from "../chat.ts";

/** The guide of a procedure changes while a resident is in the middle of it. */
const records = await loadRecords("data");
const before = buildCatalog(records);
const now = new Date("2026-11-23T09:30:00+07:00");
const id = "dang-ky-thuong-tru";

/** Answered: whose home it is. Asked: whether the person is of age. */
function halfway(): Chat {
  const chat = new Chat(before, now);
  chat.send({ type: "start", procedure: id });
  chat.say("nhà thuê");
  expect(chat.text).toContain("đủ 18 tuổi");
  return chat;
}

function goOn(chat: Chat, catalog: Catalog, text: string) {
  const { state, messages } = turnOf(
    converse(
      chat.state,
      { type: "text", text },
      { catalog, now, contactPhone: null, muteMinutes: 60 },
    ),
  );
  return { state, text: messages.map((message) => message.text).join("\n") };
}

function withGuide(change: (guide: Guide) => Guide): Catalog {
  const guides = records.guides.map((guide) => (guide.procedure === id ? change(guide) : guide));
  return buildCatalog({ ...records, guides });
}

describe("a flow that changes during a conversation", () => {
  test("goes on without a message if every answer is still valid", () => {
    const added = withGuide((guide) => ({
      ...guide,
      questions: [
        ...guide.questions,
        {
          id: "gap",
          ask: "Bác cần gấp không ạ?",
          options: {
            co: { label: "Có", note: "Bác nói với cán bộ." },
            khong: { label: "Không", note: "" },
          },
        },
      ],
    }));
    const { text, state } = goOn(halfway(), added, "đã đủ 18 tuổi");
    expect(text).not.toContain("vừa được cập nhật");
    expect(text).toContain("Bác cần gấp không ạ?");
    expect(new Map(state.frames.at(-1)?.answers).get("cho_o")).toBe("thue");
  });

  test("does not take a number for an option that was never shown", () => {
    const swapped = withGuide((guide) => ({
      ...guide,
      questions: guide.questions.map((question) => ({
        ...question,
        options: Object.fromEntries(Object.entries(question.options).toReversed()),
      })),
    }));
    const { text, state } = goOn(halfway(), swapped, "2");
    expect(text).toContain("vừa được cập nhật");
    expect(new Map(state.frames.at(-1)?.answers).has("tuoi")).toBe(false);
  });

  test("explains and asks again if an answer is no longer possible", () => {
    const removed = withGuide((guide) => ({
      ...guide,
      questions: guide.questions.map((question) => {
        const { thue: _gone, ...options } = question.options;
        return question.id === "cho_o" ? { ...question, options } : question;
      }),
    }));
    const { text } = goOn(halfway(), removed, "nhắc lại");
    expect(text).toContain("vừa được cập nhật");
    expect(text).toContain("nhà của ai");
  });

  test("shows the menu if the procedure is gone", () => {
    const without: CatalogRecords = {
      ...records,
      procedures: records.procedures.filter((procedure) => procedure.id !== id),
      guides: records.guides.filter((guide) => guide.procedure !== id),
    };
    const { text, state } = goOn(halfway(), buildCatalog(without), "2");
    expect(text).toContain("không còn trong danh mục");
    expect(state.frames.at(-1)?.flow).toBe("menu");
  });

  test("answers a button of a question that no longer exists with the present question", () => {
    const reordered = withGuide((guide) => ({ ...guide, questions: guide.questions.toReversed() }));
    const chat = halfway();
    const { messages } = turnOf(
      converse(
        chat.state,
        { type: "choice", question: `procedure:${id}/cho_o/1`, value: "thue" },
        { catalog: reordered, now, contactPhone: null, muteMinutes: 60 },
      ),
    );
    expect(messages.at(-1)?.type).toBe("choice");
    expect(messages.map((message) => message.text).join()).toContain("vừa được cập nhật");
  });
});
