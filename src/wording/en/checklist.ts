import { createChecklistWording } from "../checklist-layout.ts";
import type { Wording } from "../vi/vietnamese.ts";

/** Units that a fee is always counted in, so that naming them only lengthens the line. */
const isPlainUnit = /^(application|dossier|file|time|case)$/;

/** "31/12/2026" */
const formatDay = (day: string) => day.split("-").reverse().join("/");

/** The facts of a procedure, as a resident needs them. */
export const checklistWording: Wording["checklist"] = createChecklistWording({
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
    inProvince: (names) => `In ${names.join(", ")}`,
    until: (day) => `until ${formatDay(day)}`,
    afterwards: (day, figure) => `from ${formatDay(day)}: ${figure}`,
    unknownThen: (day) => `from ${formatDay(day)} I do not know the new amount`,
    usualThen: (day) => `from ${formatDay(day)} the usual amount`,
    from: (day) => `From ${formatDay(day)}`,
    before: (day, figure) => `before ${formatDay(day)} it was ${figure}`,
    doubtful: (asOf) =>
      asOf.length === 0
        ? "the source has no date, please ask to be sure"
        : `as of ${asOf.join("/")}, please ask to be sure`,
    formula: (formula) => formula,
  },
  unknownFee: "The fee is not known. Ask the officer.",
  unknownTime: "How long it takes is not known. Ask the officer.",
  dependsOnCase: "It depends on your case.",
  unknownAgency: "Where it is handled is not known. Ask a guide.",
  submitOnlineAt: (ways) => `Apply online at: ${ways}`,
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
  issuer: "Get it from",
  note: "Note",
  onlyIf: (condition) => `Only if ${condition}`,
  appliesTo: (condition) => `Applies: ${condition}`,
  conditionOpening: /^(only )?(if|when) /i,
  furtherCondition: /;|\b(when|if)\b/i,

  who: "Who can do it",
  unknownWho: "not known.",
  feeLabel: "Fee",
  duration: "How long it takes",
  agency: "Where it is handled",
  result: "You get",
  commonMistakes: "Often sent back because",
  glossary: "What the Vietnamese words mean",
  neverChecked: "I do not know when this was checked. Please ask before you go.",
  checked: (date, isStale) =>
    isStale
      ? `Last checked: ${date.join("/")}, more than a year ago. Please ask before you go.`
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
});
