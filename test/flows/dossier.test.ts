import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { dueTime } from "../../src/flows/conversations/handoff.ts";
import type { ConsentPurpose, PortAnswer, PortRequest } from "../../src/flows/engine/ports.ts";
import { wordingIn } from "../../src/wording/wording.ts";
import { Chat } from "./chat.ts";
import { knownDossier, view } from "./known-dossier.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");

function chatAbout(known = view, purposes?: readonly ConsentPurpose[]) {
  const asked: PortRequest[] = [];
  const ports = knownDossier(known, purposes === undefined ? {} : { purposes });
  const perform = (request: PortRequest): PortAnswer => {
    asked.push(request);
    return ports(request);
  };
  return { chat: new Chat(catalog, now, null, perform), asked };
}

/** Opens the dossier with the right digits. */
function proven(known = view) {
  const opened = chatAbout(known);
  opened.chat.say(`theo dõi hồ sơ ${view.code}`);
  opened.chat.say("5678");
  return opened;
}

describe("following a dossier", () => {
  test("takes one or two messages for the code, then the digits, then a yes", () => {
    for (const way of [[`theo dõi hồ sơ ${view.code}`], ["theo doi ho so", view.code]]) {
      const { chat, asked } = chatAbout();
      for (const line of way) chat.say(line);
      expect(chat.text).toContain("4 số cuối");
      expect(chat.text).not.toMatch(/Đang xử lý|khai sinh|phường Một/);
      chat.say("5678");
      expect(chat.text).toMatch(/Đang xử lý.*từ thứ Sáu 20\/11/);
      expect(chat.text).toContain("Hẹn trả kết quả: thứ Tư 25/11, còn 2 ngày.");
      expect(chat.text).toContain("365 ngày");
      chat.say("đồng ý");
      expect(chat.text).toContain("Cháu đã ghi nhận");
      expect(asked.at(-1)).toEqual({ port: "dossier.follow", dossier: 7, language: "vi" });
      expect(chat.last?.fact.outcome).toBe("dossier-followed");
    }
  });

  test.each(["đồng ý", "Ðồng ý", "ðồng ý", "có", "1", "dong y", "co", "vâng ạ"])(
    '"%s" is understood as consent',
    (yes) => {
      const { chat, asked } = proven();
      chat.say(yes);
      expect(asked.at(-1)).toMatchObject({ port: "dossier.follow" });
      chat.say(yes);
      expect(asked.at(-1)).toMatchObject({
        port: "dossier.consent",
        purposes: ["phone"],
        isGiven: true,
      });
    },
  );

  test.each(["không", "2", "khong"])(
    '"%s" refuses consent: nothing is followed, and the status can still be asked for',
    (no) => {
      const { chat, asked } = proven();
      chat.say(no);
      expect(asked.map(({ port }) => port)).not.toContain("dossier.follow");
      chat.tap("Xem lại tình trạng");
      expect(chat.text).toContain("Đang xử lý");
    },
  );

  test.each([
    { said: "đồng ý", isGiven: true },
    { said: "không", isGiven: false },
  ])(
    "asks for consent to general news in a question of its own, answered $said",
    ({ said, isGiven }) => {
      const { chat, asked } = chatAbout(view, ["chat", "phone", "news"]);
      for (const line of [`theo dõi hồ sơ ${view.code}`, "5678", "đồng ý", "không"]) chat.say(line);
      expect(chat.text).toContain("tin chung");
      chat.say(said);
      expect(asked.slice(-2)).toMatchObject([
        { port: "dossier.consent", purposes: ["phone"], isGiven: false },
        { port: "dossier.consent", purposes: ["news"], isGiven },
      ]);
      expect(chat.text).toContain("Bác cần gì nữa");
    },
  );

  test("stops following when the resident goes back and says no after all", () => {
    const { chat, asked } = proven();
    chat.say("đồng ý");
    chat.say("quay lại");
    expect(chat.text).toContain("365 ngày");
    chat.say("không");
    expect(asked.at(-1)).toEqual({ port: "dossier.stop", dossier: 7 });
    expect(chat.text).toContain("cháu không theo dõi");
    expect(chat.question.options.map(({ label }) => label)).not.toContain("Ngừng theo dõi");
  });

  test("does not follow again when the resident stops between the questions and then answers one", () => {
    const { chat, asked } = proven();
    chat.say("đồng ý");
    chat.say("ngừng thông báo");
    expect(chat.text).toContain("số điện thoại hoặc thư điện tử");
    chat.say("đồng ý");
    expect(asked.filter(({ port }) => port === "dossier.follow")).toHaveLength(1);
    expect(chat.text).toContain("cháu không theo dõi");
  });

  test.each(["ngừng tin chung", "dung nhan tin chung", "stop general news"])(
    '"%s" withdraws only the consent to general news',
    (words) => {
      const { chat, asked } = chatAbout();
      chat.say(words);
      expect(asked.map(({ port }) => port)).toEqual(["news.stop"]);
      expect(chat.text).toContain("không nhận tin chung nào");
    },
  );

  test("pairs the chat with an official by a code from the desk, and refuses a wrong code", () => {
    const { chat } = chatAbout();
    chat.say("mã thử 12345678");
    expect(chat.text).toContain("nhận tin thử");
    chat.say("mã thử 87654321");
    expect(chat.text).toContain("không đúng");
  });

  test("keeps the digits out of the state, and marks their message as confidential", () => {
    const { chat } = chatAbout();
    chat.say(`theo dõi hồ sơ ${view.code}`);
    for (const typed of ["4321", "so la 8765", "12345", "5678"]) {
      chat.say(typed);
      expect(chat.last?.isConfidential).toBe(true);
      expect(JSON.stringify([chat.state, chat.last?.fact])).not.toMatch(/4321|8765|12345|5678/);
      expect(chat.last?.fact.missedWords).toEqual([]);
    }
    chat.say("có");
    expect(chat.last?.isConfidential).toBe(false);
  });

  test("marks digits that come after an interruption as confidential too", () => {
    const { chat } = chatAbout();
    chat.say(`theo dõi hồ sơ ${view.code}`);
    chat.say("gặp người");
    chat.say("5678");
    expect(chat.last?.isConfidential).toBe(true);
    expect(chat.text).toContain("Đang xử lý");
  });

  test("says after wrong digits how many tries are left, and at the end how long to wait", () => {
    const { chat } = chatAbout();
    chat.say(`theo dõi hồ sơ ${view.code}`);
    chat.say("0000");
    expect(chat.text).toContain("thử được 4 lần");
    for (const typed of ["1111", "2222", "3333", "4444"]) chat.say(typed);
    expect(chat.text).toContain("11 giờ trưa hôm nay");
    chat.say("5678");
    expect(chat.text).not.toContain("Đang xử lý");
  });
});

