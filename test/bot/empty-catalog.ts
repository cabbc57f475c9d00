import type { Catalog } from "../../src/catalog/catalog.ts";
import { buildCalendar } from "../../src/catalog/hours/calendar.ts";

/** A catalogue for turns with a fake flow, which looks nothing up. */
export const emptyCatalog: Catalog = {
  procedures: new Map(),
  guides: new Map(),
  listed: new Map(),
  sources: new Map(),
  glossary: [],
  lifeEvents: [],
  points: new Map(),
  wards: new Map(),
  provinces: new Map(),
  calendar: buildCalendar([], {}),
  phones: {
    ofPoint: () => null,
    ofWard: () => null,
    ofProvince: () => null,
    ofPolice: () => null,
    country: null,
  },
  inLanguage: () => emptyCatalog,
  understand: () => ({
    intent: "clarify",
    results: [],
    decision: { type: "none" },
    namesProcedure: false,
    knownWords: [],
    happened: null,
    why: "rules",
  }),
  findCommand: () => null,
  findRequestedLanguage: () => null,
  findCourtesy: () => null,
  findDossierRequest: () => null,
  findReaction: () => null,
  readAnswer: (words) => words,
  hidePersonalDetails: (sentence) => sentence,
  isTypedInEnglish: () => false,
  emergencyCalls: new Map(),
  findFormOfAddress: () => null,
  findPlaces: () => [],
  findNearestWard: () => null,
  findProcedureByCode: () => null,
  findNearest: () => [],
  viewPoint: () => {
    throw new Error("There is no point.");
  },
  findDecidingResidence: () => null,
  findDenial: () => null,
  keepHarmlessWords: () => [],
  findPointsToVisit: () => [],
};
