import type { Wording } from "../vi/vietnamese.ts";
import { formatDay } from "./moments.ts";

/** A person to talk to: whom to call, or where to go. */
export const handoffWording: Wording["handoff"] = {
  missed: "I am sorry, I still do not understand.",
  handedOver: (due, now) =>
    `I have passed your latest messages to a guide. You will have an answer here by ${formatDay(due, now)}.`,
  callPoint: (point, phone) =>
    `Call ${point}, ${phone}. In working hours somebody answers and helps you.`,
  callLine: (phone) => `Call ${phone}. In working hours somebody answers and helps you.`,
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
