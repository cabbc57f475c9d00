import { firstCases, followedBy, toSentence, withLabel } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { askWording } from "./asks.ts";
import { checklistWording } from "./checklist.ts";

const { moreCases } = askWording;
const goOn = "Now let us go on.";
/** Of another procedure only what holds in every case is told. */
const inBrief = (text: string) => (text.includes("\n") ? "it depends on the case." : text);

/** A longer introduction leaves out the purpose: the name says enough. */
const maxIntroLength = 110;

/** The words of a procedure's conversation around its questions. */
export const procedureWording: Wording["procedure"] = {
  intro: (name, purpose, next) =>
    [
      `You need: ${name}.`,
      name.length + purpose.length > maxIntroLength ? "" : toSentence(purpose),
      {
        asks: "A few questions, then the list of papers.",
        confirms: "",
        lists: "",
      }[next],
    ]
      .filter((part) => part !== "")
      .join(" "),

  confirm: (lines) =>
    ["Your answers:", ...lines.map((line) => `• ${line}`), "Is that right?"].join("\n"),
  heard: (lines) =>
    [
      "I heard you say:",
      ...lines.map((line) => `• ${line}`),
      "I will not ask these again. You can change them later.",
    ].join("\n"),
  heardAll: (lines) =>
    `I heard you say: ${lines.join("; ")}. If that is not right, write “change”.`,
  heardOne: (lines) => `I heard you say: ${lines.join("; ")}.`,
  confirmTold: (lines) =>
    ["I heard you say:", ...lines.map((line) => `• ${line}`), "Is that right?"].join("\n"),
  readBack: (ask, answer) => `${ask} ${answer}`,
  right: "Yes, that is right",
  rightWords: ["right", "correct", "that's right", "ok", "confirm"],
  wrong: "Change an answer",
  wrongWords: ["wrong", "not right", "change", "mistake", "not correct"],
  fix: "Which answer would you like to change?",

  why: (why) => toSentence(why),
  unsure: (why, answer) =>
    `That is all right. ${toSentence(why)} As you are not sure, I will prepare for “${answer}”, so that no paper is missing; write to me again when you know.`,
  notEnough: "Not yet. A few more short questions, then I will send the whole list of papers.",
  confirmWhy: "I read your answers back so that the list of papers fits your case.",
  confirmEnough:
    "I have asked everything. Please check your answers; if they are right, I will send the list at once.",
  nextWhy:
    "I ask so that I can help further if you like. If you need nothing more, just follow the four lines above.",
  nextEnough:
    "By your answers, that is all; press “Papers in full” to see each of them. If the office asks for another one, ask them for the legal basis, or write “person” so that somebody can help.",
  corrected: (ask, answer) => `I have changed it: ${ask} ${answer}.`,
  alreadyNoted: (answer) => `“${answer}” is what I have noted already.`,

  leads: (name) => `Then you need “${name}”.`,
  leadsToo: (name) => `Have a look at “${name}”.`,
  whatNow: "What would you like to do next?",
  goThere: "Go to that one",
  fixAnswer: "Change my answer",
  fixAnswerWords: ["change", "change answer", "mistake", "wrong"],

  listedIntro: (name) => `You need: ${toSentence(name)}`,
  next: "What would you like to do next?",
  online: "Apply online",
  stepByStep: "Step by step",
  onlineWords: ["online", "apply on the web", "steps", "step by step"],
  point: "Nearest point",
  pointFull: "Find the nearest help point",
  pointWords: ["find a point", "where", "where do i go", "near me"],
  again: "Send the list again",
  againWords: ["again", "list", "show the list", "show the list again", "see the list again"],
  sections: {
    papers: {
      label: "Papers in full",
      full: "Papers in full: forms, where to get them",
      words: ["papers", "papers in detail", "all papers", "which papers", "which form"],
    },
    facts: {
      label: "Money and who",
      full: "Money, time and who can do it",
      words: ["who can do it", "who can apply", "money and time", "fees in detail"],
    },
    cautions: {
      label: "Often sent back",
      full: "Why it is sent back, what the clerk says",
      words: [
        "why is it sent back",
        "why was it sent back",
        "what the clerk says",
        "what clerks say",
        "mistakes",
      ],
    },
    words: {
      label: "Difficult words",
      words: [
        "hard words",
        "explain the words",
        "explain the difficult words",
        "what do the words mean",
        "glossary",
      ],
    },
    law: {
      label: "The law behind it",
      words: ["law", "laws", "which law", "legal basis"],
    },
  },
  source: "Where this is from",
  sourceWords: ["source", "the portal's page", "which decision"],
  other: "Something else",
  otherWords: ["another", "other", "finished", "thank you"],
  person: "Talk to a person",
  menu: "Back to the menu",

  brief: (purpose, checklist) =>
    [
      `${checklist.name}: ${toSentence(purpose)}`,
      `Main papers: ${checklistWording.papersInBrief(checklist)}`,
      withLabel("Fee", inBrief(checklistWording.fee(checklist))),
      withLabel("Time", inBrief(checklistWording.time(checklist))),
    ].join("\n\n"),
  briefAsk: (waiting) =>
    `You are in the middle of “${waiting}”. Go on with it, or change to this one?`,
  keepOn: "Go on as before",
  keepOnWords: ["go on", "continue", "keep on", "the old one"],
  switchOver: "Change to this one",
  switchOverWords: ["change", "switch", "this one", "change over"],

  feeAnswer: (fee) => followedBy(withLabel("Fee", firstCases(fee, moreCases)), goOn),
  timeAnswer: (time) => followedBy(withLabel("Time", firstCases(time, moreCases)), goOn),
  whereAnswer: (agency) => `Where it is handled: ${agency} Now let us go on.`,
  papersAnswer: (papers) =>
    `Papers that are usually needed: ${papers} Answer all the questions, and I will send the list for your case.`,

  choose: "Which of these do you want to ask about?",
  noneOfThese: "None of these",
  noneWords: ["none", "no", "neither", "something else"],
};
