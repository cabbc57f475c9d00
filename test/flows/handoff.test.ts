import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { PortAnswer, PortName, PortRequest } from "../../src/flows/engine/ports.ts";
import { conversationLimits } from "../../src/flows/engine/state.ts";
import { Transcript } from "../../src/flows/engine/transcript.ts";
import { Chat } from "./chat.ts";
import { knownDossier, view } from "./known-dossier.ts";

const catalog = await loadCatalog("data");
/** Monday; Tuesday 24 November is a holiday. */
const now = new Date("2026-11-23T09:30:00+07:00");

/** `answers` replace those of the usual ports. */
function chatWith({
  answers = {},
  phone = null,
}: {
  answers?: Partial<Record<PortName, PortAnswer>>;
  phone?: string | null;
} = {}) {
  const asked: PortRequest[] = [];
  const ports = knownDossier();
  const perform = (request: PortRequest): PortAnswer => {
    asked.push(request);
    const answer = answers[request.port];
    return answer === undefined ? ports(request) : answer;
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
      {
        port: "task.person",
        point: null,
        ward: null,
        procedure: "dang-ky-khai-sinh",
        language: "vi",
        lines: expect.any(Array),
      },
    ]);
    const [request] = asked;
    expect(request && "lines" in request && request.lines).toEqual([
      ["r", "làm giấy khai sinh"],
      ["s", expect.stringContaining(question.text.split("\n")[0] ?? "?")],
      ["r", question.options[0]?.label],
      ["s", expect.stringMatching(/\?/)],
      ["r", "gặp người"],
    ]);
    expect(chat.text).toMatch(
      /cho người hướng dẫn\. .*trả lời ngay tại đây, chậm nhất 17 giờ hôm nay/,
    );
    expect(chat.text).toContain("1022");
  });

  test("names who answers and by when, and for whom it is taken already", () => {
    const team = {
      team: "Khu phố 23",
      dueAt: new Date("2026-11-25T10:00:00Z"),
      asksContact: false,
    };
    const waiting = chatWith({ answers: { "task.person": { ...team, colleague: null } } }).chat;
    waiting.say("gặp người");
    expect(waiting.text).toContain("cho Khu phố 23.");
    expect(waiting.text).toContain("chậm nhất 17 giờ thứ Tư 25/11");
    const taken = chatWith({ answers: { "task.person": { ...team, colleague: "Chị Hoa" } } }).chat;
    taken.say("gặp người");
    expect(taken.text).toContain("cho Chị Hoa.");
  });

  test("says whom to turn to for a request about data, if nobody can answer on this channel", () => {
    const { chat } = chatWith({ answers: { "task.open": null } });
    chat.say("sửa dữ liệu của tôi");
    expect(chat.text).toContain("chưa trả lời bác được");
    expect(chat.text).not.toContain("chậm nhất");
  });

  describe("on a page that may be closed", () => {
    const onPage = {
      "task.person": {
        team: null,
        colleague: null,
        dueAt: new Date("2026-11-23T10:00:00Z"),
        asksContact: true,
      },
    } as const;

    test.each([
      ["0912 345 678", { kind: "phone", value: "0912 345 678" }],
      ["gọi cô số 0912345678 nhé", { kind: "phone", value: "0912 345 678" }],
      ["sau@example.vn", { kind: "email", value: "sau@example.vn" }],
    ])(
      "offers to leave a number or an address, and keeps %s out of state and transcript",
      (typed, contact) => {
        const { chat, asked } = chatWith({ answers: onPage });
        chat.say("gặp người");
        expect(chat.text).toContain("để lại số điện thoại hoặc hộp thư");
        chat.say(typed);
        expect(asked).toContainEqual({ port: "task.contact", ...contact });
        expect(chat.text).toContain("Cháu đã ghi");
        expect(JSON.stringify(chat.state)).not.toMatch(/0912|sau@/);
        expect(JSON.stringify(asked.filter(({ port }) => port === "task.line"))).not.toMatch(
          /0912|sau@/,
        );
      },
    );

    test("takes a no, and asks again for what is no number", () => {
      const { chat, asked } = chatWith({ answers: onPage });
      chat.say("gặp người");
      chat.say("0912 345");
      expect(chat.text).toContain("Cháu chưa đọc được");
      chat.tap("Không để lại");
      expect(chat.text).toContain("hiện trên trang này");
      expect(asked.some(({ port }) => port === "task.contact")).toBe(false);
    });
  });

  test("goes on answering while nobody has come, and tells the person both sides", () => {
    const { chat, asked } = chatWith();
    chat.say("gặp người");
    chat.say("lệ phí khai sinh");
    expect(asked.slice(1)).toEqual([
      { port: "task.line", words: "lệ phí khai sinh" },
      { port: "task.said", texts: expect.arrayContaining([expect.stringContaining("Lệ phí")]) },
    ]);
  });

  describe("that a colleague has taken", () => {
    const name = "Chị Hoa, Khu phố 23";
    const taken = { answers: { "task.line": "taken" } } as const;
    const begin = () => {
      const { chat, asked } = chatWith(taken);
      chat.say("làm giấy khai sinh");
      const { question } = chat;
      chat.say("gặp người");
      chat.send({ type: "colleague", name, deed: { kind: "take" } });
      asked.length = 0;
      return { chat, asked, question };
    };

    test("says once who answers and the way back, then the colleague's words as they are", () => {
      const { chat } = begin();
      expect(chat.text).toContain(`${name} đã nhận`);
      expect(chat.text).toContain("menu");
      chat.send({ type: "colleague", name, deed: { kind: "take" } });
      expect(chat.text).toBe("");
      chat.send({
        type: "colleague",
        name,
        deed: { kind: "say", words: "Bác mang sổ hộ khẩu nhé." },
      });
      expect(chat.text).toBe(`${name}:\nBác mang sổ hộ khẩu nhé.`);
    });

    test("is silent for what is typed, hides identity numbers, and refuses pictures", () => {
      const { chat, asked } = begin();
      chat.say("lệ phí bao nhiêu? bác sinh 1958, số 079158001234");
      expect(chat.text).toBe("");
      expect(asked).toEqual([
        { port: "task.line", words: "lệ phí bao nhiêu? bác sinh 1958, số ••••" },
      ]);
      chat.say("1958");
      expect(asked.at(-1)).toEqual({ port: "task.line", words: "1958" });
      chat.send({ type: "media", kind: "image" });
      expect(chat.text).toContain("không xem được ảnh");
    });

    test.each(["menu", "thôi", "button"])("gives the resident back to the bot by %s", (way) => {
      const { chat, asked, question } = begin();
      if (way === "button") chat.send({ type: "choice", question: "@news", value: "bot" });
      else chat.say(way);
      expect(asked.map(({ port }) => port)).toEqual(["task.leave"]);
      expect(chat.text).toContain("cháu trả lời bác đây");
      expect(chat.text.includes(question.text)).toBe(way !== "menu");
      chat.say("gặp người");
      expect(asked.at(-1)).toMatchObject({ port: "task.person" });
    });

    test("goes on where the bot stopped when the colleague hands back", () => {
      const { chat, question } = begin();
      chat.send({ type: "colleague", name, deed: { kind: "hand-back" } });
      expect(chat.text).toContain(`${name} đã trả lời xong`);
      expect(chat.text).toContain(question.text);
    });

    test("answers what is pressed under a checklist that the colleague sent", () => {
      const { chat } = begin();
      const deed = { kind: "checklist", procedure: "dang-ky-khai-sinh" } as const;
      chat.send({ type: "colleague", name, deed });
      expect(chat.text).toMatch(
        /^Chị Hoa, Khu phố 23 gửi bác: Làm giấy khai sinh cho bé\n\nMang theo/,
      );
      chat.tap(chat.question.options[0]?.label ?? "");
      expect(chat.text).not.toBe("");
      const point = { kind: "point", point: "diem-kp-23-24-binh-tien" } as const;
      chat.send({ type: "colleague", name, deed: point });
      expect(chat.text).toContain("654 Phạm Văn Chí");
    });

    test("is over when the desk says so", () => {
      const { chat } = chatWith({ answers: { "task.line": "over" } });
      chat.say("gặp người");
      chat.say("lệ phí khai sinh");
      expect(chat.text).toContain("Lệ phí");
      expect(chat.state).not.toHaveProperty("desk");
    });
  });

  test("passes on the point at which the resident began", () => {
    const { chat, asked } = chatWith();
    chat.send({ type: "start", point: "diem-kp-23-24-binh-tien" });
    chat.say("gặp cán bộ");
    expect(asked).toMatchObject([{ port: "task.person", point: "diem-kp-23-24-binh-tien" }]);
  });

  test("only offers a person after repeated no-matches, and opens a task only after a yes", () => {
    const { chat, asked } = chatWith();
    for (const words of ["làm giấy khai sinh", "zzz qqq", "qqq zzz"]) chat.say(words);
    expect(asked).toEqual([]);
    chat.tap("Gặp người");
    expect(asked).toMatchObject([{ port: "task.person" }]);
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
