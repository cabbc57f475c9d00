import { describe, expect, test } from "@jest/globals";
import type { Language } from "../../src/catalog/language.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Procedure } from "../../src/catalog/procedure-schema.ts";
import { buildChecklist } from "../../src/catalog/procedures/checklist.ts";
import { findOnlineUse, type OnlineUse } from "../../src/catalog/procedures/online-use.ts";
import { canSubmitOnline } from "../../src/catalog/procedures/procedure.ts";
import { askWhatNext } from "../../src/flows/conversations/after-checklist.ts";
import { describeService } from "../../src/pages/procedures/government-service.ts";
import { wordingIn } from "../../src/wording/wording.ts";
import { walkBranches } from "./branches.ts";
import { Chat } from "./chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:30:00+07:00");
const longest = 900;
const longestOfMost = 500;

/** A step of a record, or an officer's remark, that must be done in person. */
const inPerson =
  /vân tay|[Cc]hụp (ảnh|khuôn)|trước mặt|có mặt|cùng đến|(^|\s)[Mm]ang (giấy|bản chính|thẻ)|[Đđ]ưa (xe|cháu|bé)|trả biển|(^|[;,:] |phải |tự )[Đđ]ến (?!kiểm tra|thăm|nhà)|[Kk]ý (hợp đồng|văn bản|biên bản)|công chứng|giám định|thi thực hành|kiểm tra lại|mời (đến|hai bên)/u;

/** Records whose words match and which were read: nobody has to go anywhere to submit them. */
const reviewed = new Map([
  ["tro-giup-khan-cap", "the photo is of the damage"],
  ["to-hop-tac", "signed among the members"],
  ["giai-quyet-tranh-chap-dat-dai", "the agency works with both sides later"],
  ["hien-dat-lam-duong", "signed before anything is submitted"],
  ["cap-dien-ha-ap", "the contract is electronic"],
  ["thay-doi-chu-hop-dong-dien", "the power company brings the contract"],
  ["vneid-muc-1", "the photo is taken in the app"],
  ["cap-lai-giay-phep-lai-xe", "the photo is for those who go"],
  ["tro-giup-phap-ly", "going is one of three ways"],
]);

interface Told {
  readonly id: string;
  readonly text: string;
  readonly use: OnlineUse["use"];
  readonly say: string | null;
}

/** What is told about every procedure, for every answer on which it depends. */
function tellAll(language: Language): Told[] {
  const localized = catalog.inLanguage(language);
  return [...localized.procedures.values()].flatMap((procedure) => {
    const guide = localized.guides.get(procedure.id);
    if (guide === undefined) throw new Error(`${procedure.id} has no guide.`);
    const cases = [undefined, ...(guide.visits ?? []).map(({ when }) => when)];
    return cases.map((when) => {
      const answers = Object.entries(when ?? {}).map(
        ([question, values]) => [question, [values].flat()[0] ?? ""] as const,
      );
      const use = findOnlineUse(procedure, guide, new Map(answers));
      const remarks = procedure.clerk_says.filter(({ kind }) => kind === "online");
      const text = wordingIn(language).online.guide({
        ...use,
        procedure,
        searchName: catalog.procedures.get(procedure.id)?.name ?? "",
        remarks: use.use === "submit" || use.use === "ahead" ? remarks.map(({ say }) => say) : [],
      });
      return { id: procedure.id, text, ...use };
    });
  });
}

function recordOf(id: string): Procedure {
  const procedure = catalog.procedures.get(id);
  if (procedure === undefined) throw new Error(`${id} is unknown.`);
  return procedure;
}

describe.each(["vi", "en"] as const)(
  "the message about submitting on the web in %s",
  (language) => {
    const told = tellAll(language);

    test("is short", () => {
      const tooLong = told.filter(({ text }) => text.length > longest);
      expect(tooLong.map(({ id, text }) => [id, text.length])).toStrictEqual([]);
      const sorted = told.map(({ text }) => text.length).toSorted((a, b) => a - b);
      expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(longestOfMost);
    });

    test("links to nothing that the record doesn't hold", () => {
      const made = told.flatMap(({ id, text }) => {
        const held = JSON.stringify(recordOf(id));
        const links = text.match(/https?:\/\/[^\s;,)“”]+/g) ?? [];
        return links
          .map((link) => link.replace(/\.$/, ""))
          .filter((link) => !held.includes(link))
          .map((link) => [id, link]);
      });
      expect(made).toStrictEqual([]);
    });

    test("begins with what must be done in person", () => {
      const buried = told.filter(({ text, say }) => say !== null && !text.startsWith(say));
      expect(buried.map(({ id }) => id)).toStrictEqual([]);
    });

    test("promises no submission if there is none", () => {
      const wording = wordingIn(language).online;
      for (const { id, use } of told) {
        if (!canSubmitOnline(recordOf(id))) expect([id, use]).toStrictEqual([id, "nothing"]);
        if (use !== "submit") {
          expect(wording.title("X", use)).not.toBe(wording.title("X", "submit"));
        }
      }
    });
  },
);

