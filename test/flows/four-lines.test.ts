import { describe, expect, test } from "@jest/globals";
import type { Language } from "../../src/catalog/language.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { toInstant } from "../../src/catalog/local-time.ts";
import { buildChecklist, type Checklist } from "../../src/catalog/procedures/checklist.ts";
import { renderMessengerMessage } from "../../src/channels/messenger/render.ts";
import { renderZaloMessage } from "../../src/channels/zalo/render.ts";
import { askWhatNext } from "../../src/flows/conversations/after-checklist.ts";
import { type ChoiceMessage, maxLabelLength, maxOptions } from "../../src/wording/message.ts";
import { splitMessage } from "../../src/wording/split-message.ts";
import { maxSummaryLength } from "../../src/wording/summary-layout.ts";
import { wordingIn } from "../../src/wording/wording.ts";
import { snapshotDays, walkBranches } from "./branches.ts";

const vietnamese = await loadCatalog("data");

const labels: Record<Language, readonly string[]> = {
  vi: ["Mang theo", "Tiền", "Bao lâu", "Ở đâu"],
  en: ["Bring", "Money", "How long", "Where"],
};
/** What a cut, a doubled word or an empty value looks like. */
const blemish = /undefined|null|nếu nếu|nếu khi|if if|\(\)|: \.|; \.|\.\.|,,| {2}|\. ?;|: :/i;
const call = { phone: "1022", extension: null, of: "line", name: null, isDoubtful: false } as const;

describe.each(["vi", "en"] as const)("the list in %s", (language) => {
  const catalog = vietnamese.inLanguage(language);
  const wording = wordingIn(language);
  const { glossary, sources } = catalog;

  test.each([...catalog.procedures.keys()])(
    "of %s begins with four lines in every branch, and asks with ten buttons at most",
    (id) => {
      const procedure = catalog.procedures.get(id);
      const guide = catalog.guides.get(id);
      if (procedure === undefined || guide === undefined) throw new Error(`${id} has no guide.`);
      if (guide.no_checklist !== undefined) return;
      const branches = walkBranches(procedure, guide).filter(({ away }) => away === null);
      for (const day of snapshotDays) {
        for (const { answers } of branches) {
          const now = toInstant(day, 570);
          const context = { glossary, sources, now, province: null, call };
          checkList(buildChecklist(procedure, guide, answers, context));
        }
      }
    },
  );

  function checkList(checklist: Checklist): void {
    const text = wording.checklist.summary(checklist);
    const lines = text.split("\n");
    expect(lines.map((line) => line.split(":")[0])).toStrictEqual(labels[language]);
    for (const line of lines) expect(line).toMatch(/: .{2}/);
    expect(text.length).toBeLessThanOrEqual(maxSummaryLength);
    expect(text).not.toMatch(blemish);
    expect(splitMessage({ type: "text", text })).toHaveLength(1);
    checkPapers(checklist, lines[0] ?? "");
    checkQuestion(checklist);
  }

  /** Names no paper that the answers exclude, and says so if there is nothing to bring. */
  function checkPapers({ procedure, documents }: Checklist, line: string): void {
    const named = (name: string) => line.toLowerCase().includes(name.toLowerCase());
    const listed = documents.map(({ document }) => document.name);
    const foreign = procedure.documents
      .map(({ name }) => name)
      .filter((name) => !listed.some((other) => other.toLowerCase().includes(name.toLowerCase())));
    // A short name may stand in a longer one: "Hộ chiếu".
    for (const name of foreign.filter(({ length }) => length > 25)) expect(named(name)).toBe(false);
    if (listed.length === 0) expect(line).toMatch(/không cần mang|need not bring/);
  }

  function checkQuestion(checklist: Checklist): void {
    const { options, ask, id } = askWhatNext("next", checklist, wording, []);
    expect(options.length).toBeLessThanOrEqual(maxOptions);
    for (const { label } of options) expect(label.length).toBeLessThanOrEqual(maxLabelLength);
    for (const { value } of options.filter((option) => option.value in wording.procedure.sections))
      expect(textBehind(value, checklist)).not.toBe("");
    const message: ChoiceMessage = {
      type: "choice",
      question: `procedure:${checklist.procedure.id}/${id}/9999`,
      text: ask,
      options: options.map(({ value, label, full = label }, index) => ({
        value,
        label,
        full,
        number: index + 1,
      })),
      language,
    };
    expect(splitMessage(message)).toHaveLength(1);
    expect(renderZaloMessage(message, "buttons").attachment).toBeDefined();
    expect(renderMessengerMessage(message)).toHaveProperty("quick_replies");
  }

  function textBehind(section: string, checklist: Checklist): string {
    if (section === "law") return wording.checklist.legal(checklist);
    return wording.checklist[section as "papers" | "facts" | "cautions" | "words"](checklist);
  }
});

describe("what the four lines say", () => {
  const say = (id: string, answers: Record<string, string>, day = "2026-11-30") => {
    const procedure = vietnamese.procedures.get(id);
    const guide = vietnamese.guides.get(id);
    if (procedure === undefined || guide === undefined) throw new Error(`${id} is unknown.`);
    const { glossary, sources } = vietnamese;
    const now = toInstant(day, 570);
    const context = { glossary, sources, now, province: null };
    return wordingIn("vi").checklist.summary(
      buildChecklist(procedure, guide, new Map(Object.entries(answers)), context),
    );
  };

  test("for a lost identity card: nothing to bring, the fee of the day, how many days, any ward's police", () => {
    const text = say("cap-lai-can-cuoc", { ly_do: "mat" });
    expect(text).toContain("Bác không cần mang giấy tờ gì");
    expect(text).toContain("35.000 đ một thẻ đến hết 31/12/2026, sau đó 70.000 đ một thẻ");
    expect(text).toContain("7 ngày làm việc");
    expect(text).toContain("Công an xã, phường nào cũng được");
    expect(text).toContain("bác hỏi lại");
    expect(say("cap-lai-can-cuoc", { ly_do: "mat" }, "2027-01-05")).toContain("70.000 đ một thẻ");
  });

  test("for a broken card: the card", () => {
    expect(say("cap-lai-can-cuoc", { ly_do: "hong" })).toMatch(/^Mang theo: Thẻ bị hỏng\./);
  });

  test("for a benefit: the money first, and nothing about other ages", () => {
    const text = say("tro-cap-huu-tri-xa-hoi", {
      tuoi: "tu_75",
      luong_huu: "khong",
      nguoi_co_cong: "khong",
    });
    expect(text).toMatch(/\nTiền: Trợ cấp hưu trí xã hội: 540\.000 đ một tháng/);
    expect(text).not.toMatch(/70|dưới 75|hộ nghèo/);
  });
});
