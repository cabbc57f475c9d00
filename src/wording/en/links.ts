import { formatPhoneNumber } from "../../phone/phone-number.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { layOutWeek, type WeekPhrases } from "../week-layout.ts";
import { dayNames, formatClock } from "./moments.ts";

const weekPhrases: WeekPhrases = {
  dayNames,
  days: (first, last) => `${first} to ${last}`,
  midnight: "midnight",
  formatClock,
};

/** The words of the page, the poster and the invitation of a chat link. */
export const linkWording: Wording["links"] = {
  title: "Ask about papers from home",
  about: (procedure) => `About: ${procedure}`,
  aboutDossier: "Follow the dossier you handed in",
  description: "Ask which papers, how much, how long and where. Free, at any time.",
  choose: "Choose how to write to me:",
  code: "Your code",
  copy: "Copy the code",
  copied: "The code is copied",
  zalo: "Zalo",
  openZalo: "Open Zalo",
  zaloSteps: [
    "Tap “Copy the code”.",
    "Tap “Open Zalo”, then “Nhắn tin” (message).",
    "Paste the code into the chat and send it.",
  ],
  zaloMiniApp: "Tap “Open Zalo”. If Zalo asks for a code, send this one:",
  messenger: "Messenger",
  openMessenger: "Open Messenger",
  messengerNote: "No code needed.",
  web: "On this page",
  openWeb: "Write to me here",
  webNote: "Nothing to install.",
  webDossierNote: "You can see your dossier, but this page cannot tell you of news.",
  oneTime: (until) =>
    `This link is for one person and works once, until the end of ${until}. I will ask for the last 4 digits of the phone number on the dossier.`,
  otherLanguage: "Tiếng Việt",

  unknown: {
    title: "I cannot find this link",
    text: "Perhaps one letter of the code is wrong. Look at the code on your paper again, or write to me right here.",
  },
  expired: {
    title: "This link is out of date",
    text: "Ask for a new one where you got it, or write to me right here.",
  },
  revoked: {
    title: "This link is no longer in use",
    text: "Ask for the new one where you got it, or write to me right here.",
  },
  used: {
    title: "Somebody has used this link",
    text: "The link works only once. If it was you, open the chat in which you wrote to me. If not, ask where you got it.",
  },
  refused: {
    title: "Please wait a little",
    text: "Many wrong codes came from the network that you use. Open this again in about 15 minutes, or ask where you got the code.",
  },
  start: "Write to Hướng Dẫn",
  call: (phone) => `Call ${formatPhoneNumber(phone)}`,

  posterTitle: "Need papers? Ask on your phone",
  posterSteps: (procedure) => [
    "Open your camera or Zalo and scan this code.",
    procedure === null
      ? "Write what you need, such as “birth certificate”."
      : `Answer a few questions about “${procedure}”.`,
    "Get your list of papers and the nearest place to go.",
  ],
  posterDossierSteps: [
    "Open your camera or Zalo and scan this code.",
    "Send the last 4 digits of the phone number on the dossier.",
    "See how your dossier stands, and be told of changes.",
  ],
  posterCode: (code, account) => `Or send the code ${code} to ${account ?? "Hướng Dẫn"} on Zalo`,
  posterMessenger: (account) => `Or write to ${account ?? "Hướng Dẫn"} on Messenger`,
  posterPhone: (phone) => `Phone: ${formatPhoneNumber(phone)}`,
  notPublic: {
    title: "This sheet can't be printed yet",
    text: "This installation has no public address, so its QR code opens on this machine only. Set PUBLIC_URL, restart, then print.",
  },
  hours: "Opening hours",
  hoursBlank: "Opening hours: …………………………………",
  free: "Free. Ask at any hour.",
  print: "Print",
  week: (week) => layOutWeek(week, weekPhrases),

  invitation: (point, procedure, url, typed) => {
    const need = procedure === null ? "To ask about papers" : `To get ready for “${procedure}”`;
    const link = `Hello, this is ${point}. ${need}, open this link: ${url}`;
    return typed === null ? link : `${link}\n${typed}.`;
  },
  dossierInvitation: (point, url, until) =>
    `Hello, this is ${point}. Follow your dossier here: ${url}\nThe link is for you alone and works once, until the end of ${until}. Please do not pass it on.`,
};
