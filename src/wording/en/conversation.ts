import type { Wording } from "../vi/vietnamese.ts";

/** What the service says around every flow. */
export const conversation: Wording["conversation"] = {
  welcome:
    "Hello! I am Hướng Dẫn. I help you find out which papers you need, where to hand them in, and which help point near you is open. (Tiếng Việt: nhắn “Tiếng Việt”.)",
  welcomeAt: (point) => `Hello! You are at ${point}. I will help you get your papers ready.`,
  welcomeBack: "Welcome back! Let us go on with the question we were at.",
  unknownLink: "The link you opened is out of date. Please choose again from the start.",
  usedLink:
    "This link works only once, and somebody has used it already. Ask where you got it, or send me the dossier code on your receipt.",

  notice: (text) => `Notice: ${text}`,
  resting: "I am not answering messages just now. I am sorry about that.",
  restingNowhere:
    "If you are in a hurry, go to the People's Committee of your ward, or look at https://dichvucong.gov.vn.",

  spoken: "I will speak English from now on. Names stay in Vietnamese, as you find them on papers.",

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
