import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { PortAnswer, PortRequest } from "../../src/flows/engine/ports.ts";
import { conversationLimits } from "../../src/flows/engine/state.ts";
import { Transcript } from "../../src/flows/engine/transcript.ts";
import { Chat } from "./chat.ts";
import { knownDossier, view } from "./known-dossier.ts";

const catalog = await loadCatalog("data");
/** Monday; Tuesday 24 November is a holiday. */
const now = new Date("2026-11-23T09:30:00+07:00");
const due = "2026-11-26T10:00:00.000Z";

/** If `answer` is undefined, the task is due on the day that was asked for. */
function chatWith({ answer, phone = null }: { answer?: Date | null; phone?: string | null } = {}) {
  const asked: PortRequest[] = [];
  const ports = knownDossier();
  const perform = (request: PortRequest): PortAnswer => {
    asked.push(request);
    return request.port === "task.open" && answer !== undefined ? answer : ports(request);
  };
  return { chat: new Chat(catalog, now, phone, perform), asked };
}

describe("a handoff to a person", () => {
  test("passes the transcript on, and tells the resident when to expect an answer and whom to call", () => {
    const { chat, asked } = chatWith({ phone: "1022" });
    chat.say("làm giấy khai sinh");
    const question = chat.question;
    chat.tap(question.options[0]?.label ?? "");
    chat.say("gặp người");
    expect(asked).toEqual([
      { port: "task.open", kind: "person", point: null, dueAt: due, lines: expect.any(Array) },
    ]);
    const [request] = asked;
    expect(request && "lines" in request && request.lines).toEqual([
      ["r", "làm giấy khai sinh"],
      ["s", expect.stringMatching(/^procedure:dang-ky-khai-sinh\/\S+$/)],
      ["r", question.options[0]?.label],
      ["s", expect.stringMatching(/^procedure:dang-ky-khai-sinh\/\S+$/)],
      ["r", "gặp người"],
    ]);
    expect(chat.text).toMatch(/trả lời ngay tại đây, chậm nhất thứ Năm 26\/11/);
    expect(chat.text).toContain("1022");
  });

  test("repeats the earlier due day if a task is already open", () => {
    const { chat } = chatWith({ answer: new Date("2026-11-23T10:00:00Z") });
    chat.say("gặp người");
    expect(chat.text).toContain("chậm nhất thứ Hai 23/11");
  });

  test("tells only the phone number, or where to go, if nobody can answer on this channel", () => {
    const { chat } = chatWith({ answer: null, phone: "1022" });
    chat.say("gặp người");
    expect(chat.text).toContain("1022");
    expect(chat.text).not.toContain("trả lời ngay tại đây");
    const nowhere = chatWith({ answer: null }).chat;
    nowhere.say("gặp người");
    expect(nowhere.text).toContain("Số 1800 1096");
    nowhere.say("sửa dữ liệu của tôi");
    expect(nowhere.text).toContain("chưa trả lời bác được");
    expect(nowhere.text).not.toContain("chậm nhất");
  });

  test("passes on the point at which the resident began", () => {
    const { chat, asked } = chatWith();
    chat.send({ type: "start", point: "diem-kp-23-24-binh-tien" });
    chat.say("gặp cán bộ");
    expect(asked).toMatchObject([{ kind: "person", point: "diem-kp-23-24-binh-tien" }]);
  });

  test("only offers a person after repeated no-matches, and opens a task only after a yes", () => {
    const { chat, asked } = chatWith();
    for (const words of ["làm giấy khai sinh", "zzz qqq", "qqq zzz"]) chat.say(words);
    expect(asked).toEqual([]);
    chat.tap("Gặp người");
    expect(asked).toMatchObject([{ port: "task.open", kind: "person" }]);
  });
});

describe("the transcript", () => {
  test("hides confidential answers", () => {
    const { chat } = chatWith();
    chat.say(`theo dõi hồ sơ ${view.code}`);
    for (const typed of ["0000", "1111", "2222", "3333", "4444", "5678", "5678 ạ"]) chat.say(typed);
    expect(chat.text).not.toContain("Đang xử lý");
    expect(linesOf(chat).filter(([from]) => from === "r")).toEqual([
      ["r", `theo dõi hồ sơ ${view.code}`],
      ...Array.from({ length: 7 }, () => ["r", "••••"]),
    ]);
  });

  test("keeps at most twenty entries of 120 characters, and drops the oldest when the flows need the room", () => {
    const { chat } = chatWith();
    chat.say("làm giấy khai sinh");
    for (let n = 0; n < 15; n += 1) chat.say(`${n} ${"ệ".repeat(300)}`);
    const lines = linesOf(chat);
    expect(lines.length).toBeLessThanOrEqual(conversationLimits.maxTranscriptEntries);
    expect(Math.max(...lines.map(([, words]) => words.length))).toBe(
      conversationLimits.maxTranscriptEntryLength,
    );
    expect(Buffer.byteLength(JSON.stringify(chat.state?.lines))).toBeLessThanOrEqual(
      conversationLimits.maxTranscriptBytes,
    );
    expect(lines.at(-2)?.[1]).toMatch(/^14 /);

    const state = chat.state;
    if (state === null) throw new Error("There was a talk");
    const [frame] = state.frames;
    if (frame === undefined) throw new Error("There is a flow");
    const answers: [string, string][] = Array.from({ length: 15 }, (_, n) => [
      `@${n}`,
      "x".repeat(200),
    ]);
    chat.state = { ...state, frames: [{ ...frame, answers: [...frame.answers, ...answers] }] };
    chat.say("nhắc lại");
    expect(Buffer.byteLength(JSON.stringify(chat.state))).toBeLessThanOrEqual(
      conversationLimits.maxStateBytes,
    );
    expect(linesOf(chat).at(-2)).toEqual(["r", "nhắc lại"]);
  });

  test("is erased with everything else", () => {
    const { chat } = chatWith();
    chat.say("tôi tên là Trần Thị Sáu");
    chat.say("xóa dữ liệu của tôi");
    expect(JSON.stringify(chat.state)).not.toMatch(/Sáu|xóa/);
  });
});

function linesOf({ state }: Chat) {
  return new Transcript(state?.lines).entries;
}
