import { createChecklistWording } from "../checklist-layout.ts";
import type { Wording } from "../vi/vietnamese.ts";

/** The facts of a procedure, as a resident needs them. */
export const checklistWording: Wording["checklist"] = createChecklistWording({
  fee: {
    unknown: "The fee is not known. Ask the officer.",
    unknownAmount: "The amount is not known.",
    free: "There is no fee.",
    inPersonAndOnline: (inPerson, online) => `In person: ${inPerson}. Online: ${online}.`,
    money: (vnd) => `${vnd.toLocaleString("en")} đồng`,
    noInformation: "not known",
    nothing: "no fee",
  },
  time: {
    unknown: "How long it takes is not known. Ask the officer.",
    sameDay: "Done on the same day.",
    days: "days",
  },
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
});
