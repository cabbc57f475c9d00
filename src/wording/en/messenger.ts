import type { Wording } from "../vi/vietnamese.ts";

/** What stands on Messenger around the conversation: the greeting before it, the menu beside it. */
export const messengerWording: Wording["messenger"] = {
  greeting:
    "Hello! Hướng Dẫn answers by itself: which papers you need, where to hand them in, which help point near you is open. Tap “Get Started”.",
  menu: "What papers do you need?",
  nearest: "Nearest help point",
  person: "Talk to a person",
  pick: (number) => (number === null ? "Choose" : `Choose ${number}`),
};
