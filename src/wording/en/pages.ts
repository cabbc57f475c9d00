import { createChecklistSections } from "../checklist-sections.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { checklistPhrases, checklistWording } from "./checklist.ts";

/** "31/12/2026" */
const formatDay = (day: string) => day.split("-").reverse().join("/");

/** The words of every public page: the frame around it, and what is said when it is refused. */
export const pageWording: Wording["pages"] = {
  skip: "Skip to the main part",
  sections: "Pages",
  chat: "Ask in the chat",
  procedures: "Procedures",
  points: "Help points",
  privacy: "What is kept about you (Vietnamese)",
  otherLanguage: "Tiếng Việt",
  notOfficial:
    "From public texts, each with its date. Where they differ, follow the official at the counter.",

  unknownQuestion: (question) => ({
    title: "This address holds an unknown question",
    text: `There is no question “${question}” here. Open the page again and choose among those shown.`,
  }),
  unknownAnswer: (question, answer) => ({
    title: "This address holds an unknown answer",
    text: `The question “${question}” has no answer “${answer}”. Open the page again and choose among those shown.`,
  }),

  longQuery: {
    title: "The search is too long",
    text: "A few words are enough, such as: birth certificate. Longer sentences are welcome in the chat.",
  },
};

/** The words of a procedure's page, and of a list that a resident keeps. */
export const procedurePageWording: Wording["procedurePage"] = {
  description: (name) => `${name}: papers to bring, what it costs, how long it takes, and where.`,
  ownTitle: (name) => `Your list: ${name}`,
  official: "Official name",
  code: (code) => `Code: ${code}`,
  dayOf: (day) => `By the rules of ${formatDay(day)}.`,
  yourAnswers: "Your answers",
  changeAnswers: "Change the answers",
  askTitle: "Answer a few questions to see only your papers",
  askNote: "No names, no identity numbers.",
  province: "Province in which you apply",
  anyProvince: "Not chosen",
  showMine: "Show my list",
  papers: "Papers",
  facts: "Money, time and place",
  where: "Where you go",
  whereBlank: "Address, hours:",
  steps: "Step by step",
  laws: "The law behind it",
  lawFrom: (day) => `in force from ${formatDay(day)}`,
  lawUntil: (day) => `until ${formatDay(day)}`,
  sources: "Where this comes from",
  unknownLaws: "I do not know the legal texts of this.",
  next: "What often follows",
  goTo: (name) => `Go to: ${name}`,
  print: "Print",
  printHint: "To print, press Ctrl and P, or choose Print in the browser.",
  size: (size) => `${size} paper`,
  share: "Send to family",
  shareText: (name) => `Papers to bring: ${name}`,
  copied: "The link is copied: paste it into Zalo.",
  cannotCopy: "Copy this link and paste it into Zalo:",
  askInChat: "Go on in the chat",
  qr: "QR code for another phone",
  qrNote: "Scan this code with a phone to read it again at home.",
  listedNote: "Of this I only know what the national portal says, in Vietnamese.",
};

/** The words of a list that is kept for 30 days: in the chat and on its page. */
export const keptListWording: Wording["keptList"] = {
  option: "Keep, print the list",
  optionWords: ["keep it", "save it", "print it", "send it to my children", "give me the link"],
  kept: (address) =>
    `Your list is here for 30 days: ${address}\nIt holds no name and no number of yours. Open it to print it or to send it to your family.\nAt a help point, show this page to the staff: they can print it.`,
  until: (day) => `I keep this list until ${day}. It holds no name and no number of yours.`,

  unknown: {
    title: "I can't find this list",
    text: "A list is kept for 30 days and then deleted. Or the code is mistyped. Ask me again for a new list.",
  },
  expired: {
    title: "This list is older than 30 days",
    text: "Papers and fees may have changed. Answer a few questions again for a new list.",
  },
  gone: {
    title: "This procedure no longer exists",
    text: "It was abolished or renamed. Look in the list of procedures, or ask me.",
  },
  refused: {
    title: "Please wait a little, then try again",
    text: "Many wrong codes came from your network. Try again in about 15 minutes.",
  },
};

/** The words of the checklist that only its page needs. */
export const layOutChecklist: Wording["layOutChecklist"] = createChecklistSections(
  checklistPhrases,
  checklistWording,
  { openPapers: "Added in some cases", online: "Online" },
);

/** The words of the list of procedures. */
export const procedureListWording: Wording["procedureList"] = {
  title: "All procedures",
  description: (count) =>
    `${count} procedures of wards and communes: what to bring, what it costs, how long it takes, and where.`,
  searchLabel: "Which papers do you need?",
  search: "Search",
  results: (query, count) => `Found for “${query}”: ${count}`,
  nothing: (query) => `Nothing fits “${query}”.`,
  nothingNext: "Try fewer words, look through the groups below, or ask in the chat.",
  byEvent: "By event in life",
  others: "Other matters",
  imported: (count) => `Further procedures of the national portal (${count})`,
  importedTitle: "Further procedures of the national portal",
  importedNote: "Of these I only know what the national portal says, in Vietnamese.",
  pages: "Pages of the list",
  page: (number, last) => `Page ${number} of ${last}`,
  previous: "Previous page",
  next: "Next page",
  all: "See all",
};
