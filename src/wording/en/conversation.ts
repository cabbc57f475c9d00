import { formatPhoneNumber } from "../../phone/phone-number.ts";
import { toSentence } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { formatMoment } from "./moments.ts";

/** What the service says around every flow. */
export const conversation: Wording["conversation"] = {
  welcome:
    "Hello! I am Hướng Dẫn. Ask me which papers you need, where to hand them in, and which help point near you is open.",
  welcomeAt: (point) => `Hello! ${point} invites you to ask me about papers.`,
  welcomeBack: "Welcome back! Let us go on with the question we were at.",
  unknownLink: "The link you opened is out of date. Please choose again from the start.",
  usedLink:
    "This link works only once, and somebody has used it already. Ask where you got it, or send me the dossier code on your receipt.",
  refusedLink:
    "Too many codes were wrong, so I have to pause. Please look at the code on your paper again, and send it in about 15 minutes.",

  notice: (text) => `Notice: ${text}`,
  resting: "I am not answering messages just now. I am sorry about that.",
  restingNowhere:
    "If you are in a hurry, go to the People's Committee of your ward, or look at https://dichvucong.gov.vn.",

  spokenAtOnce: "I will answer in English. (Tiếng Việt: nhắn “Tiếng Việt”.)",
  spoken: "I will speak English from now on. Names stay in Vietnamese, as you find them on papers.",

  progress: (number, total) =>
    number === total
      ? `(Question ${number}, the last one)`
      : `(Question ${number} of about ${total})`,

  more: "More",
  fromStart: "Back to the top",

  thanked: "You are welcome. I hope it all goes well.",
  agreed: "All right.",
  greeted: "Hello!",
  parted: "Goodbye! Write to me whenever you need something.",
  scolded:
    "I am sorry for the trouble. Please tell me again what you need, or write “person” to ask a real person.",

  notUnderstood: "I did not understand that. Please tap a button, or send the number of an answer.",
  notUnderstoodTyped: "I did not understand that. Please write it another way.",
  understoodAs: (option: string) =>
    `I take that as: “${option}”. If that is wrong, please type “back”.`,
  failed:
    "Sorry, something went wrong on my side and I could not answer your last message. Please send it again. " +
    "If it still does not work, type “menu” to start over.",
  tooLong: "Your message is very long, so I read only the first part.",
  media: "I cannot look at pictures, listen to sound or open files yet. Please write to me.",
  olderQuestion: "We have already passed that question. Please answer this one.",
  goneOption: "That choice is no longer there. Please choose again.",

  back: "Let us go back to the question before.",
  backAtStart: "This is the first question already.",
  cancelled: (title) => `I have stopped “${title}”.`,
  resumed: (title) => `Let us go on with “${title}”.`,
  nothingToResume: "You have not started anything yet.",

  flowChanged: (title) =>
    `The guide for “${title}” has just been updated. I keep the answers that still fit and go on from here.`,
  flowGone: "What you were doing is no longer in our list. Please choose again.",
};

/** The words of the menu. */
export const menuWording: Wording["menu"] = {
  ask: "What do you need papers for? Choose one, or write what you need, for example: “birth certificate”.",
  askIn: (title) => `${title}: which of these do you need?`,
  resume: "Go on where I was",
  resumeFull: (title) => `Go on with: ${title}`,
  point: "Help points",
  pointFull: "Find the nearest help point that is open",
  pointWords: ["nearest point", "find a point", "help point"],
  dossier: "My application",
  dossierFull: "How far is my application",
  dossierWords: ["track my application", "application code", "application status", "status"],
  back: "Choose another",
  backWords: ["another topic", "something else", "none"],
  person: "Talk to a person",
  personFull: "Talk to a guide",
  merger: "New ward names",
  mergerFull: "After the merger: new names of wards; whether old papers still hold",
  mergerWords: ["merger", "new ward", "new ward name", "ward name", "old papers"],
  otherLanguage: { code: "vi", name: "Tiếng Việt" },
};

