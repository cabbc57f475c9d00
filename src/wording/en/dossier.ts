import { type DossierStatus, isEnded } from "../../catalog/dossiers/dossier-status.ts";
import type {
  DataSubjectRequest,
  DossierNotificationKind,
  DossierView,
  StatusHistoryEntry,
} from "../../catalog/dossiers/dossier-view.ts";
import { daysBetween, toLocalDay } from "../../catalog/local-time.ts";
import { fold } from "../../catalog/text/fold.ts";
import type { NotificationText } from "../push.ts";
import { quoteNote } from "../quoted.ts";
import { joinLines, joinParagraphs } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { happened, nextStep, statusNames } from "./dossier-status.ts";
import { formatDay, formatMoment } from "./moments.ts";

function placeOf({ agency }: DossierView): string {
  return agency ?? "the office where you handed it in";
}

function titleOf({ code, procedureName }: DossierView): string {
  return procedureName === null ? `Dossier ${code}` : `Dossier ${code} (${procedureName})`;
}

function note(text: string): string {
  return text === "" ? "" : `Note from the agency: ${quoteNote(text)}`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

function promise(view: DossierView, now: Date): string {
  const { promisedAt, status } = view;
  if (status === 9 && promisedAt !== null) {
    return `Promised day on the dossier: ${formatDay(toLocalDay(promisedAt), now)}.`;
  }
  if (status !== null && isEnded(status)) return "";
  if (promisedAt === null) return "There is no information on the promised day.";
  const day = formatDay(toLocalDay(promisedAt), now);
  const left = daysBetween(toLocalDay(now), toLocalDay(promisedAt));
  if (left === 0) return `Result promised for today, ${day}.`;
  if (left > 0) return `Result promised for ${day}, in ${days(left)}.`;
  return `The dossier is ${days(-left)} overdue (promised for ${day}). I am sorry that you have to wait; please ask ${placeOf(view)}.`;
}

function status(view: DossierView, now: Date): string {
  const { status: code, since } = view;
  if (code === null) {
    return joinLines(
      `${titleOf(view)}: the agency has it on record; there is no information on its progress.`,
      promise(view, now),
    );
  }
  const from = since === null ? "" : `, since ${formatDay(toLocalDay(since), now)}`;
  return joinParagraphs(
    joinLines(`${titleOf(view)}: ${statusNames[code]}${from}.`, happened[code], note(view.note)),
    promise(view, now),
    nextStep[code](placeOf(view)),
  );
}

function line(view: DossierView, now: Date): string {
  const { code, procedureName, status: state } = view;
  const name = procedureName === null ? code : `${code}, ${procedureName}`;
  const word = state === null ? "no information on its progress" : statusNames[state];
  return joinLines(`• ${name}: ${word}.`, promise(view, now));
}

const howToStop = "To get no more of these, send “stop notifications”.";

/** Of the promised day. */
function reminder(day: string) {
  return (view: DossierView, now: Date, stop: string): NotificationText => ({
    subject: `Dossier ${view.code}: result promised for ${day}`,
    text: joinParagraphs(
      `A reminder: the result is promised for ${day}. ${titleOf(view)}.`,
      promise(view, now),
      note(view.note),
      `Ask ${placeOf(view)} before you go, and take your receipt.`,
      stop,
    ),
    short: `Dossier ${view.code}: result promised for ${day}. Take your receipt.`,
  });
}

const push: Record<
  DossierNotificationKind,
  (view: DossierView, now: Date, stop: string) => NotificationText
> = {
  status: (view, now, stop) => ({
    subject: `Dossier ${view.code}: ${view.status === null ? "news" : statusNames[view.status]}`,
    text: joinParagraphs(status(view, now), view.status === 10 ? "" : stop),
    short: `Dossier ${view.code}: ${view.status === null ? "news" : fold(statusNames[view.status])}. Ask where you handed it in.`,
  }),
  "promise-tomorrow": reminder("tomorrow"),
  "promise-today": reminder("today"),
  overdue: (view, now, stop) => ({
    subject: `Dossier ${view.code}: overdue`,
    text: joinParagraphs(`${titleOf(view)}.`, promise(view, now), note(view.note), stop),
    short: `Dossier ${view.code} is overdue. We are sorry; please ask where you handed it in.`,
  }),
};

const taskOpened: Record<DataSubjectRequest, string> = {
  "data-copy": "I have passed your request to see your data to an official.",
  "data-correction": "I have passed your request to correct your data to an official.",
  "data-restriction": "I have passed your request to limit how your data is used to an official.",
  "data-objection": "I have passed your objection to the use of your data to an official.",
  "data-complaint": "I have passed your complaint about your data to an official.",
};

export const dossierWording: Wording["dossier"] = {
  title: "Dossier handed in",
  askCode:
    "Please send me the dossier code on your receipt, for example: 000.00.16.H26-250815-0012. The last few digits will do too.",
  codeUnclear: "I see no dossier code in that. Please send the code on your receipt.",
  mine: "Dossiers I follow",
  notFound: (typed) =>
    `I know no dossier with the code “${typed}”. The agency may not have sent it yet, or a character is wrong: please check your receipt. You can also look on the National Public Service Portal https://dichvucong.gov.vn, or ask the office where you handed it in.`,
  linkGone: "I can no longer find the dossier of this link.",
  ambiguous: (typed) => `Several dossiers end in “${typed}”. Please send the whole code.`,
  wordOnly: (word: DossierStatus | null) =>
    `Status: ${word === null ? "no information on its progress" : statusNames[word]}. There is no phone number on this dossier, so this is all that I may tell; please ask the office where you handed it in.`,

  askDigits:
    "To keep the dossier private, please send the last 4 digits of the phone number on it. I only compare them and do not keep them.",
  digitsUnclear: "Please send just the last 4 digits of the phone number on the dossier.",
  wrongDigits: (left) =>
    left === 0
      ? "Those digits are not right."
      : `Those digits are not right. You have ${left === 1 ? "1 try" : `${left} tries`} left.`,
  locked: (until, now) =>
    `The digits were wrong too often, so I have locked this dossier until ${formatMoment(until, now)}. If it is urgent, take your receipt to the office where you handed it in.`,
  proofOver:
    "It is a while since you sent the 4 digits: let me ask again, to keep the dossier private.",

  statusNames,
  status,
  line,
  note,
  push: (kind, view, now, stop) => {
    const told = push[kind](view, now, stop);
    return { ...told, short: joinLines(told.short, note(view.note)) };
  },
  statusName: (code) => statusNames[code],
  todo: (view) => (view.status === null ? "" : nextStep[view.status](placeOf(view))),
  day: (at, now) => formatDay(toLocalDay(at), now),

  askConsent: (keptDays) =>
    `Shall I write to you here whenever this dossier changes? For that I keep that this account follows it, and use it for nothing else, until you stop or for at most ${keptDays} days after its last change. Send “stop notifications” at any time.`,
  consentYes: "Yes",
  consentYesFull: "Yes, keep me informed",
  consentYesWords: ["co", "dong y", "ok", "yes", "sure"],
  consentNo: "No",
  consentNoFull: "No, I will ask when I need to",
  consentNoWords: ["khong", "no", "no thanks"],
  askContacts:
    "Where a message here does not arrive, may I use the phone number or the e-mail address on the dossier?",
  following: "Noted. I will write to you here when there is news of this dossier.",
  consentKept: "Noted as well.",
  notFollowing:
    "All right, I do not follow it. Send me the dossier code whenever you want to know.",
  cannotTell:
    "On this page I cannot notify you. Send me the dossier code whenever you want to know.",

  askNext: "What else do you need for this dossier?",
  again: "Status again",
  againFull: "Show the status again",
  way: "Steps so far",
  wayFull: "Show the steps so far",
  papers: "Papers needed",
  papersFull: "Show the papers that this procedure needs",
  point: "Nearest point",
  pointFull: "Find the nearest help point",
  stop: "Stop following",
  stopFull: "Stop following this dossier",
  other: "Another dossier",
  otherFull: "Show another dossier",
  done: "Done",
  doneWords: ["done", "no thanks", "that is all"],

  noWay: "There is no information on its steps.",
  wayTitle: "The dossier's steps so far:",
  station: ({ status: code, at, note: words }: StatusHistoryEntry, now) =>
    joinLines(`• ${formatDay(toLocalDay(at), now)}: ${statusNames[code]}.`, note(words)),

  noneFollowed: "You follow no dossier.",
  followed: (count) => (count === 1 ? "You follow 1 dossier:" : `You follow ${count} dossiers:`),
  askWhich: "Which one would you like to see?",

  stopped: (count) =>
    count === 0
      ? "You follow no dossier, so I send you no notifications."
      : "Done: I will send you nothing more about dossiers. To follow one again, send “follow dossier” with its code.",
  stoppedOne: "I no longer follow this dossier.",
  erased:
    "I have erased everything tied to you: the dossiers that you follow, your consents, waiting messages and this conversation. Only a number is left, without whose it is.",
  askRating:
    "How satisfied are you with how this dossier was handled? Choose one below, or send “rate” with its number.",
  scores: ["1: not at all", "2: not very", "3: so-so", "4: satisfied", "5: very satisfied"],
  papersTyped: (procedure: string) => `Papers needed: send “${procedure}”`,
  pointTyped: "Nearest help point: send “nearest point”",
  askWhy: "Thank you. Why do you say so? Send a sentence, or skip this.",
  noWhy: "Skip",
  noWhyWords: ["no", "skip", "nothing"],
  ratingThanks: "Thank you for telling us.",
  nothingToRate: "I see no dossier of yours whose result was handed over lately.",
  howToStop,
  stopLink: (url) => `Stop these messages: ${url}`,
  stopAsk: "Stop messages about this dossier?",
  stopButton: "Stop",
  stopDone: "Done: there will be no more messages about this dossier.",
  stopUnknown: "This link is no longer valid.",
  nobodyAnswers:
    "Officials cannot answer you on this page, so I take no such request here. Please write on Zalo or Messenger, or ask in person.",
  taskOpened: (kind, due, now) =>
    `${taskOpened[kind]} You will have an answer by ${formatDay(due, now)}.`,
};
