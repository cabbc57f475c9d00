import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { Chat } from "../chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:00:00+07:00");

/** Begins a procedure and says the answers that come before what is tested. */
function chatAfter(procedure: string, answers: readonly string[] = []): Chat {
  const chat = new Chat(catalog, now);
  chat.send({ type: "start", procedure });
  for (const answer of answers) chat.say(answer);
  return chat;
}

function answerOf(chat: Chat, question: string): string | undefined {
  const frame = chat.state?.frames.find(({ flow }) => flow.startsWith("procedure:"));
  return new Map(frame?.answers).get(question);
}

/** The procedures whose conversation has begun, the latest last. */
function begun(chat: Chat): string[] {
  return (chat.state?.frames ?? []).map(({ flow }) => flow);
}

const birthPlace = ["không", "không, chỉ khai sinh"];

describe("an answer is read as it was meant", () => {
  test.each([
    ["dang-ky-thuong-tru", [], "cho_o", "nha thuee", "thue"],
    ["dang-ky-thuong-tru", [], "cho_o", "nhaf thueee", "thue"],
    ["dang-ky-thuong-tru", [], "cho_o", "o nho nguoi thna", "nguoi_than"],
    ["dang-ky-thuong-tru", [], "cho_o", "nhà mìnhh sở hữu 🙂", "nha_minh"],
    ["le-phi-truoc-ba-xe", [], "xe", "oto moi", "o_to_moi"],
    ["le-phi-truoc-ba-xe", [], "xe", "xemay mua laij", "xe_may_cu"],
    ["dang-ky-khai-sinh", [], "nuoc_ngoai", "khoong", "khong"],
    ["dang-ky-khai-sinh", [], "nuoc_ngoai", "❌", "khong"],
    ["dang-ky-khai-sinh", [], "nuoc_ngoai", "ko ạ 🙂", "khong"],
    ["dang-ky-khai-sinh", birthPlace, "noi_sinh", "bv", "co_so_y_te"],
    ["dang-ky-khai-sinh", birthPlace, "noi_sinh", "benhj vienj", "co_so_y_te"],
  ])("%s after %j: %s, typed “%s”, is %s", (procedure, before, question, typed, value) => {
    const chat = chatAfter(procedure, before);
    chat.say(typed);
    expect(answerOf(chat, question)).toBe(value);
  });

  test.each(["dung r", "dugn roi", "👍", "✅", "ok r", "đúng rồi 👍"])(
    "“%s” confirms what is read back",
    (typed) => {
      const chat = chatAfter("dang-ky-thuong-tru", ["nhà thuê", "đã đủ 18 tuổi"]);
      chat.say(typed);
      expect(answerOf(chat, "confirm")).toBe("right");
    },
  );
});

describe("the open question beats a weak new wish", () => {
  test.each([
    ["bệnh viện Từ Dũ", "co_so_y_te"],
    ["sinh ở bv từ dũ", "co_so_y_te"],
    ["tu du", "co_so_y_te"],
    ["ở nhà", "ngoai_co_so"],
    ["đẻ ở nhà bà nội", "ngoai_co_so"],
    ["nhặt được cháu ngoài cổng chùa", "bo_roi"],
  ])("the place of birth “%s” is an answer", (typed, value) => {
    const chat = chatAfter("dang-ky-khai-sinh", birthPlace);
    chat.say(typed);
    expect(answerOf(chat, "noi_sinh")).toBe(value);
    expect(begun(chat)).toEqual(["procedure:dang-ky-khai-sinh"]);
  });

  test("words that only resemble another procedure leave the question open", () => {
    const chat = chatAfter("dang-ky-khai-sinh", birthPlace);
    chat.say("thẻ bảo hiểm của má nó");
    expect(begun(chat)).toEqual(["procedure:dang-ky-khai-sinh"]);
    expect(chat.state?.asking).toBe("noi_sinh");
  });

  test("a clear question about another procedure is still answered in between", () => {
    const chat = chatAfter("dang-ky-khai-sinh", birthPlace);
    chat.say("cho tôi hỏi làm hộ chiếu cần giấy tờ gì");
    expect(chat.text).toContain("Làm hộ chiếu");
    expect(begun(chat)).toContain("procedure:dang-ky-khai-sinh");
  });
});

describe("a question that is open to any wish takes whole answers only", () => {
  test("a life event inside a sentence opens no list", () => {
    const chat = new Chat(catalog, now);
    chat.send({ type: "start" });
    const [first] = catalog.lifeEvents;
    chat.say(`con tôi ${first?.label} bị ghi sai tên thì làm sao`);
    expect(chat.state?.frames.at(-1)?.flow).not.toBe("menu");
  });

  test("the whole answer is still taken, with a slip too", () => {
    const chat = chatAfter("dang-ky-thuong-tru", ["nhà thuê", "đã đủ 18 tuổi", "đúng rồi"]);
    chat.say("can cu theo luatj");
    expect(chat.text).toContain("Luật");
  });
});

