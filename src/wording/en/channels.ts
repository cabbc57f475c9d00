import type { Wording } from "../vi/vietnamese.ts";

/** The words of the web page around the conversation. */
export const webWording: Wording["web"] = {
  title: "Hướng Dẫn – your public service guide",
  tagline: "your public service guide",
  description: "Ask about papers, how to apply, and the nearest help point.",
  you: "You",
  privacy: "Privacy",
  nextPerson: "Done, next person",
  talk: "Conversation",
  typing: "Hướng Dẫn is answering…",
  chooseAnswer: "Choose an answer",
  shareMyLocation: "Share my location",
  quickCommands: "Quick commands",
  menu: "Menu",
  menuCommand: "menu",
  back: "Back",
  backCommand: "back",
  person: "Talk to a person",
  personCommand: "talk to a person",
  shareLocation: "Share location",
  askLabel: "What would you like to ask?",
  askHint: "Ask here…",
  send: "Send",
  otherLanguage: { code: "vi", name: "Tiếng Việt", command: "Tiếng Việt" },
  offerEnglish: { ask: "This service speaks English too.", button: "Continue in English" },
  textSizes: { 1: "Usual text", 2: "Larger text", 3: "Largest text" },
  moreWays: "Other ways to ask",
  scanCode: "Scan a QR code",
  readNew: "Read answers aloud",
  dictate: "Speak instead of typing",
  stillHere: "Are you still here?",
  forgetting: {
    before: "To keep your conversation private, I will delete it in",
    after: "seconds.",
  },
  iAmHere: "I am still here",
  kiosk: {
    choose: "Press the picture of what you need",
    print: "Print",
    takeAway: "Scan this code with your phone to take the list home.",
    code: "QR code of the list",
  },
  openDossier: {
    ask: "This link opens a dossier and works only once. Press the button to open it.",
    button: "Open the dossier",
  },
  becomeKiosk: {
    ask: "Use this device as a shared one at a help point? The conversation on it will be deleted.",
    button: "Use as a shared device",
  },
  myLocation: "My location",
  anOption: "(One of the choices above)",
};

/** What a question on Zalo adds if its options have no buttons, or not all of them. */
export const zaloWording: Wording["zalo"] = {
  typeNumber: "Please send the number of your answer.",
  shareLocation:
    "To share your location on Zalo: tap the three dots (or the plus) beside the message box, then choose “Vị trí” (location).",
};

/** The words of Messenger around the conversation: the greeting before it, the menu beside it. */
export const messengerWording: Wording["messenger"] = {
  greeting:
    "Hello! Hướng Dẫn answers by itself: which papers you need, where to hand them in, which help point near you is open. Tap “Get Started”.",
  menu: "What papers do you need?",
  nearest: "Nearest help point",
  person: "Talk to a person",
  pick: (number) => (number === null ? "Choose" : `Choose ${number}`),
};
