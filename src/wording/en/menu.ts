import type { Wording } from "../vi/vietnamese.ts";

/** The menu, and what stands behind it. */
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
};
