import { hasDiacritics, splitWords, type Word } from "../../text/fold.ts";
import { normalizeIAndY, PhraseMatcher } from "../../text/phrase-matcher.ts";
import { type ToldFactPhrases, type ToldPerson, toldPersons } from "../../vocabulary-schema.ts";
import type { Clause } from "./clauses.ts";

/** A part of a clause that is about one person, from the word for that person to the next such word. */
export interface PersonSegment {
  readonly person: ToldPerson | null;
  /** As typed. */
  readonly text: string;
  readonly clause: Clause;
  /** The number of its first word in the whole message. */
  readonly start: number;
  /** The person stands behind "cho", "giùm": it is done for them. */
  readonly isBeneficiary: boolean;
}

/** Between a person and whose relative that is: "mẹ của tôi". */
const joints = new Set(["cua", "nha", "ben"]);
/** Without marks they are other words too: "có", "mà", "bỏ", "chỉ", "cũ". */
const ambiguous = new Set(["co", "ma", "bo", "chi", "cu", "chu", "ong", "bac"]);
/** "Cho em hỏi", "cho con xin": the resident who asks, who may not be the one it is for. */
const asking = new Set(["hoi", "xin", "biet"]);
/** "Ba tuổi", "ba mươi": the number three. */
const numberBesideBa = /^(?:tuoi|muoi|thang|nam|ngay|tuan|lop|lan|nguoi|tram|\d+)$/;
const ba = "ba";

/** Builds what splits the clauses of a message into parts about one person each. */
export function buildPersonSegments({
  persons,
  words,
}: ToldFactPhrases): (clauses: readonly Clause[]) => readonly PersonSegment[] {
  const matcher = new PhraseMatcher<ToldPerson>(
    toldPersons.flatMap((person) =>
      persons[person].phrases.map((phrase) => [phrase, person] as const),
    ),
  );
  const forWords = new Set(
    words.beneficiaries.phrases.map((phrase) => splitWords(phrase)[0]?.folded),
  );
  return (clauses) => {
    const isMarked = clauses.some(({ text }) => hasDiacritics(text));
    let last: { readonly person: ToldPerson; readonly sentence: number } | null = null;
    return clauses.flatMap((clause) => {
      const tokens = [...clause.text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
      const typed = normalizeIAndY(tokens.flatMap(({ 0: token }) => splitWords(token).slice(0, 1)));
      const heads = findHeads(typed, matcher, isMarked).filter(({ at, end }) => {
        const isAsking =
          forWords.has(typed[at - 1]?.folded) && asking.has(typed[end]?.folded ?? "");
        return !isAsking;
      });
      const inherited: ToldPerson | null = last?.sentence === clause.sentence ? last.person : null;
      const segments = [{ at: 0, person: inherited }, ...heads].flatMap(
        ({ at, person }, index, all): PersonSegment[] => {
          const next = all[index + 1];
          const from = tokens[at]?.index ?? clause.text.length;
          const to = next === undefined ? clause.text.length : (tokens[next.at]?.index ?? from);
          if (to <= from) return [];
          const before = index === 0 ? undefined : typed[at - 1]?.folded;
          return [
            {
              person,
              text: clause.text.slice(from, to),
              clause,
              start: clause.start + at,
              isBeneficiary: before !== undefined && forWords.has(before),
            },
          ];
        },
      );
      const head = heads.at(-1);
      if (head !== undefined) last = { person: head.person, sentence: clause.sentence };
      return segments;
    });
  };
}

/** The words for persons that begin a part: not those that say whose relative somebody is ("con tôi"). */
function findHeads(
  words: readonly Word[],
  matcher: PhraseMatcher<ToldPerson>,
  isMarked: boolean,
): readonly { readonly at: number; readonly end: number; readonly person: ToldPerson }[] {
  const heads: { at: number; end: number; person: ToldPerson }[] = [];
  let end = -1;
  for (let at = 0; at < words.length; at += 1) {
    const found = matcher.longestAt(words, at);
    if (found === null) continue;
    const word = words[at]?.folded ?? "";
    const isLone = found.end - at === 1;
    if (isLone && !isMarked && ambiguous.has(word)) continue;
    const beside = [words[at + 1]?.folded ?? "", words[at - 1]?.folded ?? ""];
    if (isLone && word === ba && beside.some((each) => numberBesideBa.test(each))) continue;
    const isOwner = at === end || (at === end + 1 && joints.has(words[end]?.folded ?? ""));
    if (!isOwner) heads.push({ at, end: found.end, person: found.value });
    end = found.end;
    at = found.end - 1;
  }
  return heads;
}
