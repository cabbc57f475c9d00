import type { FactPhrases } from "../fact-lines.ts";
import type { PaperConditions } from "../paper-condition.ts";
import type { SummaryLabels, SummaryPhrases } from "../summary-layout.ts";
import { dropBrackets } from "../text.ts";
import { numberWording } from "./numbers.ts";

/** "31/12/2026" */
const formatDay = (day: string) => day.split("-").reverse().join("/");

export const summaryLabels: SummaryLabels = {
  papers: "Bring",
  money: "Money",
  time: "How long",
  place: "Where",
};

const doubtAdvice = ", please ask";

/** How many papers are not named. */
export const moreOfList = (count: number) =>
  count === 1 ? "and 1 more paper" : `and ${count} more papers`;

/** What residents write themselves, by its Vietnamese name or by what that means. */
const written =
  /^(tờ khai|đơn|bản khai|bản kê khai|bản đăng ký|phiếu (đề nghị|yêu cầu|khai|thu thập)|giấy (đề nghị|khai (đăng ký|báo))|văn bản (đề nghị|yêu cầu))|^(declaration form|application for|request (for|to))/i;

const vietnameseLetters = /[ạảãáàăắằẵẳặâấầẫẩậđẹẻẽéèêếềễểệịỉĩíìọỏõóòôốồỗổộơớờỡởợụủũúùưứừữửựỵỷỹýỳ]/i;

/** "Tờ khai … (form to register a birth)" → "form to register a birth"; other brackets are left out. */
function shortenName(name: string): string {
  const open = findLastBracket(name);
  const meaning = open === null ? "" : name.slice(open + 1, -1);
  const before = open === null ? "" : name.slice(0, open);
  const isMeaning =
    meaning !== "" &&
    vietnameseLetters.test(before) &&
    !vietnameseLetters.test(dropBrackets(meaning));
  const bare = dropBrackets(isMeaning ? meaning : name);
  if (/^identity papers?: /i.test(bare)) return "identity card or passport";
  return bare.length > 60 ? (bare.split("; ")[0] ?? bare) : bare;
}

/** The centre where papers are handed in, instead of the committee that decides. */
function namePlace(agency: string): string {
  return agency
    .replace(" (commune, ward, special zone)", "")
    .replace(/^Commune People's Committee, at the (Commune Public Service Centre)/, "$1");
}

/** Where the bracket opens that the text ends with; null if it ends with none. */
function findLastBracket(text: string): number | null {
  if (!text.endsWith(")")) return null;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ")") depth += 1;
    if (text[at] === "(") depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}

export function summaryPhrases(facts: FactPhrases, conditions: PaperConditions): SummaryPhrases {
  return {
    labels: summaryLabels,
    papers: {
      ...conditions,
      written,
      madeThere: /^the (officer|clerk) prints/i,
      nothing: /^(no papers?|nothing) /i,
      told: /^(report|tell|notify|details|information|request in|vneid|account|code|number)/i,
      shortenName,
      kindOfForm: (name) => /^(?:.*\bform\b|application|request)/i.exec(name)?.[0] ?? name,
      unknown: "I do not know which papers are needed; ask before you go",
      none: "You need not bring any papers",
      write: (forms) => `Fill in: ${forms}`,
      onlyWrite: (forms) => `You need not bring any other papers, only fill in: ${forms}`,
      alsoWrite: (forms) => `Fill in: ${forms}`,
      onlyTell: (told) => `You need not bring any papers, only: ${told}`,
      more: moreOfList,
      until: (day) => `this form until ${formatDay(day)}`,
      addIf: (paper, condition) => `Also ${paper} if ${condition}`,
      addInSomeCases: (count) =>
        count === 1 ? "1 more paper in some cases" : `${count} more papers in some cases`,
      byCase: (papers) => `Depending on your case: ${papers}`,
      addByAnswers: "More depends on your case",
    },
    facts: {
      ...facts,
      duration: (value, unit) => `${value} ${value === 1 ? unit.replace(/s$/, "") : unit}`,
      channels: { any: "", in_person: "at the desk", online: "online", post: "by post" },
      // What holds everywhere comes first.
      elsewhere: "",
      setByProvince: "each province sets its own, ask there",
      lapses: (figure, last, next) => `${figure} until ${formatDay(last)}, then ${next}`,
      doubtful: (asOf) =>
        asOf.length === 0
          ? `date not known${doubtAdvice}`
          : `as of ${asOf.join("/")}${doubtAdvice}`,
    },
    handingIn: "to apply",
    doubtAdvice,
    otherSums: "some cases differ",
    otherTimes: "some cases differ",
    dependsOnCase: "It depends on your case",
    unknownFee: "Not known, ask where you hand it in",
    unknownTime: "Not known, ask where you hand it in",
    unknownAgency: "Not known; ask at your ward",
    groups: /^(children|people|persons?|pupils|students|families|households|relatives|those)/i,
    andOthers: (groups) => `${groups} and others`,
    place: namePlace,
    alsoOnline: {
      submit: "Also online.",
      ahead: "Online you can send it first, then come.",
      book: "Online you can only book a time.",
      nothing: "",
    },
    isOnline: /VNeID|online/i,
    askAgain: (checked) =>
      checked.length === 0
        ? "I do not know when this was checked, please ask before you go."
        : `All this is as of ${checked.join("/")}, please ask before you go.`,
    numberFor: (lines, { call }) => numberWording.briefLineFor(lines, call),
  };
}