describe("who does not know gets a reason and the safe branch", () => {
  test.each(["không biết", "chưa rõ", "tôi cũng không nhớ nữa", "bác chịu", "ko biet"])(
    "“%s” goes on with the safe answer, and the read-back shows it",
    (typed) => {
      const chat = chatAfter("dang-ky-thuong-tru");
      chat.say(typed);
      expect(chat.text).toContain("Bác chưa chắc thì cháu chuẩn bị theo “Nhà thuê, nhà trọ”");
      chat.say("đã đủ 18 tuổi");
      expect(chat.text).toContain("Nhà thuê, nhà trọ");
      expect(chat.state?.asking).toBe("confirm");
    },
  );

  test.each(["hỏi để làm gì", "sao hỏi vậy", "hỏi chi vậy cháu"])(
    "“%s” says why, and asks again",
    (typed) => {
      const chat = chatAfter("dang-ky-thuong-tru");
      chat.say(typed);
      expect(chat.text).toMatch(/^Dạ, /);
      expect(chat.state?.asking).toBe("cho_o");
      expect(answerOf(chat, "cho_o")).toBeUndefined();
    },
  );

  test.each(["đủ chưa", "vậy thôi hả", "còn gì nữa không"])(
    "“%s” says what is still to come, during questions and after the list",
    (typed) => {
      const chat = chatAfter("dang-ky-thuong-tru");
      chat.say(typed);
      expect(chat.text).toContain("Dạ chưa ạ");
      chat.say("nhà thuê");
      chat.say("đã đủ 18 tuổi");
      chat.say("đúng rồi");
      chat.say(typed);
      expect(chat.text).toContain("theo những gì bác trả lời thì vậy là đủ");
      expect(chat.state?.asking).toBe("next");
    },
  );
});

describe("a correction in words finds the answer it means", () => {
  test.each([
    "à nhầm, nhà thuê",
    "ý tôi là nhà thuê",
    "lúc nãy tôi bấm lộn, nhà trọ",
    "sửa lại: nhà thuê",
    "quên, nhà thuê mới đúng",
    "nhà thuê mới đúng ạ",
    "nha thue moi dung nha con",
    "nhà thuê chứ không phải nhà mình",
    "nhà thuê chớ đâu phải nhà mình",
    "không phải nhà mình mà là nhà thuê",
    "đâu phải nhà của tôi mà nhà thuê",
    "ý quên, nhà thuê",
  ])("“%s” changes the earlier answer and goes on", (typed) => {
    const chat = chatAfter("dang-ky-thuong-tru", ["nhà mình"]);
    chat.say(typed);
    expect(answerOf(chat, "cho_o")).toBe("thue");
    expect(chat.text).toContain("Dạ, cháu sửa lại rồi");
    expect(chat.state?.asking).toBe("tuoi");
  });

  test.each([
    "không phải, 13 tuổi",
    "lúc nãy nhầm, con tôi 13 tuổi",
    "con tôi 13 tuổi mà",
    "sai rồi, chưa đủ 18 tuổi",
  ])("“%s” at the read-back changes that answer and reads back again", (typed) => {
    const chat = chatAfter("dang-ky-thuong-tru", ["nhà thuê", "đã đủ 18 tuổi"]);
    chat.say(typed);
    expect(answerOf(chat, "tuoi")).toBe("duoi_18");
    expect(answerOf(chat, "cho_o")).toBe("thue");
    expect(chat.state?.asking).toBe("confirm");
  });

  test("what depended on the answer is dropped", () => {
    const given = ["mua bán", "không thuộc các quan hệ đó", "còn nhà, đất ở khác"];
    const chat = chatAfter("thue-ban-nha-dat", given);
    chat.say("à nhầm, thừa kế");
    expect(answerOf(chat, "viec")).toBe("thua_ke");
    expect(answerOf(chat, "quan_he")).toBe("nguoi_ngoai");
    expect(answerOf(chat, "duy_nhat")).toBeUndefined();
  });

  test("a correction that fits the open question alone answers it", () => {
    const chat = chatAfter("dang-ky-thuong-tru", ["nhà thuê"]);
    chat.say("không phải, 12 tuổi");
    expect(answerOf(chat, "tuoi")).toBe("duoi_18");
  });

  test("a bare “sai rồi” still asks which answer", () => {
    const chat = chatAfter("dang-ky-thuong-tru", ["nhà thuê", "đã đủ 18 tuổi"]);
    chat.say("sai rồi");
    expect(chat.state?.asking).toBe("fix");
  });
});

describe("a message in pieces", () => {
  test("each piece is answered, and a later one is read together with the earlier", () => {
    const chat = new Chat(catalog, now);
    chat.send({ type: "start" });
    for (const piece of ["con tôi", "mới sinh", "cần giấy gì"]) {
      chat.say(piece);
      expect(chat.text).not.toBe("");
    }
    const shown = `${chat.text} ${begun(chat).join(" ")}`;
    expect(shown).toMatch(/khai-sinh|[Kk]hai sinh/);
    expect(chat.state?.frames.at(-1)?.flow).not.toBe("handoff");
  });

  test("pieces are forgotten after two minutes", () => {
    const chat = new Chat(catalog, now);
    chat.send({ type: "start" });
    chat.say("con tôi");
    chat.now = new Date(chat.now.getTime() + 121_000);
    chat.say("mới sinh");
    expect(JSON.stringify(chat.state?.typedAt ?? [])).not.toContain(",");
  });
});