describe("the code of a dossier", () => {
  test("nobody learns whether a code is known: an unknown one is asked for the same proof", () => {
    const answers = [view.code, "000.00.16.H26-251120-9999"].map((code) => {
      const { chat } = chatAbout();
      const said = [`theo dõi hồ sơ ${code}`, "0000", "1111"].map((line) => {
        chat.say(line);
        return [chat.text.replaceAll(code, "CODE"), chat.last?.fact];
      });
      return said;
    });
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.join()).toContain("khớp cả mã và số");
  });

  test.each([
    "000.00.16.H26—251120—0012",
    "000 00 16 h26 251120 0012",
    "OOO.OO.16.H26-25112O-OOl2",
    "０００．００．１６．Ｈ２６－２５１１２０－００１２",
    "00000\u200b16H262511200012",
    "mã của tôi là 000.00.16.H26-251120-0012 ạ",
  ])("%j is read as the code, also out of the blue in another conversation", (typed) => {
    const { chat } = chatAbout();
    chat.say("đăng ký khai sinh");
    chat.say(typed);
    expect(chat.text).toContain("Hồ sơ 000.00.16.H26-251120-0012.");
    chat.say("5678");
    expect(chat.text).toContain("Đang xử lý");
  });

  test("a tail only leads to the whole code, and opens it for one who follows it", () => {
    const { chat, asked } = chatAbout();
    chat.say("tình trạng hồ sơ 0012");
    expect(chat.text).toContain("nhắn đủ mã");
    chat.say("9999");
    expect(chat.text).toContain("nhắn đủ mã");
    expect(asked.map(({ port }) => port)).not.toContain("dossier.verify");
    chat.say(view.code);
    chat.say("5678");
    chat.say("đồng ý");
    chat.say("không");
    chat.say("tình trạng hồ sơ 0012");
    expect(chat.text).toContain("Đang xử lý");
  });

  test("a receipt that prints no more than a short number leads to the proof for exactly that", () => {
    const { chat, asked } = chatAbout();
    chat.say("theo dõi hồ sơ 2025 0012");
    chat.tap("Giấy hẹn của tôi chỉ ghi vậy");
    expect(chat.text).toContain("4 số cuối");
    chat.say("5678");
    expect(asked.at(-1)).toMatchObject({ target: { code: "2025-0012", isWhole: true } });
  });

  test.each([
    ["079123456789", "số căn cước"],
    ["079 123 456 789 ạ", "số căn cước"],
    ["０７９１２３４５６７８９", "số căn cước"],
    ["cccd của tôi 001.099.012.345", "số căn cước"],
    ["025123456", "số căn cước"],
    ["0912345678", "số điện thoại"],
    ["+84 912 345 678", "số điện thoại"],
    ["sđt 912345678", "số điện thoại"],
  ])("%j for the code is told apart and never repeated", (typed, name) => {
    for (const lines of [["theo dõi hồ sơ", typed], [`theo dõi hồ sơ ${typed}`]]) {
      const { chat, asked } = chatAbout();
      for (const line of lines) chat.say(line);
      expect(chat.text).toContain(name);
      expect(chat.text).toContain("giấy hẹn");
      expect(asked).toEqual([]);
      const digits = typed.normalize("NFKC").replaceAll(/\D/g, "");
      expect(chat.text.replaceAll(/\D/g, "")).not.toContain(digits);
    }
    const { chat } = chatAbout();
    chat.say("theo dõi hồ sơ");
    chat.say(typed);
    expect(chat.last?.isConfidential).toBe(true);
    expect(JSON.stringify([chat.state, chat.last?.fact])).not.toContain(typed);
  });

  test("a link whose dossier states nothing to prove it by leads to a person", () => {
    const { chat, asked } = chatAbout();
    chat.send({ type: "start", dossier: 8 });
    expect(chat.text).toContain("nhờ cán bộ");
    expect(asked.at(-1)).toMatchObject({ port: "task.person" });
  });
});

