import { beforeEach, expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { conversationLimits } from "../../../src/flows/engine/state.ts";
import { Chat } from "../chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:00:00+07:00");
let chat: Chat;

beforeEach(() => {
  chat = new Chat(catalog, now);
});

const story = "con em sinh hôm 2/9 ở bệnh viện Từ Dũ, vợ chồng chưa đăng ký kết hôn, cần giấy gì";

/** The sentence, and the procedure of the choice that it may leave. */
function begin(sentence: string, procedure: string): void {
  chat.say(sentence);
  if (chat.state?.frames.at(-1)?.flow === `procedure:${procedure}`) return;
  const { question, options } = chat.question;
  expect(options.map(({ value }) => value)).toContain(procedure);
  chat.send({ type: "choice", question, value: procedure });
}

test("what the first sentence told is read back and not asked", () => {
  begin(`làm giấy khai sinh, ${story}`, "dang-ky-khai-sinh");
  expect(chat.text).toContain("Cháu nghe bác nói:");
  expect(chat.text).toContain("Bé sinh ở đâu? Bệnh viện, trạm y tế");
  expect(chat.text).toContain("Bé có cha hoặc mẹ là người nước ngoài");
  chat.tap("Không");
  chat.tap("Không, chỉ khai sinh");
  expect(chat.text).toContain("Cháu ghi lại thế này:");
  expect(chat.text).toContain("Bé sinh đến nay đã quá 60 ngày chưa? Rồi, quá 60 ngày");
  chat.tap("Đúng rồi");
  expect(chat.text).toContain("Giấy chứng sinh");
});

test("a fact that was heard wrongly is corrected before the list", () => {
  begin(`làm giấy khai sinh, ${story}`, "dang-ky-khai-sinh");
  chat.tap("Không");
  chat.tap("Không, chỉ khai sinh");
  chat.tap("Sửa lại");
  chat.tap("Bé sinh ở đâu? Bệnh viện, trạm y tế");
  expect(chat.text).toContain("Bé sinh ở đâu ạ?");
  chat.tap("Ở nhà hoặc nơi khác");
  expect(chat.text).toContain("Bé sinh ở đâu? Ở nhà hoặc nơi khác");
  expect(chat.text).not.toContain("Bệnh viện, trạm y tế");
});

test("if a single answer was told and nothing is left to ask, the list says what was heard", () => {
  chat.say("căn cước của tôi bị gãy đôi rồi, xin cấp lại căn cước");
  expect(chat.text).toContain("Cháu nghe bác nói: Thẻ của bác bị mất hay bị hỏng? Bị hỏng.");
  expect(chat.text).toMatch(/\nMang theo: Thẻ bị hỏng\./);
  expect(chat.text).not.toContain("Cháu hỏi bác vài câu");
  expect(chat.last?.fact.outcome).toBe("checklist");
});

test("what was heard wrongly is corrected after the list", () => {
  chat.say("căn cước của tôi bị gãy đôi rồi, xin cấp lại căn cước");
  chat.say("sửa");
  chat.tap("Thẻ của bác bị mất…");
  chat.tap("Bị mất");
  expect(chat.text).toMatch(/^Mang theo: Bác không cần mang giấy tờ gì/);
  chat.say("à nhầm, bị hỏng");
  expect(chat.text).toMatch(/Mang theo: Thẻ bị hỏng\./);
});

test("a single answer to a question is not read back", () => {
  chat.say("cấp lại căn cước");
  chat.tap("Bị mất");
  expect(chat.text).not.toContain("Đúng chưa bác?");
  expect(chat.last?.fact.outcome).toBe("checklist");
});

test.each([
  "nếu sinh ở nhà thì làm khai sinh cần gì",
  "làm khai sinh cho bé có cần giấy chứng sinh của bệnh viện không",
  "làm khai sinh, bé không sinh ở bệnh viện",
])("“%s” tells nothing", (sentence) => {
  chat.say(sentence);
  expect(chat.text).not.toContain("Cháu nghe bác nói");
});

