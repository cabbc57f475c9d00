import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../../../src/catalog/catalog.ts";
import type { Language } from "../../../src/catalog/language.ts";
import type { ConversationInput } from "../../../src/flows/engine/input.ts";
import type { Message } from "../../../src/wording/message.ts";
import { readTalks } from "../talks/talk.ts";
import { type Measured, MeasuringChat } from "./collect.ts";

/** Every conversation that is measured: each branch of each procedure, each page of the menu, and what residents type. */

const now = new Date("2026-11-30T09:30:00+07:00");
const flows = join(import.meta.dirname, "..");

type Choice = Exclude<Message, { type: "text" }>;

export function measureAll(catalog: Catalog, language: Language): Measured[] {
  const found = new Map<string, Measured>();
  const begin = () => new MeasuringChat(catalog, now, language, found);
  for (const id of catalog.procedures.keys()) walkProcedure(begin(), id);
  walkMenu(begin);
  for (const talk of typedTalks(language)) playTalk(begin(), talk);
  return [...found.values()];
}

/** Every branch to its end; what follows the list is tried once, and submitting on the web after every branch. */
function walkProcedure(chat: MeasuringChat, id: string): void {
  chat.send({ type: "start", procedure: id });
  const tried = new Set<string>();
  walkFrom(chat, `procedure:${id}`, tried);
}

function walkFrom(chat: MeasuringChat, flow: string, tried: Set<string>): void {
  const question = questionOf(chat);
  if (question === null || !question.question.startsWith(`${flow}/`)) return;
  const step = question.question.split("/").at(-2) ?? "";
  const { state } = chat;
  for (const { value } of question.options) {
    const isBranch = !["confirm", "fix", "away", "next"].includes(step) || value === "right";
    const place = `${step} ${value}`;
    if (!isBranch && value !== "online" && tried.has(place)) continue;
    tried.add(place);
    chat.state = state;
    chat.send({ type: "choice", question: question.question, value });
    if (isBranch || value === "wrong") walkFrom(chat, flow, tried);
  }
  chat.state = state;
}

function walkMenu(begin: () => MeasuringChat): void {
  const chat = begin();
  chat.send({ type: "start" });
  walkPages(chat, 0);
  const visitor = begin();
  visitor.send({ type: "start", point: "diem-kp-23-24-binh-tien" });
  visitor.send({ type: "start", point: "no-such-point" });
  for (const lost of ["used", "refused"] as const) visitor.send({ type: "start", lost });
  visitor.send({ type: "media", kind: "image" });
  visitor.send({ type: "location", lat: 10.7388, lon: 106.6352 });
  walkPages(visitor, 0);
}

/** Presses every button two levels deep, and every one of a question of place and time after that. */
function walkPages(chat: MeasuringChat, depth: number): void {
  const question = questionOf(chat);
  if (question === null || depth > 2) return;
  const { state } = chat;
  for (const { value } of question.options) {
    chat.state = state;
    chat.send({ type: "choice", question: question.question, value });
    walkPages(chat, depth + 1);
  }
  chat.state = state;
}

function questionOf(chat: MeasuringChat): Choice | null {
  return chat.last?.messages.findLast((message) => message.type !== "text") ?? null;
}

type Talk = readonly (ConversationInput | { readonly tap: string })[];

function playTalk(chat: MeasuringChat, talk: Talk): void {
  for (const doing of talk) {
    if (!("tap" in doing)) chat.send(doing);
    else if (questionOf(chat)?.options.some(({ label }) => label === doing.tap))
      chat.tap(doing.tap);
  }
}

const typed = (...texts: readonly string[]): Talk => texts.map((text) => ({ type: "text", text }));