describe("the proof that a dossier is the resident's", () => {
  test.each([
    "5678",
    "4 số cuối là 5678",
    "bốn số cuối của số điện thoại tôi là 5678 ạ",
    "56-78",
    "5 6 7 8",
    "5️⃣6️⃣7️⃣8️⃣",
    "５６７８",
    "năm sáu bảy tám",
    "nam sau bay tam a",
    "09xxxx5678",
    "0912 345 678",
    "số tôi 0912345678, 4 số cuối 5678",
    "last four digits are 5678",
    "five six seven eight",
  ])("%j is read as the last four digits", (typed) => {
    const { chat } = chatAbout();
    chat.say(view.code);
    chat.say(typed);
    expect(chat.text).toContain("Đang xử lý");
  });

  test.each(["tôi không nhớ", "không", "079123456789", "12345", "ngày 25 tháng 8 năm 2025"])(
    "%j is no attempt",
    (typed) => {
      const { chat, asked } = chatAbout();
      chat.say(view.code);
      chat.say(typed);
      expect(asked.map(({ port }) => port)).not.toContain("dossier.verify");
    },
  );

  test.each([
    [
      "identity",
      "123456",
      "6 số cuối",
      ["123456", "123-456", "079123123456", "6 số cuối là 123456"],
    ],
    [
      "phone-and-birth-year",
      "56781960",
      "năm sinh",
      ["5678 1960", "1960 5678", "0912345678, 01/02/1960", "5678 sinh năm 1960"],
    ],
  ] as const)(
    "the proof %s asks one question and is read in any order",
    (proof, digits, ask, typed) => {
      for (const line of typed) {
        const perform = knownDossier(view, { proof, digits });
        const chat = new Chat(catalog, now, null, perform);
        chat.say(view.code);
        expect(chat.text).toContain(ask);
        chat.say(line);
        expect(chat.text).toContain("Đang xử lý");
      }
    },
  );

  test.each([
    ["identity", "identity"],
    ["phone", undefined],
    ["phone-and-birth-year", undefined],
  ] as const)("with the proof %s the question says that a card answers it: %p", (proof, asks) => {
    const perform = knownDossier(view, { proof, digits: "123456" });
    const chat = new Chat(catalog, now, null, perform);
    expect({ asks: undefined, ...chat.say(view.code).at(-1) }).toMatchObject({
      type: "text",
      asks,
    });
  });

  test("after a wrong proof the whole code may be sent again", () => {
    const { chat } = chatAbout();
    chat.say("000.00.16.H26-251120-0021");
    chat.say("5678");
    expect(chat.text).toContain("nhắn lại mã");
    chat.say(view.code);
    chat.say("5678");
    expect(chat.text).toContain("Đang xử lý");
  });

  test("an identity number in any message does not reach the person who takes over", () => {
    const { chat, asked } = chatAbout();
    chat.say("tôi tên Lan, căn cước 079123456789, muốn hỏi khai sinh");
    chat.say("gặp người");
    expect(JSON.stringify(asked)).toContain("tôi tên Lan");
    expect(JSON.stringify(asked)).not.toContain("079123456789");
  });

  test("a dossier code is not taken for an identity number there", () => {
    const { chat, asked } = chatAbout();
    const code = "000.00.16.H26.04-250815-0012";
    chat.say(`cho hỏi hồ sơ ${code}`);
    chat.say("gặp người");
    expect(JSON.stringify(asked)).toContain(code);
  });
});

