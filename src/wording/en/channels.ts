import type { Wording } from "../vi/vietnamese.ts";

/** What the web page says itself, around the conversation. */
export const webWording: Wording["web"] = {
  title: "Hướng Dẫn – your public service guide",
  tagline: "your public service guide",
  description: "Ask about papers, how to apply, and the nearest help point.",
  you: "You",
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
  askHint: "Type your question…",
  send: "Send",
  stillHere: "Are you still here?",
  forgetting: {
    before: "To keep your conversation private, I will delete it in",
    after: "seconds.",
  },
  iAmHere: "I am still here",
  myLocation: "My location",
  anOption: "(One of the choices above)",
};
