import type { Wording } from "../vi/vietnamese.ts";

export const wallWording: Wording["wall"] = {
  title: "Screen for help points",
  titleAt: (point) => `Screen of ${point}`,
  everywhere: "Papers and procedures",
  mostAsked: "Most asked",
  here: "You are here",
  byRule: "Hours by a general rule, not confirmed here.",
  dependsOnCase: "It depends on your case. Scan the code to ask me.",
  ask: "Ask on your phone",
  scan: "Open the camera or Zalo and scan this code. It is free.",
  pages: "Pages of the screen",
  page: (number, last) => `${number}/${last}`,
  previous: "Page before",
  next: "Next page",
  pause: "Stop",
  resume: "Go on",
  offline: "There is no network now. The hours may have changed.",
};