describe("the status of a dossier", () => {
  test("quotes the officer's note word for word, up to 300 characters", () => {
    const note = `Thiếu bản chính giấy chứng sinh. ${"Xem kỹ mục 3. ".repeat(40)}`;
    const { chat } = proven({ ...view, status: 5, note });
    const quote = /Ghi chú của cơ quan: “(.*?)”/.exec(chat.text)?.[1] ?? "";
    expect(note.startsWith(quote.replace("…", ""))).toBe(true);
    expect(quote.length).toBeGreaterThan(280);
    expect(quote.length).toBeLessThanOrEqual(300);
  });

  test("offers the papers of the procedure and the nearest point when papers are missing", () => {
    const { chat } = proven({ ...view, status: 5 });
    chat.say("không");
    expect(chat.question.options.map(({ label }) => label)).toContain("Điểm gần nhất");
    chat.tap("Xem giấy tờ cần nộp của thủ tục này");
    expect(chat.text).toContain("khai sinh");
    expect(chat.state?.frames.at(-1)?.flow).toBe("procedure:dang-ky-khai-sinh");
  });

  test("says where and when to fetch a result that is ready", () => {
    const { chat } = proven({ ...view, status: 9 });
    expect(chat.text).toContain("Ngày hẹn trả trên hồ sơ: thứ Tư 25/11.");
    expect(chat.text).toMatch(/UBND phường Một để nhận kết quả, trong giờ làm việc/);
    expect(proven({ ...view, status: 9, promisedAt: null }).chat.text).not.toContain("ngày hẹn");
  });

  test.each(["status", "promise-tomorrow", "promise-today", "overdue"] as const)(
    "quotes the officer's note in a notification of kind %s",
    (kind) => {
      for (const language of ["vi", "en"] as const) {
        const { dossier } = wordingIn(language);
        const noted = dossier.push(kind, { ...view, note: "Mang theo căn cước" }, now, "");
        expect(noted.text).toContain("“Mang theo căn cước”");
        expect(dossier.push(kind, view, now, "").text).not.toMatch(/Ghi chú|Note from/);
      }
    },
  );

  const progressOf = (known: typeof view) => {
    const told = proven(known).chat.last?.messages.find(
      (message) => message.type === "text" && message.progress !== undefined,
    );
    return told?.type === "text" ? told.progress : undefined;
  };

  test.each([
    [1, 0, "Đã nộp"],
    [2, 1, "Tiếp nhận"],
    [4, 2, "Giải quyết"],
    [5, 2, "Bổ sung giấy tờ"],
    [6, 2, "Nộp tiền"],
    [9, 3, "Có kết quả"],
    [10, 3, "Đã nhận kết quả"],
  ] as const)("shows status %d as step %d of its way: %s", (status, current, name) => {
    const progress = progressOf({ ...view, status });
    expect(progress?.current).toBe(current);
    expect(progress?.steps[current]).toBe(name);
    expect(progress?.steps).toHaveLength(4);
    expect(progress?.steps[0]).toBe("Đã nộp");
  });

  test.each([3, 7, 8, null] as const)("shows no way for status %s, which has left it", (status) => {
    expect(progressOf({ ...view, status })).toBeUndefined();
  });

  test("apologises when it is overdue, and names the agency to ask", () => {
    const { chat } = proven({ ...view, promisedAt: new Date("2026-11-20T10:00:00Z") });
    expect(chat.text).toMatch(/quá hẹn 3 ngày.*xin lỗi.*UBND phường Một/);
  });

  test("says that no date is promised, and mentions no date once the result is handed over", () => {
    expect(proven({ ...view, promisedAt: null }).chat.text).toContain("Chưa có thông tin ngày hẹn");
    expect(proven({ ...view, status: 10 }).chat.text).not.toContain("ẹn trả kết quả:");
  });

  test("shows the status history, and lists the followed dossiers", () => {
    const { chat } = proven();
    chat.say("có");
    chat.say("không");
    chat.tap("Xem các bước hồ sơ đã qua");
    expect(chat.text).toMatch(
      /thứ Năm 19\/11: Được tiếp nhận\.\n.*thứ Sáu 20\/11: Đang xử lý\.\nGhi chú/,
    );
    chat.say("hồ sơ đang theo dõi");
    expect(chat.text).toContain("Bác đang theo dõi 1 hồ sơ:");
    chat.tap("…251120-0012");
    expect(chat.text).toContain("Đang xử lý");
    expect(chat.text).not.toContain("4 số cuối");
  });

  test("is in English if the resident chose English", () => {
    const { chat } = chatAbout();
    chat.say("english");
    chat.say(`follow dossier ${view.code}`);
    chat.say("5678");
    expect(chat.text).toMatch(/In progress.*Result promised for Wednesday 25\/11, in 2 days/s);
  });
});

