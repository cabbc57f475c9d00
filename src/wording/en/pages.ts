import type { Wording } from "../vi/vietnamese.ts";

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
  toChat: "Ask me now",
  toProcedures: "See all procedures",

  errors: {
    notFound: {
      title: "I can't find this page",
      text: "The address may be mistyped, or the page has moved. Look in the list of procedures, or ask me.",
    },
    unclear: {
      title: "I can't read this address",
      text: "Open the page again from the list of procedures, or write to me what you need.",
    },
    tooMany: {
      title: "Please wait a minute",
      text: "Many people are reading at once. Open this page again in a minute.",
    },
    busy: {
      title: "I am busy just now",
      text: "This page can't be opened at the moment. Please try again in a few minutes.",
    },
    longQuery: {
      title: "The search is too long",
      text: "A few words are enough, such as: birth certificate. Longer sentences are welcome in the chat.",
    },
  },
};

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
