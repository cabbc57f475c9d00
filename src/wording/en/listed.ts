import { createListedWording, type ListedPhrases } from "../listed-layout.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { numberWording } from "./numbers.ts";
import { moreOfList, summaryLabels } from "./summary.ts";

const listedPhrases: ListedPhrases = {
  summary: {
    labels: summaryLabels,
    unknownPapers: "The portal does not list the papers; ask before you go",
    more: moreOfList,
    from: (day) =>
      `From the national portal on ${day.split("-").reverse().join("/")}; please ask before you go.`,
    numberFor: numberWording.lineFor,
  },
  title: (name) => `WHAT YOU NEED: ${name}`,
  code: (code) => `Procedure code: ${code}`,
  papers: "Papers",
  unknownPapers: "The portal does not say which papers are needed. Ask the office before you go.",
  morePapers: (count) => `Further lines on the portal's page: ${count}.`,
  ways: "How to apply",
  how: {
    in_person: "In person",
    online: "Online",
    post: "By post",
    unknown: "The portal says",
  },
  time: (time) => `takes ${time}`,
  duration: (time) => time.replace(/(?<=^\d+ ).*$/, (unit) => units[unit] ?? unit),
  timeWithoutUnit: (number) => `the time is given as “${number}”, without days or hours`,
  fee: (fee) => `fee ${fee}`,
  free: "no fee",
  money: (amount) => `${amount.replaceAll(".", ",")} đồng`,
  unknownTime: "I have no information on how long it takes.",
  unknownFee: "I have no information on the fee.",
  where: (place) => `Where: ${place}`,
  unknownWhere: "not known; please ask at the ward.",
  who: (who) => `Who may apply: ${who}`,
  unknownWho: "I have no information on who may apply.",
  conditions: "Conditions",
  result: (result) => `You get: ${result}`,
  steps: "Steps",
  unknownSteps: "I have no information on the steps.",
  decision: (number, date) =>
    [
      "Published by Decision",
      number === "" ? "" : ` ${number}`,
      date === "" ? "" : ` of ${date}`,
      ".",
    ].join(""),
  unknownDecision: "The portal names no decision.",
  source: (day) =>
    `I have no guide of my own for this. The facts above are from the national public service portal, in Vietnamese, as of ${day}. Please ask the office before you go.`,
  page: (url) => `The portal's page: ${url}`,
};

const units: Readonly<Record<string, string>> = {
  "ngày làm việc": "working days",
  ngày: "days",
  giờ: "hours",
  tháng: "months",
};

/** The answer about a procedure that was imported and has no guide. */
export const listedWording: Wording["listed"] = createListedWording(listedPhrases);
