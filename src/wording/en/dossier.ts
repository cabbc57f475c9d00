import type { DataSubjectRequest } from "../../catalog/dossiers/dossier-view.ts";
import type { ProofKind } from "../../catalog/dossiers/proof.ts";
import { fold } from "../../catalog/text/fold.ts";
import { createDossierTexts } from "../dossier-layout.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { formatDay, formatMoment } from "./moments.ts";

function countDays(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

const texts = createDossierTexts({
  // With the Vietnamese names, which papers and the portal show.
  statusNames: {
    1: "Registered (Mới đăng ký)",
    2: "Accepted (Được tiếp nhận)",
    3: "Not accepted (Không được tiếp nhận)",
    4: "In progress (Đang xử lý)",
    5: "Papers to be added (Yêu cầu bổ sung giấy tờ)",
    6: "Payment due (Yêu cầu thực hiện nghĩa vụ tài chính)",
    7: "Withdrawn on request (Công dân yêu cầu rút hồ sơ)",
    8: "Stopped (Dừng xử lý)",
    9: "Decided (Đã xử lý xong)",
    10: "Result handed over (Đã trả kết quả)",
  },
  happened: {
    1: "The agency has received your online dossier and has not checked it yet.",
    2: "The one-stop desk has accepted your dossier.",
    3: "The dossier was not accepted.",
    4: "An officer is working on your dossier.",
    5: "Something is missing: you need to add papers.",
    6: "You need to pay before the work goes on.",
    7: "The dossier was withdrawn at the applicant's request.",
    8: "The agency has stopped working on the dossier.",
    9: "The dossier is decided; the result is on its way to the desk.",
    10: "The result was handed to the applicant.",
  },
  nextSteps: {
    1: () => "Please wait for the check; there is nothing to do yet.",
    2: () => "Keep your receipt and wait for the promised day; there is nothing to do yet.",
    3: (place) => `Please ask ${place} why, and how to apply again.`,
    4: () => "Please wait for the promised day; there is nothing to do yet.",
    5: (place) =>
      `Prepare the missing papers and hand them in at ${place}, or online if that is how you applied.`,
    6: (place) =>
      `Pay at ${place}, or with the dossier code on the National Public Service Portal https://dichvucong.gov.vn. ` +
      `Please ask ${place} for the amount: I have no information on it.`,
    7: (place) => `If it was not you who asked for this, tell ${place} at once.`,
    8: (place) => `Please ask ${place} why, and what to do next.`,
    9: (place) =>
      `Take your receipt to ${place} to fetch the result, in office hours; ask first whether it has arrived.`,
    10: () => "",
  },
  steps: {
    1: "Handed in",
    2: "Accepted",
    4: "In process",
    5: "Papers missing",
    6: "Payment due",
    9: "Result ready",
    10: "Result received",
  },
  unknownPlace: "the office where you handed it in",
  title: (code, procedure) =>
    procedure === null ? `Dossier ${code}` : `Dossier ${code} (${procedure})`,
  note: (quote) => `Note from the agency: ${quote}`,
  unknownProgress: "the agency has it on record; there is no information on its progress.",
  unknownProgressInList: "no information on its progress",
  since: (day) => `since ${day}`,

  promisedDay: (day) => `Promised day on the dossier: ${day}.`,
  unknownPromise: "There is no information on the promised day.",
  promisedToday: (day) => `Result promised for today, ${day}.`,
  promisedIn: (day, daysLeft) => `Result promised for ${day}, in ${countDays(daysLeft)}.`,
  overdue: (day, daysOverdue, place) =>
    `The dossier is ${countDays(daysOverdue)} overdue (promised for ${day}). I am sorry that you have to wait; please ask ${place}.`,

  notifications: {
    statusSubject: (code, name) => `Dossier ${code}: ${name ?? "news"}`,
    statusShort: (code, name) =>
      `Dossier ${code}: ${name === null ? "news" : fold(name)}. Ask where you handed it in.`,
    today: "today",
    tomorrow: "tomorrow",
    reminderSubject: (code, day) => `Dossier ${code}: result promised for ${day}`,
    reminder: (day, title) => `A reminder: the result is promised for ${day}. ${title}.`,
    reminderAdvice: (place) => `Ask ${place} before you go, and take your receipt.`,
    reminderShort: (code, day) => `Dossier ${code}: result promised for ${day}. Take your receipt.`,
    overdueSubject: (code) => `Dossier ${code}: overdue`,
    overdueShort: (code) =>
      `Dossier ${code} is overdue. We are sorry; please ask where you handed it in.`,
  },
  formatDay,
});

const howToStop = "To get no more of these, send “stop notifications”.";
const howToStopGeneralNews = "To get no more general news, send “stop general news”.";

const taskOpened: Record<DataSubjectRequest, string> = {
  "data-copy": "I have passed your request to see your data to an official.",
  "data-correction": "I have passed your request to correct your data to an official.",
  "data-restriction": "I have passed your request to limit how your data is used to an official.",
  "data-objection": "I have passed your objection to the use of your data to an official.",
  "data-complaint": "I have passed your complaint about your data to an official.",
};

const numberNames = { identity: "an identity number", phone: "a phone number" } as const;

const proofQuestions: Record<ProofKind, string> = {
  phone: "To keep it private, please send the last 4 digits of the phone number on it.",
  "phone-and-birth-year":
    "To keep it private, please send the last 4 digits of the phone number on it and the applicant's birth year, for example: 0001 1960.",
  identity:
    "To keep it private, please send the last 6 digits of the applicant's identity number; if the dossier has none, the last 4 digits of the phone number.",
};

const proofHints: Record<ProofKind, string> = {
  phone: "Please send just the last 4 digits of the phone number on the dossier.",
  "phone-and-birth-year":
    "Please send the last 4 digits of the phone number and then the applicant's birth year, for example: 0001 1960.",
  identity: "Please send just the last 6 digits of the applicant's identity number.",
};

/** What the service says about a dossier's status, and about following it. */
export const dossierWording: Wording["dossier"] = {
  title: "Dossier handed in",
  askCode:
    "Please send me the dossier code on your receipt, for example: 000.00.16.H26-250815-0012.",
  askWholeCode:
    "To keep dossiers private, please send the whole code on your receipt, for example: 000.00.16.H26-250815-0012. The last digits alone are not enough.",
  asPrinted: "That is all",
  asPrintedFull: "My receipt says only that",
  codeUnclear: "I see no dossier code in that. Please send the code on your receipt.",
  notACode: (number) =>
    `That is ${numberNames[number]}, not a dossier code; I do not keep it. The code is on your receipt: please look there.`,
  mine: "Dossiers I follow",
  linkGone: "I can no longer find this dossier.",
  unprovable:
    "Nothing on this dossier tells me that it is yours, so I am asking an official to help you.",

  askProof: (proof, code) =>
    `${code === null ? "" : `Dossier ${code}. `}${proofQuestions[proof]} I only compare them and do not keep them.`,
  proofUnclear: (proof) => proofHints[proof],
  notTheProof: (number, proof) =>
    `That is ${numberNames[number]}; I do not keep it. ${proofHints[proof]}`,
  wrongLinkedProof: (left) =>
    `Those digits do not fit this dossier. You have ${left === 1 ? "1 try" : `${left} tries`} left. If you need help, send “talk to a person”.`,
  wrongProof: (left) =>
    "I know no dossier that fits both the code and those digits. Something may be mistyped, or the agency has not sent the dossier yet. " +
    `You have ${left === 1 ? "1 try" : `${left} tries`} left: send the digits again, or the code. If you need help, send “talk to a person”.`,
  locked: (until, now) =>
    `Code and digits did not fit too often, so please try again after ${formatMoment(until, now)}. ` +
    "If it is urgent, take your receipt to the office where you handed it in, look on https://dichvucong.gov.vn, or send “talk to a person”.",
  proofOver:
    "It is a while since you sent the digits: let me ask again, to keep the dossier private.",

  ...texts,

  askConsent: (keptDays) =>
    "Shall I write to you here whenever this dossier changes? For that I keep that this account follows it, " +
    `and use it for nothing else, until you stop or for at most ${keptDays} days after its last change. ` +
    "Send “stop notifications” at any time.",
  consentYes: "Yes",
  consentYesFull: "Yes, keep me informed",
  consentYesWords: ["please do", "go ahead", "fine", "yes i do", "i do"],
  consentNo: "No",
  consentNoFull: "No, I will ask when I need to",
  consentNoWords: ["no thanks", "no thank you", "not now", "later", "maybe later"],
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

  noneFollowed: "You follow no dossier.",
  followed: (count) => (count === 1 ? "You follow 1 dossier:" : `You follow ${count} dossiers:`),
  askWhich: "Which one would you like to see?",

  stopped: (count) =>
    count === 0
      ? "You follow no dossier, so I send you no notifications."
      : "Done: I will send you nothing more about dossiers. To follow one again, send “follow dossier” with its code.",
  stoppedOne: "I no longer follow this dossier.",
  erased:
    "I have erased everything tied to you: the dossiers that you follow, " +
    "your consents, waiting messages and this conversation. Only a number is left, " +
    "without whose it is.",
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
  stopRefused:
    "Many wrong links were opened from this network. Please try again in about 15 minutes.",
  nobodyAnswers:
    "Officials cannot answer you on this page, so I take no such request here. Please write on Zalo or Messenger, or ask in person.",
  taskOpened: (kind, due, now) =>
    `${taskOpened[kind]} You will have an answer by ${formatDay(due, now)}.`,
};

/** General news of an agency, and consent to it. */
export const broadcastWording: Wording["broadcast"] = {
  push: ({ agency, title, text, isTrial, namedIn }) => {
    const trial = isTrial ? "[Trial] " : "";
    const sender = namedIn === null ? `From ${agency}: ` : "";
    return {
      subject: `${trial}${title}`,
      text: `${trial}${sender}${title}\n\n${text}\n\n${howToStopGeneralNews}`,
      short: namedIn === "text" ? `${trial}${text}` : `${trial}${agency}: ${text}`,
    };
  },
  askConsent:
    "Beside news of the dossier, would you like general news of this office, " +
    "such as days when it is closed? Send “stop general news” at any time.",
  paired: "This chat now gets the desk's trial messages.",
  notPaired: "This code is wrong, or older than 15 minutes. Take a new one at the desk.",
  stopped: (hadConsent) =>
    hadConsent
      ? "Done: no more general news. I still tell you about dossiers that you follow."
      : "You get no general news.",
};