/** Short answers to questions in the residents' own words. */
export const askedWording: Wording["asked"] = {
  emergency: (calls) =>
    `Call ${calls.map(({ en }) => en).join(" and ")} at once. I am a machine and cannot call for you.`,
  selfHarm: (calls) =>
    `Please call ${calls.map(({ en }) => en).join(" or ")} now. I am worried about you. Stay with somebody close to you, do not be alone.`,
  condolence: "I am sorry for your loss.",
  moods: {
    grief: "I am sorry that this is so hard. We go through it one thing at a time.",
    anger: "I am sorry for the trouble. To talk to a person, type “person”.",
    thanks: "You are welcome.",
  },
  fraud: [
    "This looks like a fraud. No police, ward, tax office or bank tells anybody on the telephone to install an app, open a link, read out an OTP code or send money.",
    "Please do this now:\n" +
      "1. Hang up, and send no money.\n" +
      "2. Install nothing, open no link, give nobody an OTP code or a password.\n" +
      "3. Call 113, or ask at the police station of your ward or commune.\n" +
      "4. If you gave a code, installed something or sent money, call your bank and have your card and account blocked at once.",
  ],
  beforeAccount:
    "Remember: load apps from the App Store or Google Play only. Whoever calls and tells you to install one, sends a link or asks for an OTP code is a fraud.",
  lostPapers: [
    "Let us take it step by step:\n" +
      "1. If bank cards were in it, call the bank and block them at once. If the phone is gone too, call your operator and block the SIM.\n" +
      "2. If you were robbed, call 113.",
    "3. Replace the identity card first: the others usually need it.\n" +
      "4. Then replace one paper after the other: driving licence, vehicle registration, health insurance card, passport.",
  ],
  outOfScope:
    "I cannot help with this. I only know about papers and procedures. For other business with the state, ask the People's Committee of your ward or commune. To talk to a person, type “person”.",
  aboutMe:
    "I am an automatic service. I tell you which papers you need, where to hand them in, and which help point is open.",
  didYouMean: "I am not sure what you mean. Is it one of these?",
  who: (who) =>
    who === null
      ? "I have no information on who may do this. Please ask the official at the counter."
      : `Who can do it: ${toSentence(who)} For your own case, please ask the official at the counter.`,
  steps: (steps) =>
    steps.length === 0
      ? "I have no information on the steps. Please ask the official at the counter."
      : steps.map((step, index) => `${index + 1}. ${toSentence(step)}`).join("\n"),
  certified: (papers) =>
    papers.length === 0
      ? "I have no information on papers that must be certified. Please ask the official at the counter."
      : `Papers where a certified copy is mentioned: ${toSentence(papers.join("; "))} Bring the originals too, and ask the official at the counter.`,
};

/** The words of a handoff: a person who answers, a number to call, or where to go. */
export const handoffWording: Wording["handoff"] = {
  missed: "I am sorry, I still do not understand.",
  guides: "a guide",
  handedOver: (who, dueAt, now) =>
    `I have passed your latest messages to ${who}. You will have an answer here by ${formatMoment(dueAt, now)}. While you wait, you can go on asking me.`,
  reachAsk:
    "If you close this page, you will not see the answer. Would you like to leave a phone number or an e-mail address for it? You need not.",
  reachNone: "Leave nothing",
  reachNoneWords: ["no", "no thanks", "nothing"],
  reachUnread:
    "I could not read this phone number or e-mail address. Please send it again, or choose “Leave nothing”.",
  reachKept: (kind) =>
    kind === "phone"
      ? "I have noted your number, only so that somebody calls you back. You can have it erased at any time: send “delete my data”."
      : "I have noted your e-mail address, only to send you the answer. You can have it erased at any time: send “delete my data”.",
  reachRefused: "The answer will appear on this page; open it again to see it.",
  sends: (name) => `${name} sends you:`,
  taken: (name) =>
    `${name} has taken over and will answer you here. Just write; I will not interrupt. To ask me again, send “menu” or press the button.`,
  askBot: "Ask the bot",
  passedOn: (who, dueAt, now) =>
    `I have passed your messages on to ${who}. You will have an answer here by ${formatMoment(dueAt, now)}.`,
  handedBack: (name) => `${name} has finished, so I am back.`,
  closed: (name) => `${name} has finished answering. If you need anything else, just ask me.`,
  backToBot: (who) => `Here I am again. If you need ${who}, send “talk to a person”.`,
  withdrawn: "I have passed on that you need nobody any more. If you do, send “talk to a person”.",
  mediaForPerson: (who) =>
    `${who} cannot see pictures, files or recordings here. Please write it in words.`,
  callPoint: (point, phone) =>
    `Call ${point}, ${formatPhoneNumber(phone)}. In working hours somebody answers and helps you.`,
  callLine: (phone) =>
    `Call ${formatPhoneNumber(phone)}. In working hours somebody answers and helps you.`,
  visit: (point, address, hours) =>
    `You can meet a guide at ${point}${address === null ? "" : `, ${address}`}. ${hours} I do not know a phone number for this point.`,
  noPhone:
    "I do not know a phone number that you could call. Tell me where you are, and I will find the nearest help point, where you can meet a person.",
  ask: "What would you like to do next?",
  keepOn: "Go on answering",
  keepOnFull: (title) => `Go on answering: ${title}`,
  point: "Nearest point",
  pointFull: "Find the nearest help point",
  person: "Talk to a person",
  personFull: "Talk to a guide",
  menu: "Back to the menu",
};
