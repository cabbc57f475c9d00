import { expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { PortRequest } from "../../src/flows/engine/ports.ts";
import { Chat } from "./chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:30:00+07:00");
const address = "https://huongdan.example.vn/ds/7kq2-m9xw-4c0t-bd3f";

function openChat() {
  const asked: PortRequest[] = [];
  const chat = new Chat(catalog, now, null, (request) => {
    asked.push(request);
    return { address };
  });
  const goToList = (procedure: string, point?: string) => {
    chat.send({ type: "start", procedure, ...(point !== undefined && { point }) });
    for (let answers = 0; answers < 9 && !offersKeeping(chat); answers += 1) {
      const { question, options } = chat.question;
      chat.send({ type: "choice", question, value: options[0]?.value ?? "" });
    }
  };
  return { chat, asked, goToList };
}

const offersKeeping = (chat: Chat) => chat.question.options.some(({ value }) => value === "keep");

test("a list is kept with the answers that count, and with nothing else", () => {
  const { chat, asked, goToList } = openChat();
  goToList("cap-lai-can-cuoc", "diem-kp-23-24-binh-tien");
  chat.tap("Giữ, in danh sách");
  expect(asked).toEqual([
    {
      port: "list.keep",
      procedure: "cap-lai-can-cuoc",
      answers: [["ly_do", "mat"]],
      province: "79",
      point: "diem-kp-23-24-binh-tien",
      language: "vi",
    },
  ]);
});

test("the resident hears where it is, for how long, that it holds no name, and goes on from there", () => {
  const { chat, goToList } = openChat();
  goToList("cap-lai-can-cuoc");
  chat.tap("Giữ, in danh sách");
  expect(chat.text).toContain(address);
  expect(chat.text).toContain("giữ 30 ngày");
  expect(chat.text).toContain("không có tên, không có số của bác");
  expect(offersKeeping(chat)).toBe(true);
});

test.each(["in ra", "giữ lại", "gửi cho con"])("“%s” asks for it in words", (words) => {
  const { chat, goToList } = openChat();
  goToList("cap-lai-can-cuoc");
  chat.say(words);
  expect(chat.text).toContain(address);
});