test("a birth that names no paper begins its procedure, and what it told is read back", () => {
  chat.say("con em sinh ở bệnh viện Từ Dũ cần giấy gì");
  expect(chat.state?.frames.at(-1)?.flow).toBe("procedure:dang-ky-khai-sinh");
  expect(chat.text).toContain("Bé sinh ở đâu? Bệnh viện, trạm y tế");
});

test("what led to a choice is known when one is chosen", () => {
  chat.say("con sinh ở bệnh viện Từ Dũ, khai sinh với thẻ bảo hiểm");
  const { question, options } = chat.question;
  expect(options.map(({ value }) => value)).toContain("dang-ky-khai-sinh");
  chat.send({ type: "choice", question, value: "dang-ky-khai-sinh" });
  expect(chat.text).toContain("Bé sinh ở đâu? Bệnh viện, trạm y tế");
});

test("an age from an earlier sentence answers the question of a procedure that begins later", () => {
  chat.say("tôi 78 tuổi");
  chat.say("xin trợ cấp hưu trí xã hội");
  expect(chat.text).toContain("Từ đủ 75 tuổi");
  expect(chat.text).toContain("Cháu nghe bác nói");
});

test("the answer to the same question of another procedure is known", () => {
  chat.say("đính chính sổ đỏ");
  chat.tap("Tôi tự đi");
  chat.say("xóa nợ tiền sử dụng đất");
  if (
    chat.text.includes("Sang việc này") ||
    chat.question.options.some((o) => o.value === "switch")
  )
    chat.tap("Sang việc này");
  expect(chat.text).toContain("Bác tự đi nộp hay nhờ người khác đi thay? Tôi tự đi");
});

test("a later sentence tells what comes later", () => {
  chat.say("làm khai sinh cho bé");
  chat.tap("Không");
  chat.say("chỉ khai sinh thôi, bé sinh ở bệnh viện, vợ chồng em đã đăng ký kết hôn");
  expect(chat.text).toContain("Bé sinh đến nay đã quá 60 ngày chưa");
});

test("a redirect by what was told says what was heard, and can be corrected", () => {
  chat.say("tôi 60 tuổi xin trợ cấp hưu trí xã hội");
  expect(chat.text).toContain("Cháu nghe bác nói:");
  expect(chat.text).toContain("Dưới 70 tuổi thì chưa có khoản trợ cấp này");
  chat.tap("Sửa câu trả lời");
  expect(chat.text).toContain("bao nhiêu tuổi");
});

test("the state holds values of the catalogue only, and stays small", () => {
  chat.say(`tôi tên Nguyễn Văn Tèo, ${story}`);
  for (const name of catalog.guides.values()) {
    chat.say(`${name.short}, con tôi 5 tuổi, mẹ tôi 80 tuổi, bị mất, hết hạn, chưa có sổ`);
  }
  const { told = "", frames } = chat.state ?? {};
  expect(told.length).toBeLessThanOrEqual(640);
  expect(JSON.stringify([told, frames])).not.toMatch(/Tèo|Từ Dũ/);
  expect(Buffer.byteLength(JSON.stringify(chat.state))).toBeLessThanOrEqual(
    conversationLimits.maxStateBytes,
  );
});

test("what was told survives a change of the procedure's questions", () => {
  begin(`làm giấy khai sinh, ${story}`, "dang-ky-khai-sinh");
  const { state } = chat;
  if (state === null) throw new Error("There is no conversation.");
  chat.state = { ...state, frames: state.frames.map((frame) => ({ ...frame, version: "older" })) };
  chat.tap("Không");
  chat.tap("Không, chỉ khai sinh");
  expect(chat.text).toContain("Bé sinh ở đâu? Bệnh viện, trạm y tế");
});
