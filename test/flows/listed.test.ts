import { expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import { maxMessageTextLength } from "../../src/wording/message.ts";
import { listedProcedure } from "../catalog/listed/listed-records.ts";
import { smallRecords } from "../catalog/small-records.ts";
import { Chat } from "./chat.ts";

const now = new Date("2026-11-26T09:30:00+07:00");
const lawyer = listedProcedure();
const catalog = buildCatalog({ ...smallRecords(), listed: [lawyer] });

test("says in our own frame what the portal has, with its decision, its day and its page", () => {
  const chat = new Chat(catalog, now);
  chat.say("chào cháu");
  chat.say("cấp chứng chỉ hành nghề luật sư");
  expect(chat.text).toBe(
    [
      "Việc của bác: Cấp chứng chỉ hành nghề luật sư.",
      "Mang theo: Đơn đề nghị; bằng cử nhân luật và 1 giấy nữa.",
      "Tiền: 100.000 đồng; miễn phí.",
      "Bao lâu: 10 ngày làm việc; thời hạn ghi “1”, không rõ là ngày hay giờ.",
      "Ở đâu: Sở Tư pháp. Theo Cổng dịch vụ công ngày 20/11/2026, bác hỏi lại trước khi đi.",
      "Bác muốn làm gì tiếp ạ?",
    ].join("\n"),
  );
  expect(chat.question.options.map(({ label }) => label)).toEqual([
    "Điểm gần nhất",
    "Giấy tờ chi tiết",
    "Tiền, ai làm được",
    "Làm từng bước",
    "Tin lấy ở đâu",
    "Gặp người",
    "Thủ tục khác",
  ]);
});

test("has all that the portal says behind its buttons", () => {
  const chat = new Chat(catalog, now);
  chat.say("1.000688");
  chat.tap("Giấy tờ chi tiết");
  expect(chat.text).toContain(
    [
      "Giấy tờ cần có:",
      "Hồ sơ gồm",
      "1. Đơn đề nghị (1 bản chính)",
      "2. Bằng cử nhân luật (1 bản sao)",
      "Cổng còn ghi 1 dòng nữa, bác xem thêm trên trang của Cổng.",
    ].join("\n"),
  );
  chat.tap("Tiền, ai làm được");
  for (const said of ["lệ phí 100.000 đồng", "Ai làm được: Công dân Việt Nam.", "Điều kiện:"])
    expect(chat.text).toContain(said);
  chat.tap("Tin lấy ở đâu");
  expect(chat.text).toContain("Công bố theo Quyết định số 1565/QĐ-BTP ngày 01/02/2026.");
  chat.tap("Làm từng bước");
  expect(chat.text).toContain("Bước 1: Nộp hồ sơ.");
});

test("answers what is asked about it, and goes on", () => {
  const chat = new Chat(catalog, now);
  chat.say("1.000688");
  chat.say("phí bao nhiêu");
  expect(chat.text).toContain("Lệ phí: 100.000 đồng; miễn phí.");
  chat.say("làm thế nào");
  expect(chat.text).toContain("Bước 1: Nộp hồ sơ.");
  chat.tap("Điểm gần nhất");
  chat.say("Phường Bình Tiên");
  expect(chat.text).not.toContain("undefined");
});

test("a record that says nothing is told as such, and the longest one fits the platforms", () => {
  const bare = listedProcedure({
    decision: { number: null, date: null },
    ...{ level: null, agency: null, who: null, conditions: null, detail_url: null },
    ...{ steps: [], ways: [], papers: [], laws: [], results: [] },
  });
  const chat = new Chat(buildCatalog({ ...smallRecords(), listed: [bare] }), now);
  chat.say("1.000688");
  for (const said of [
    "Cổng chưa ghi giấy tờ",
    "Chưa có thông tin bao lâu xong",
    "Chưa có thông tin lệ phí",
  ])
    expect(chat.text).toContain(said);

  const paper = { name: "Giấy ".repeat(500), form: null, copies: "1 bản chính", group: null };
  const long = listedProcedure({
    papers: Array.from({ length: 60 }, () => paper),
    ways: Array.from({ length: 20 }, (_, at) => ({
      how: "Trực tiếp",
      time: `${at} Ngày`,
      fee: null,
      note: "x ".repeat(2_000),
    })),
    conditions: "điều kiện ".repeat(3_000),
  });
  const longChat = new Chat(buildCatalog({ ...smallRecords(), listed: [long] }), now);
  const messages = longChat.say("1.000688");
  for (const { text } of messages) expect(text.length).toBeLessThanOrEqual(maxMessageTextLength);
  expect(messages.length).toBeLessThanOrEqual(12);
});

test("the frame is English for who speaks English, the record stays Vietnamese", () => {
  const chat = new Chat(catalog, now);
  chat.say("English");
  chat.say("1.000688");
  expect(chat.text).toContain("From the national portal on 20/11/2026");
  expect(chat.text).toContain("bằng cử nhân luật");
});

test("a conversation whose record is gone is led back to the menu", () => {
  const chat = new Chat(catalog, now);
  chat.say("1.000688");
  const gone = new Chat(buildCatalog(smallRecords()), now);
  gone.state = chat.state;
  gone.say("phí bao nhiêu");
  expect(gone.text).toContain("không còn trong danh mục");
});