describe("rating a dossier that was handed over", () => {
  test("takes a number and, if the resident gives one, a reason", () => {
    const { chat, asked } = proven();
    chat.say("có");
    chat.say("không");
    chat.say("chấm điểm 4");
    expect(chat.text).toContain("Vì sao");
    chat.say("Cán bộ hướng dẫn kỹ");
    expect(asked.slice(-1)).toEqual([
      { port: "dossier.rate", dossier: null, score: 4, why: "Cán bộ hướng dẫn kỹ" },
    ]);
    expect(chat.text).toContain("cảm ơn");
    chat.say("danh gia 5 sao");
    chat.say("bỏ qua");
    expect(asked.at(-1)).toMatchObject({ score: 5, why: null });
  });

  test("is refused if nothing was handed over", () => {
    const { chat } = chatAbout();
    chat.say("chấm điểm 4");
    expect(chat.text).toContain("chưa thấy hồ sơ nào");
  });
});

describe("personal data", () => {
  test("stops notifications at once", () => {
    const { chat } = proven();
    chat.say("có");
    chat.say("không");
    chat.say("ngừng thông báo");
    expect(chat.text).toContain("Cháu đã ngừng");
    chat.say("ngung thong bao");
    expect(chat.text).toContain("không theo dõi hồ sơ nào");
  });

  test("erases everything at once, including the conversation in progress", () => {
    const { chat, asked } = proven();
    chat.say("xóa dữ liệu của tôi");
    expect(asked.at(-1)).toEqual({ port: "erase" });
    expect(chat.last).toMatchObject({ erases: true });
    expect(chat.state).toMatchObject({
      frames: [{ flow: "menu", answers: [] }],
      place: null,
      point: null,
    });
    expect(chat.text).toContain("Cháu đã xóa");
  });

  test("opens a task for a person, due on the day that the law sets", () => {
    const { chat, asked } = chatAbout();
    chat.say("sửa dữ liệu của tôi");
    // Monday; Tuesday 24 November is a holiday.
    const dueAt = "2026-11-26T10:00:00.000Z";
    expect(asked).toEqual([{ port: "task.open", kind: "data-correction", dueAt }]);
    expect(chat.text).toContain("thứ Năm 26/11");
  });

  test.each([
    ["2026-11-20T08:00:00Z", "2026-11-25"],
    ["2026-11-25T20:00:00Z", "2026-11-30"],
    ["2026-12-31T03:00:00Z", "2027-01-05"],
  ])("a request made at %s is due at the end of the second working day, %s", (at, day) => {
    const due = new Date(`${day}T17:00:00+07:00`);
    expect(dueTime(new Date(at), catalog.calendar)).toEqual(due);
  });
});
