import type { Wording } from "../vi/vietnamese.ts";

/** Submitting on the web, one step a message. */
export const onlineWording: Wording["online"] = {
  title: (name, online) => `${online ? "Apply online" : "The steps"}: ${name}`,
  account:
    "To apply online you need a VNeID level 2 account (an account that the police have confirmed). Do you have one?",
  has: "Yes, I have one",
  hasNot: "Not yet",
  unsure: "Help me check",
  unsureFull: "I am not sure, help me check",
  unsureWords: ["not sure", "i don't know", "don't know", "no idea"],
  howToTell:
    "Open the VNeID app on your phone. If it shows your identity card, you have level 2 already.",
  step: (number, count, text) => `Step ${number}/${count}: ${text}`,
  done: "Done, next step",
  doneWords: ["done", "next", "next step", "ok", "finished"],
  help: "I need help",
  helpWords: ["help", "help me", "too hard", "i can't do it", "stuck"],
  finished:
    "That was the last step. Take a picture of your application code or write it down, so that you can ask about it later.",
  finishedAccount: "That was the last step.",
  unknown: "I do not know the steps for this yet. Please ask a guide.",
};
