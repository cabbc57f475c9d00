import type { FindPlaces, PlaceMatch } from "../places/find-places.ts";
import { fold } from "../text/fold.ts";

/** Beside a time and a place hardly anything is said: "Bình Tiên chiều mai", "chiều nay Hải Châu". */
const maxWords = 10;

const dayOrPart = [
  "(?:sang|trua|chieu|toi|dem|hom|ngay|mai|mot|nay|kia|luc)",
  "(?:dau|cuoi) tuan(?: (?:nay|sau|toi))?|tuan (?:nay|sau|toi)",
  "thu (?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|cn|chu nhat|bay gio|gio nay",
  "\\d{1,2} ?(?:h|gio)(?: \\d{1,2})?",
  "(?:on |this |next )?(?:tonight|today|tomorrow|morning|afternoon|evening|weekend)",
  "(?:on |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day",
].join("|");
const timesBefore = new RegExp(`^(?:(?:${dayOrPart}) )+`);
const timesBehind = new RegExp(`(?: (?:${dayOrPart}))+$`);

/** From here on a place explains all that is typed. */
const wholeScore = 0.9;

/** The places of a sentence that says a time, and whether it says nothing else. */
export interface PlaceOfVisit {
  readonly place: readonly PlaceMatch[];
  readonly isAll: boolean;
}

/** Finds the places of a sentence that says a time: if it says little else, what is left of it without the time. */
export function findPlaceOfVisit(text: string, findPlaces: FindPlaces): PlaceOfVisit {
  const typed = text.split(/[\s,.?!]+/u).filter((word) => word !== "");
  const rest = typed.length > maxWords ? typed : withoutTime(typed);
  const place = rest.length === typed.length ? [] : findPlaces(rest.join(" "));
  const [best] = place;
  if (best === undefined) return { place: findPlaces(text), isAll: false };
  return { place, isAll: best.score >= wholeScore };
}

/** Leaves out the words of a time before or behind the others. */
function withoutTime(typed: readonly string[]): readonly string[] {
  const folded = typed.map(fold).join(" ");
  const before = timesBefore.exec(folded)?.[0] ?? "";
  const behind = timesBehind.exec(folded.slice(before.length))?.[0] ?? "";
  return typed.slice(wordCount(before), typed.length - wordCount(behind));
}

function wordCount(text: string): number {
  return text.split(" ").filter((word) => word !== "").length;
}
