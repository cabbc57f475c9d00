import { createOnlineLayout } from "../online-layout.ts";
import type { Wording } from "../vi/vietnamese.ts";

const titles = {
  submit: "Apply online",
  ahead: "Send online first",
  book: "Book online",
  nothing: "The steps",
};

const guide = createOnlineLayout({
  canSubmit: "You can submit this online.",
  canUse: "You can do this online.",
  nothing: "This cannot be submitted online.",
  page: (address) => `Open its page: ${address}`,
  searchCode: (portal, code) => `Open ${portal} and search for the code ${code}`,
  searchName: (portal, name) => `Open ${portal} and search for “${name}”`,
  section: (portal) => `Open ${portal}`,
  signIn: "Sign in with VNeID level 2 (you have it if the app shows your identity card)",
  fillIn: "Choose the office, fill in the form, send photos of the papers",
  send: "Pay any fee, submit, and write down the application code",
  book: "Choose the office, and the day and time to come",
  otherWays: (ways) => `You can also use: ${ways.join("; ")}`,
  ways: (ways) => `Use: ${ways.join("; ")}`,
  steps: "The steps:",
  unknown: "I do not know the steps for this yet. Please ask a guide.",
});

export const onlineWording: Wording["online"] = {
  title: (name, use) => `${titles[use]}: ${name}`,
  aheadButton: "Send online first",
  bookButton: "Book online",
  guide,
  next: "Do you need anything else for this?",
  hasNot: "No VNeID account",
  hasNotFull: "I have no VNeID level 2 account",
  hasNotWords: ["no account", "not yet", "i don't have it", "no vneid"],
  point: "Have it submitted",
  pointFull: "Find a help point where somebody submits it with me",
  pointWords: [
    "i don't know how",
    "too hard",
    "i can't do it",
    "stuck",
    "nearest point",
    "help point",
  ],
  person: "Talk to a person",
  personFull: "Talk to a guide",
  personWords: ["help", "help me", "i need help"],
  done: "Done",
  doneWords: ["ok", "finished", "yes", "i have it", "no", "thanks", "thank you"],
};
