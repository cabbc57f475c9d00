import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { type FormOfAddress, formsOfAddress } from "../../src/catalog/form-of-address.ts";
import { addressIn, addressMessageIn } from "../../src/wording/form-of-address.ts";
import type { Message } from "../../src/wording/message.ts";
import { everySentence } from "./samples.ts";

const word = /(?<!\p{L})(?:bác|cháu)(?!\p{L})/giu;

/** What residents only type, or what is kept for officials, is never shown to residents. */
const unseen = new Set(["words", "aliases", "basis", "source", "meta", "code", "id"]);

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (unseen.has(key) ? [] : textsIn(each)));
}

function textsOfFile(path: string): string[] {
  return textsIn(JSON.parse(readFileSync(path, "utf8")));
}

const ofRecords = [
  ...["data/guides", "data/procedures"].flatMap((folder) =>
    readdirSync(folder).flatMap((file) => textsOfFile(`${folder}/${file}`)),
  ),
  ...["glossary", "life-events", "contacts"].flatMap((file) => textsOfFile(`data/${file}.json`)),
];
const names = ["wards", "help_points"].flatMap((file) => textsOfFile(`data/${file}.json`));
const ofWording = everySentence("vi").map(({ text }) => text);

interface Use {
  readonly isBac: boolean;
  readonly before: string;
  readonly after: string;
  readonly isKept: boolean;
}

/** Every use of the two words in a text, and whether it stays as it is. No form is shorter or longer by a word. */
function usesIn(text: string): Use[] {
  const changed = addressIn("chi", text);
  let shift = 0;
  return [...text.matchAll(word)].map((found) => {
    const start = found.index;
    const end = start + found[0].length;
    const isBac = found[0].toLowerCase() === "bác";
    const isKept = changed.slice(start + shift, end + shift) === found[0];
    if (!isKept) shift += (isBac ? "chị" : "em").length - found[0].length;
    return { isBac, before: text.slice(0, start), after: text.slice(end), isKept };
  });
}

const describeUse = ({ isBac, before, after }: Use) =>
  `${before.slice(-30)}[${isBac ? "bác" : "cháu"}]${after.slice(0, 30)}`;

/** Where a guide or a record means the service by cháu. Another place is read by a person and added here, or to `otherChau`. */
const ownAfter =
  /^ (?:hỏi vì|chưa (?:có|rõ|biết|chắc|hiểu)|xin (?:chia buồn|lỗi)|ạ|“|nhé)|^: người có công/u;
const ownBefore = /(?:nhắn|nói với|giúp) $/u;

/** Where a relative stands near, bác may be one too. */
const kinBefore = /(?:cô|chú|cậu|dì|dượng|thím|mợ)[,;]? $/iu;
const otherAfter = /^ (?:sĩ|ruột|bỏ|gái|trai)/u;

describe("every use of bác and cháu in the texts", () => {
  test("of the records is known to be an address, or somebody else", () => {
    const uses = ofRecords.flatMap(usesIn);
    expect(uses.length).toBeGreaterThan(800);
    const unclassified = uses.filter(({ isBac, before, after, isKept }) => {
      if (isBac) return isKept !== (kinBefore.test(before) || otherAfter.test(after));
      return isKept === (ownAfter.test(after) || ownBefore.test(before));
    });
    expect(unclassified.map(describeUse)).toEqual([]);
  });

  test("of the wording is an address, except for a child by its full name, and for “con cháu”", () => {
    const uses = ofWording.flatMap(usesIn);
    expect(uses.length).toBeGreaterThan(150);
    const kept = uses.filter(
      ({ isKept, before, after }) =>
        isKept && !/^ (?:bé|nhỏ|nội|ngoại)/u.test(after) && !before.endsWith("con "),
    );
    expect(kept.map(describeUse)).toEqual([]);
  });

  test("in a name is kept", () => {
    const uses = names.flatMap(usesIn);
    expect(uses.length).toBeGreaterThan(5);
    expect(uses.filter(({ isKept }) => !isKept).map(describeUse)).toEqual([]);
  });

  test("keeps the resident and the service apart: “chị em” and “bà cháu” are two relatives", () => {
    const together = /(?<!\p{L})(?:bác cháu|cháu bác)(?!\p{L})/iu;
    expect([...ofRecords, ...ofWording].filter((text) => together.test(text))).toEqual([]);
  });
});

test("nothing of the default form is left in the wording in another form", () => {
  for (const form of ["anh", "chi", "em", "ban"] as const) {
    const left = ofWording.filter(
      (text) => addressIn(form, text).replaceAll("con cháu", "").match(word) !== null,
    );
    expect([form, left]).toEqual([form, []]);
  }
});

test("no text gets longer, so that buttons keep their limits", () => {
  for (const form of formsOfAddress) {
    const longer = ofWording.filter((text) => addressIn(form, text).length > text.length);
    expect([form, longer]).toEqual([form, []]);
  }
});