/** What residents type, in the language that the conversation is in. */
function typedTalks(language: Language): Talk[] {
  const places = [
    "phường Bình Tiên",
    "phường 9 phú nhuận",
    "xã Quảng Phú",
    "Hòa Hiệp",
    "Hoàn Kiếm",
  ];
  const times = ["bây giờ", "tối nay", "sáng mai", "chủ nhật", "26/11", "24/11"];
  const points = places.flatMap((place) =>
    times.map((time) => typed("điểm gần nhất", place, time, "xem thêm", "chỗ khác")),
  );
  const dossier = [
    typed("theo dõi hồ sơ", "000.00.16.H26-251120-0012", "5678", "có", "có", "không"),
    typed("hồ sơ đến đâu rồi", "0012", "1111", "2222", "3333"),
    typed("hồ sơ đang theo dõi", "1", "ngừng thông báo", "ngừng tin chung"),
    typed("căn cước 079060000001", "000.00.99.H99-251120-9999"),
    typed("xóa dữ liệu của tôi", "có"),
    typed("xem dữ liệu của tôi", "có"),
    typed("sửa dữ liệu của tôi", "có"),
    typed("khiếu nại về dữ liệu", "có"),
    typed("gặp người", "zzz", "qqq xxx", "vvv"),
  ];
  if (language === "en") return [...points.slice(0, 6), ...dossier, ...english];
  return [...points, ...dossier, ...asked, ...openings(), ...scenarios()];
}

const english: readonly Talk[] = [
  typed("birth certificate", "how much", "where", "how long", "which papers", "why", "enough?"),
  typed("I lost my identity card", "can I do it online", "who can do it", "what are the steps"),
  typed("there is a fire", "somebody called and wants my OTP"),
  typed("I want a divorce", "sing me a song", "who are you", "thanks", "bye", "you are stupid"),
  typed("which ward is ward 1 district 6 now", "are my old papers still valid"),
  typed(
    "help",
    "zzz",
    "qqq xxx",
    "vvv ttt",
    "back",
    "cancel",
    "menu",
    "continue",
    "my father died",
  ),
];

const asks = [
  "phí bao nhiêu",
  "mất mấy ngày",
  "nộp ở đâu",
  "cần giấy gì",
  "ai làm được",
  "các bước",
  "luật nào",
  "có cần công chứng không",
  "có nộp trên mạng được không",
  "có mất tiền không",
  "có bị phạt không",
  "nhờ người khác được không",
  "có phải về quê không",
  "hạn bao lâu",
  "được bao nhiêu tiền",
  "tại sao hỏi",
  "vậy là đủ chưa",
  "không biết",
];

const asked: readonly Talk[] = [
  ...["đăng ký khai sinh", "trợ cấp hưu trí", "làm căn cước", "đăng ký kết hôn", "sửa nhà"].map(
    (name) => typed(name, ...asks),
  ),
  typed("đang cháy nhà", "muốn chết quá", "công an gọi bắt chuyển tiền", "mất ví hết giấy tờ"),
  typed("ly hôn", "karaoke ồn quá", "hát một bài đi", "bạn là ai", "cảm ơn", "đồ ngu", "tạm biệt"),
  typed("phường 1 quận 6 giờ là phường gì", "giấy tờ cũ còn dùng được không"),
  typed("ba tôi mới mất", "vợ tôi mới sinh", "tôi 78 tuổi không lương hưu được hưởng gì"),
  typed("zzz", "qqq xxx", "vvv ttt", "quay lại", "hủy", "menu", "tiếp tục", "nhắc lại", "trợ giúp"),
  typed("đăng ký kết hôn", "hộ chiếu", "làm tiếp việc cũ", "x".repeat(5000)),
];

/** What the scripted residents open with. */
function openings(): Talk[] {
  return readTalks().map(({ opening, otherwise }) => typed(...opening, otherwise));
}

/** What the residents of the scenarios do. */
function scenarios(): Talk[] {
  const folder = join(flows, "scenarios");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => {
      const { turns } = JSON.parse(readFileSync(join(folder, name), "utf8"));
      return turns.flatMap(({ resident }: { resident: Record<string, unknown> }) =>
        toInput(resident),
      );
    });
}

function toInput(resident: Record<string, unknown>): Talk {
  if (typeof resident["say"] === "string") return typed(resident["say"]);
  if (typeof resident["tap"] === "string") return [{ tap: resident["tap"] }];
  if ("start" in resident) return [{ type: "start", ...(resident["start"] as object) }];
  return [];
}
