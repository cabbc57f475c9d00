import type { FactParts } from "./fact-lines.ts";
import { decapitalize, dropBrackets } from "./text.ts";

/** The words of a line of figures. */
export interface BriefPhrases {
  /** Begins a list of groups of residents. */
  readonly groups: RegExp;
  /** The two groups of residents named first, of many. */
  readonly andOthers: (groups: string) => string;
}

/** A list of groups longer than this is named by its first two. */
const maxSubjectLength = 55;

/**
 * Tells as many facts as there is room for, those for everybody first; `otherCases` says that some are left over. The doubt that
 * all of them share stands once, at the end.
 */
export function joinBriefly(
  facts: readonly FactParts[],
  room: number,
  phrases: BriefPhrases,
  otherCases: string,
): string {
  const ranked = facts.toSorted((one, other) => rankOf(one) - rankOf(other));
  const doubts = new Set(ranked.map(({ doubt }) => doubt));
  const shared = doubts.size === 1 ? (ranked[0]?.doubt ?? "") : null;
  const tell = (withNotes: boolean) =>
    distinct(ranked.map((fact) => tellBriefly(fact, { withNotes, shared, phrases })));
  const end = shared === null || shared === "" ? "" : ` ${shared}`;
  const whole = `${tell(true).join("; ")}${end}`;
  if (whole.length <= room) return whole;
  // Two figures of one subject can't be told apart without their notes.
  const isClear = tell(false).length === distinct(ranked.map(nameSubject(phrases))).length;
  const told = tell(!isClear);
  const shown = takeWhileRoom(told, room - end.length);
  return `${[...shown, ...(shown.length < told.length ? [otherCases] : [])].join("; ")}${end}`;
}

/** What holds for everybody, then for groups, then in single provinces; a missing figure after those that are known. */
function rankOf({ isKnown, scope }: FactParts): number {
  return ["all", "group", "province"].indexOf(scope) * 2 + (isKnown ? 0 : 1);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function takeWhileRoom(told: readonly string[], room: number): string[] {
  const [first = "", ...others] = told;
  const shown = [first];
  let length = first.length;
  for (const text of others) {
    length += text.length + "; ".length;
    if (length > room) break;
    shown.push(text);
  }
  return shown;
}

interface Telling {
  readonly withNotes: boolean;
  /** The doubt that stands at the end of the line; null if each figure has its own. */
  readonly shared: string | null;
  readonly phrases: BriefPhrases;
}

function tellBriefly(fact: FactParts, { withNotes, shared, phrases }: Telling): string {
  const subject = nameSubject(phrases)(fact);
  const figure = firstSentence(fact.figure);
  const beside = [
    withNotes && fact.say !== ""
      ? `(${decapitalize(dropBrackets(fact.say).replace(/\.$/, ""))})`
      : "",
    shared === null ? fact.doubt : "",
  ].filter((text) => text !== "");
  const link = fact.isChannelOnly ? " " : ": ";
  const told = subject === "" ? figure : `${subject}${link}${decapitalize(figure)}`;
  return [told, ...beside].join(" ");
}

function nameSubject(phrases: BriefPhrases) {
  return ({ subject }: FactParts): string =>
    subject.map((part) => decapitalize(shortenGroups(part, phrases))).join(", ");
}

/** "Trẻ em, người cao tuổi và nhóm khác" for a long list of groups. */
function shortenGroups(part: string, { groups, andOthers }: BriefPhrases): string {
  const bare = dropBrackets(part);
  const listed = bare.split(", ");
  const isList = listed.length > 2 && bare.length > maxSubjectLength && groups.test(bare);
  return isList ? andOthers(listed.slice(0, 2).join(", ")) : bare;
}

function firstSentence(text: string): string {
  return (text.split(/(?<=[^.\d])[.;] (?=\p{Lu}|$)/u)[0] ?? text).replace(/\.$/, "");
}