const greeting = "Chào bác! Cháu là Hướng Dẫn, giúp bác làm giấy tờ.";
const missed = "Cháu chưa hiểu ý bác. Bác nhắn lại giúp cháu nhé.";
const sorrow = "Cháu xin chia buồn với nhà mình. Giấy tờ của bác, cháu gửi ngay đây ạ.";

describe("whole messages", () => {
  test.each([
    ["bac", greeting, missed, sorrow],
    [
      "ong",
      "Chào ông! Cháu là Hướng Dẫn, giúp ông làm giấy tờ.",
      "Cháu chưa hiểu ý ông. Ông nhắn lại giúp cháu nhé.",
      "Cháu xin chia buồn với nhà mình. Giấy tờ của ông, cháu gửi ngay đây ạ.",
    ],
    [
      "ba",
      "Chào bà! Cháu là Hướng Dẫn, giúp bà làm giấy tờ.",
      "Cháu chưa hiểu ý bà. Bà nhắn lại giúp cháu nhé.",
      "Cháu xin chia buồn với nhà mình. Giấy tờ của bà, cháu gửi ngay đây ạ.",
    ],
    [
      "co",
      "Chào cô! Cháu là Hướng Dẫn, giúp cô làm giấy tờ.",
      "Cháu chưa hiểu ý cô. Cô nhắn lại giúp cháu nhé.",
      "Cháu xin chia buồn với nhà mình. Giấy tờ của cô, cháu gửi ngay đây ạ.",
    ],
    [
      "di",
      "Chào dì! Cháu là Hướng Dẫn, giúp dì làm giấy tờ.",
      "Cháu chưa hiểu ý dì. Dì nhắn lại giúp cháu nhé.",
      "Cháu xin chia buồn với nhà mình. Giấy tờ của dì, cháu gửi ngay đây ạ.",
    ],
    [
      "chu",
      "Chào chú! Cháu là Hướng Dẫn, giúp chú làm giấy tờ.",
      "Cháu chưa hiểu ý chú. Chú nhắn lại giúp cháu nhé.",
      "Cháu xin chia buồn với nhà mình. Giấy tờ của chú, cháu gửi ngay đây ạ.",
    ],
    [
      "anh",
      "Chào anh! Em là Hướng Dẫn, giúp anh làm giấy tờ.",
      "Em chưa hiểu ý anh. Anh nhắn lại giúp em nhé.",
      "Em xin chia buồn với nhà mình. Giấy tờ của anh, em gửi ngay đây ạ.",
    ],
    [
      "chi",
      "Chào chị! Em là Hướng Dẫn, giúp chị làm giấy tờ.",
      "Em chưa hiểu ý chị. Chị nhắn lại giúp em nhé.",
      "Em xin chia buồn với nhà mình. Giấy tờ của chị, em gửi ngay đây ạ.",
    ],
    [
      "em",
      "Chào em! Mình là Hướng Dẫn, giúp em làm giấy tờ.",
      "Mình chưa hiểu ý em. Em nhắn lại giúp mình nhé.",
      "Mình xin chia buồn với nhà em. Giấy tờ của em, mình gửi ngay đây ạ.",
    ],
    [
      "ban",
      "Chào bạn! Mình là Hướng Dẫn, giúp bạn làm giấy tờ.",
      "Mình chưa hiểu ý bạn. Bạn nhắn lại giúp mình nhé.",
      "Mình xin chia buồn với nhà bạn. Giấy tờ của bạn, mình gửi ngay đây ạ.",
    ],
  ] satisfies [FormOfAddress, string, string, string][])("in the form %s", (form, ...expected) => {
    expect([greeting, missed, sorrow].map((text) => addressIn(form, text))).toEqual(expected);
  });

  test("leave other people, names and quotes alone", () => {
    const kept = [
      "Cháu bé đã đủ 6 tuổi chưa ạ?",
      "Con, cháu đang học cấp nào ạ?",
      "Cho con cháu, cháu nội, cháu ngoại.",
      "Đủ 14 tuổi thì cháu phải đổi thẻ.",
      "Cô, cậu, dì, chú, bác ruột",
      "Giấy của bác sĩ. Bác sĩ ký tên.",
      "Nhà văn hóa Bác Hồ, Xã Đức Bác",
      "Bác Ái Đông",
      "Ghi chú: “bác nhớ mang giấy cho cháu”.",
    ];
    expect(kept.map((text) => addressIn("chi", text))).toEqual(kept);
  });

  test("change in their text, their buttons and what a platform without locations shows", () => {
    const message: Message = {
      type: "location-request",
      question: "q",
      text: "Bác gửi vị trí giúp cháu.",
      typed: "Bác nhắn phường giúp cháu.",
      options: [{ value: "v", number: 1, label: "Cháu xem giúp", full: "Bác nhờ cháu xem giúp" }],
    };
    expect(addressMessageIn("anh", message)).toEqual({
      ...message,
      text: "Anh gửi vị trí giúp em.",
      typed: "Anh nhắn phường giúp em.",
      options: [{ value: "v", number: 1, label: "Em xem giúp", full: "Anh nhờ em xem giúp" }],
    });
  });
});
