import { describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import type { ContactBook } from "../../src/catalog/contacts-schema.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { HelpPoint } from "../../src/catalog/schema.ts";
import type { PointCards } from "../../src/wording/message.ts";
import { makePoint } from "../catalog/points/point-fixtures.ts";
import { smallRecords } from "../catalog/small-records.ts";
import { Chat } from "./chat.ts";

/** Monday morning, the day before the holiday of 24 November. */
const monday = new Date("2026-11-23T09:30:00+07:00");
const shipped = await loadCatalog("data");
const [lat, lon] = [10.7425, 106.643];

const labelsOf = (chat: Chat) => chat.question.options.map(({ label }) => label);

function cardsOf(chat: Chat): PointCards {
  const cards =
    chat.last?.messages.flatMap((said) => (said.type === "text" ? said.cards : [])) ?? [];
  const [found] = cards.filter((each) => each !== undefined);
  if (found === undefined) throw new Error("No cards were shown.");
  return found;
}

/** A resident at Phạm Văn Chí who asks among these points when to go. */
function askAmong(points: readonly HelpPoint[], contacts: Partial<ContactBook> = {}): Chat {
  const records = smallRecords({
    points,
    contacts: { officeHours: [], hotlines: [], wardPhones: [], ...contacts },
  });
  const chat = new Chat(buildCatalog(records), monday);
  chat.say("tìm điểm gần nhất");
  chat.send({ type: "location", lat: 10.74, lon: 106.64 });
  return chat;
}

describe("where to go tonight, if nobody knows a place that is open", () => {
  const ask = () => {
    const chat = new Chat(shipped, monday);
    chat.say("tìm điểm gần nhất");
    chat.send({ type: "location", lat, lon });
    chat.say("tối nay");
    return chat;
  };

  test("is answered so in the first line, with what opens next", () => {
    expect(ask().text.split("\n")[0]).toBe(
      "Tối nay (thứ Hai 23/11) cháu không biết nơi nào mở. Gần nhất mở lại: 99 Trần Quốc Thảo, 7 giờ 30 sáng thứ Tư 25/11.",
    );
  });

  test("shows that one point alone, closed at a glance, with its number", () => {
    const { points } = cardsOf(ask());
    expect(points.map(({ id }) => id)).toEqual(["hcm-xuan-hoa"]);
    expect(points[0]?.status.kind).toBe("closed");
    expect(points[0]?.phone?.number).toBe("+842839326868");
  });

  test("prefers the nearer of two that open on the same day", () => {
    const far = makePoint({ id: "xa", lat: 10.8, opening_hours: "Mo-Fr 07:00-11:00" });
    const near = makePoint({
      id: "gan",
      address: "9 Hậu Giang",
      opening_hours: "Mo-Fr 08:00-11:00",
    });
    const chat = askAmong([far, near]);
    chat.say("tối mai");
    expect(chat.text).toContain("Gần nhất mở lại: 9 Hậu Giang, 8 giờ sáng thứ Tư 25/11.");
  });
});

describe("the times that are offered", () => {
  test("are those at which a point nearby is known to be open", () => {
    const chat = new Chat(shipped, monday);
    chat.say("tìm điểm gần nhất");
    chat.send({ type: "location", lat, lon });
    expect(labelsOf(chat)).toEqual(["Bây giờ", "Sáng thứ Bảy", "Ngày khác", "Chưa rõ lúc nào"]);
  });

  test("include tonight where a point is open in the evening", () => {
    const chat = askAmong([makePoint({ id: "toi", opening_hours: "Mo-Fr 18:00-20:00" })]);
    expect(labelsOf(chat)).toContain("Tối nay");
    expect(labelsOf(chat)).not.toContain("Bây giờ");
    chat.tap("Tối nay");
    expect(chat.text.split("\n")[0]).toBe(
      "Nơi gần nhất mở cửa tối nay (thứ Hai 23/11): 1 Phạm Văn Chí.",
    );
    expect(chat.text).toContain("Mở cửa hôm nay: 18 giờ đến 20 giờ.");
  });

  test("are not asked about at all where nobody knows any hours", () => {
    const chat = askAmong([makePoint({ id: "khong-gio" })]);
    expect(chat.text).toContain("Gần bác nhất: 1 Phạm Văn Chí.");
    expect(labelsOf(chat)).toEqual(["Đổi chỗ", "Về menu"]);
  });
});

test("a point that is closed today says why, and when it opens again", () => {
  const chat = new Chat(shipped, new Date("2026-11-24T09:30:00+07:00"));
  chat.send({ type: "location", lat, lon });
  expect(cardsOf(chat).points[0]?.status).toEqual({
    kind: "closed",
    words:
      "Đang đóng cửa: hôm nay nghỉ lễ (Ngày Văn hóa Việt Nam), mở lại 9 giờ sáng thứ Năm 26/11",
  });
});

test("a point whose hours nobody knows comes with a number to ask at", () => {
  const hotline = {
    province_code: "79",
    phone: "0236 1022",
    extension: "3",
    strength: "strong",
    label: "Đường dây nóng",
    source: "Báo",
    date: "2026",
    note: null,
  } as const;
  const [card] = cardsOf(
    askAmong([makePoint({ id: "khong-gio" })], { hotlines: [hotline] }),
  ).points;
  expect(card?.status).toEqual({ kind: "unknown", words: "Chưa rõ giờ mở cửa" });
  expect(card?.phone).toEqual({
    label:
      "Chưa có số riêng, bác gọi đường dây của Thành phố Hồ Chí Minh hỏi trước: 0236 1022 nhánh 3",
    number: "02361022",
  });
});

describe("more points", () => {
  test("are two, told once and on request", () => {
    const chat = new Chat(shipped, monday);
    chat.send({ type: "location", lat, lon });
    const best = cardsOf(chat).points.map(({ id }) => id);
    chat.tap("Xem thêm 2 nơi");
    const more = cardsOf(chat);
    expect(more.head).toBe("Thêm 2 nơi quanh đó:");
    expect(more.points).toHaveLength(2);
    expect(more.points.map(({ id }) => id)).not.toContain(best[0]);
    expect(chat.text).toContain("A. Trung tâm");
    expect(labelsOf(chat)).toEqual(["Đổi giờ đi", "Đổi chỗ", "Về menu"]);
  });

  test.each(["xem thêm", "còn nơi nào"])("are told to who writes “%s”", (typed) => {
    const chat = new Chat(shipped, monday);
    chat.send({ type: "location", lat, lon });
    chat.say(typed);
    expect(chat.text).toContain("Thêm 2 nơi quanh đó:");
  });

  test("are offered again with another time", () => {
    const chat = new Chat(shipped, monday);
    chat.send({ type: "location", lat, lon });
    chat.tap("Xem thêm 2 nơi");
    chat.say("sáng thứ bảy");
    expect(labelsOf(chat)).toContain("Xem thêm 2 nơi");
  });

  test("are not offered where there is only one", () => {
    expect(labelsOf(askAmong([makePoint({ id: "mot" })]))).not.toContain("Xem thêm 1 nơi");
  });
});

test("if all are far, that is the first line", () => {
  const chat = askAmong([makePoint({ id: "xa", lat: 11.1 })]);
  expect(chat.text).toMatch(/^Gần bác, cháu chưa có nơi nào trong danh mục, nơi dưới đây xa\./);
});

test("cards speak to the resident as the text does", () => {
  const chat = new Chat(shipped, monday);
  chat.say("chị muốn tìm điểm gần nhất");
  chat.send({ type: "location", lat, lon });
  chat.tap("Chưa rõ lúc nào");
  const { words, points } = cardsOf(chat);
  expect([words.you, points[0]?.reason]).toEqual(["Chị", "Gần chị nhất, cách chị dưới 1 km"]);
});

test.each(["vi", "en"] as const)(
  "no answer is longer than 600 characters, no list than 900 (%s)",
  (language) => {
    const wards = [...shipped.wards.values()].filter((_, index) => index % 331 === 0);
    for (const ward of wards) {
      const chat = new Chat(shipped, monday);
      if (language === "en") chat.say("English");
      chat.send({ type: "location", lat: ward.lat, lon: ward.lon });
      const [answer] = chat.last?.messages.filter(({ type }) => type === "text").slice(-1) ?? [];
      expect(answer?.text.length).toBeLessThanOrEqual(600);
      if (!labelsOf(chat).some((label) => /2/.test(label))) continue;
      chat.say("xem thêm");
      const [list] = chat.last?.messages ?? [];
      expect(list?.text.length).toBeLessThanOrEqual(900);
    }
  },
);
