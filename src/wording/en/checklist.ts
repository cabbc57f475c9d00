import { addDays } from "../../catalog/local-time.ts";
import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { type ChecklistPhrases, createChecklistWording } from "../checklist-layout.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { formatNumber } from "./numbers.ts";
import { summaryPhrases } from "./summary.ts";

/** Units that a fee is always counted in, so that naming them only lengthens the line. */
const isPlainUnit = /^(application|dossier|file|time|case)$/;

/** "31/12/2026" */
const formatDay = (day: string) => day.split("-").reverse().join("/");

function askAgain(call: NumberToCall | null): string {
  return call === null
    ? "Please ask before you go."
    : `Please call ${formatNumber(call)} before you go.`;
}

export const checklistPhrases: ChecklistPhrases = {
  facts: {
    money: (vnd) => `${vnd.toLocaleString("en")} đồng`,
    free: "no fee",
    setByProvince: "the province sets the amount and I do not have it; ask where you hand it in",
    unknownFigure: "I do not have the figure; ask where you hand it in",
    rate: (percent, of) => `${percent.toLocaleString("en")} % of ${of}`,
    per: (unit) => (isPlainUnit.test(unit) ? "" : ` per ${unit.replaceAll("/", " and ")}`),
    sameDay: "done on the same day",
    duration: (value, unit) => `${value} ${unit}`,
    days: "days",
    channels: { any: "", in_person: "At the desk", online: "Online", post: "By post" },
    inProvince: (names) => `In ${names.join(", ").replace("Hồ Chí Minh", "Hồ Chí Minh City")}`,
    elsewhere: "Elsewhere",
    lapses: (figure, last, next) =>
      `${figure} until ${formatDay(last)}; from ${formatDay(addDays(last, 1))} it is ${next}`,
    lapsesToUsual: (figure, last) => `${figure} until ${formatDay(last)}, then the usual amount`,
    lapsesToUnknown: (figure, last) =>
      `${figure} until ${formatDay(last)}, then I do not know the new amount`,
    from: (day) => `From ${formatDay(day)}`,
    before: (day, figure) => `before ${formatDay(day)} it was ${figure}`,
    doubtful: (asOf) =>
      asOf.length === 0
        ? "I do not know of which day this is, please ask to be sure"
        : `as of ${asOf.join("/")}, please ask to be sure`,
    formula: (formula) => formula,
  },
  unknownFee: "The fee is not known. Ask the officer.",
  unknownTime: "How long it takes is not known. Ask the officer.",
  dependsOnCase: "It depends on your case.",
  unknownAgency: "Where it is handled is not known. Ask a guide.",
  onlineAt: {
    submit: (ways) => `Apply online at: ${ways}`,
    ahead: (ways) => `Send it online first at: ${ways}`,
    book: (ways) => `Book a time online at: ${ways}`,
  },
  unknownOnline: "It is not known whether you can apply online",
  legalTitle: (procedure) => `The law behind “${procedure}”, by its Vietnamese name:`,
  unknownLegal: (procedure) => `The law behind “${procedure}” is not known.`,
  unknownPapersInBrief: "The papers are not known. Ask the officer.",

  title: (procedure) => `YOUR LIST: ${procedure}`,
  inYourCase: "In your case",
  unknownPapers: "The papers for this are not known. Ask the officer before you go.",
  alwaysNeeded: "Papers you need",
  sometimesNeeded: "Bring these only if they fit your case",
  form: "Form",
  issuer: (by) => (by.startsWith("You ") ? by : `Get it from: ${by}`),
  note: "Note",
  onlyIf: (condition) => `Only if ${condition}`,
  appliesTo: (condition) => `Applies: ${condition}`,
  conditionOpening: /^(only )?(if|when) /i,
  onlyOpening: /^only /i,
  furtherCondition: /;|\b(when|if)\b/i,

  who: "Who can do it",
  unknownWho: "not known.",
  feeLabel: "Fee",
  duration: "How long it takes",
  agency: "Where it is handled",
  result: "You get",
  commonMistakes: "Often sent back because",
  glossary: "What the Vietnamese words mean",
  neverChecked: (call) => `I do not know when this was checked. ${askAgain(call)}`,
  checked: (date, isStale, call) =>
    isStale
      ? `Last checked: ${date.join("/")}, more than a year ago. ${askAgain(call)}`
      : `Last checked: ${date.join("/")}.`,
  amounts: "The money",
  steps: "Step by step",
  clerkSays: "What the clerk would add",
  originals: {
    show: "Bring the original to show; you keep it",
    submit: "Hand in the original",
    copy: "Hand in a copy",
  },
  formUntil: (day, nextForm) =>
    nextForm === ""
      ? `Used until ${formatDay(day)}`
      : `Used until ${formatDay(day)}; after that ${nextForm}`,
};

/** The facts of a procedure, as a resident needs them. */
export const checklistWording: Wording["checklist"] = createChecklistWording(
  checklistPhrases,
  summaryPhrases(checklistPhrases.facts, checklistPhrases),
);