/** Sentences of a list that say what the web is good for. */
const saidOfWeb = {
  vi: {
    submit: /Nộp trên mạng (cũng được|tại)/,
    ahead: /Trên mạng chỉ nộp trước, vẫn phải đến|Nộp trước trên mạng tại/,
    book: /Trên mạng chỉ đặt lịch\.|Đặt lịch trên mạng tại/,
  },
  en: {
    submit: /Also online\.|Apply online at/,
    ahead: /Online you can send it first, then come|Send it online first at/,
    book: /Online you can only book a time\.|Book a time online at/,
  },
};

describe.each(["vi", "en"] as const)("in %s, in every branch of every procedure", (language) => {
  const { procedures, guides, glossary, sources } = catalog.inLanguage(language);
  const wording = wordingIn(language);
  const uses = ["submit", "ahead", "book"] as const;

  test.each([...procedures.keys()])(
    "four lines, list, button and search engines say the same of the web: %s",
    (id) => {
      const procedure = procedures.get(id);
      const guide = guides.get(id);
      if (procedure === undefined || guide === undefined) throw new Error(`${id} has no guide.`);
      const branches = walkBranches(procedure, guide).map(({ answers }) => answers);
      for (const answers of [new Map<string, string>(), ...branches]) {
        const context = { glossary, sources, now, province: null };
        const checklist = buildChecklist(procedure, guide, answers, context);
        const { use, isCertain } = checklist.onlineUse;
        const told = [wording.checklist.summary(checklist), wording.checklist.complete(checklist)];
        const others = uses.filter((other) => other !== use);
        for (const text of told) {
          for (const other of others) expect(text).not.toMatch(saidOfWeb[language][other]);
        }
        if (!isCertain) {
          for (const each of uses) expect(told[0]).not.toMatch(saidOfWeb[language][each]);
        }
        const button = askWhatNext("next", checklist, wording, []).options.find(
          ({ value }) => value === "online",
        );
        expect(wording.online.title("X", use)).toBe(
          use === "nothing" ? wording.online.title("X", "nothing") : `${button?.label}: X`,
        );
        const takesPapers = isCertain && (use === "submit" || use === "ahead");
        if (!takesPapers) {
          expect(describeService(checklist, "", "")).not.toHaveProperty("availableChannel");
        }
      }
    },
  );
});

test("every step in person is told first, or was read and needs no visit", () => {
  const untold = [...catalog.procedures.values()].flatMap((procedure) => {
    const guide = catalog.guides.get(procedure.id);
    if (guide?.visits !== undefined || !canSubmitOnline(procedure)) return [];
    const remarks = procedure.clerk_says.filter(({ kind }) => kind === "presence");
    const texts = [
      ...procedure.steps,
      ...procedure.submit_online,
      ...remarks.map(({ say }) => say),
    ];
    return texts.some((text) => inPerson.test(text)) ? [procedure.id] : [];
  });
  expect(untold.toSorted()).toStrictEqual([...reviewed.keys()].toSorted());
});

test("a case that answers still decide promises nothing of the web", () => {
  const procedure = recordOf("can-cuoc-tre-em-duoi-14");
  const guide = catalog.guides.get(procedure.id);
  if (guide === undefined) throw new Error("The guide is missing.");
  const useFor = (...answers: [string, string][]) =>
    findOnlineUse(procedure, guide, new Map(answers));
  expect(useFor()).toMatchObject({ use: "submit", isCertain: false });
  expect(useFor(["tuoi", "tu6"])).toMatchObject({ use: "nothing", isCertain: true });
  expect(useFor(["tuoi", "duoi6"])).toMatchObject({ use: "submit", isCertain: true });
});

describe("a resident who asks how to submit on the web", () => {
  test("learns first that the photo is taken at the police, and that a time can be booked", () => {
    const chat = new Chat(catalog, now);
    chat.send({ type: "start", procedure: "doi-can-cuoc" });
    while (!chat.question.question.includes("/next/")) {
      const [option] = chat.question.options;
      chat.send({ type: "choice", question: chat.question.question, value: option?.value ?? "" });
    }
    const [guide] = chat.tap("Đặt lịch trên mạng");
    expect(guide?.text.split("\n")[0]).toMatch(/phải đến công an .* chụp ảnh, lấy vân tay/);
    expect(chat.question.options.map(({ label }) => label)).toStrictEqual([
      "Chưa có VNeID",
      "Nhờ người nộp giúp",
      "Gặp người",
      "Xong rồi",
    ]);
  });

  test("is told what holds for the answers that were given", () => {
    const chat = new Chat(catalog, now);
    chat.send({ type: "start", procedure: "can-cuoc-tre-em-duoi-14" });
    const older = chat.question.options.at(-1);
    chat.send({ type: "choice", question: chat.question.question, value: older?.value ?? "" });
    const [guide] = chat.tap("Làm từng bước");
    expect(guide?.text.split("\n")[0]).toMatch(/^Bác phải đưa cháu đến công an/);
  });

  test("can go on to the account that it needs", () => {
    const chat = new Chat(catalog, now);
    chat.send({ type: "start", procedure: "gia-han-tam-tru" });
    chat.tap("Nộp trên mạng");
    chat.tap("Chưa có VNeID");
    expect(chat.last?.fact.flow).toBe("procedure:vneid-muc-2");
  });
});
