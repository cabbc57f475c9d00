import type { FormOfAddress } from "../form-of-address.ts";
import { splitWords, type Word } from "../text/fold.ts";
import { flagUnmarkedWords } from "../text/normalizer.ts";
import { matcherOf, PhraseMatcher } from "../text/phrase-matcher.ts";
import type { FormOfAddressWords, PhraseList } from "../vocabulary-schema.ts";

/** Returns how the resident calls themself in a sentence; null if it does not say so beyond doubt. */
export type FindFormOfAddress = (sentence: string) => FormOfAddress | null;

/** A sentence is read up to here. */
const maxLength = 500;
const clauseEnd = /[.,;:!?\n…()]+/;

interface Found {
  readonly form: FormOfAddress;
  /** Nobody but the resident can be meant. */
  readonly isCertain: boolean;
}

/** Builds the reader. It takes a word for the resident's only where a relative in the story cannot stand. */
export function buildFormOfAddress(lists: FormOfAddressWords): FindFormOfAddress {
  const forms = new PhraseMatcher<FormOfAddress>(
    Object.entries(lists.forms).flatMap(([form, { phrases }]) =>
      phrases.map((phrase) => [phrase, form as FormOfAddress] as const),
    ),
    readPhrase,
  );
  const asking = matcherOf(lists.asking.phrases);
  const needing = matcherOf(lists.needing.phrases);
  const letDo = matcherOf(lists.let_do.phrases);
  const pleading = matcherOf(lists.pleading.phrases);
  const plain = matcherOf(lists.plain.phrases);
  const openings = matcherOf(lists.openings.phrases);
  const calls = matcherOf(lists.calls.phrases);
  const called = matcherOf(lists.called.phrases);
  /** Each with the form that it begins with: "em cần" says nothing against em. */
  const others = new PhraseMatcher<FormOfAddress | null>(
    [...lists.others.phrases, ...lists.siblings.phrases].map((phrase) => {
      const form = forms.longestAt(splitWords(phrase), 0)?.value ?? null;
      return [phrase, lists.siblings.phrases.includes(phrase) ? null : form] as const;
    }),
    readPhrase,
  );
  const lookalikes = matcherOf(lists.lookalikes.phrases);
  const endsLetting = endOf(lists.letting);
  const endsHelping = endOf(lists.helping);
  const endsNaming = endOf(lists.naming);
  const endsSince = endOf(lists.since);

  return (sentence) => {
    const typed = sentence.slice(0, maxLength);
    const words = splitWords(typed);
    if (forms.findAll(words).length === 0 && plain.findAll(words).length === 0) return null;
    const clauses = splitClauses(typed, flagUnmarkedWords([...words]));
    const isOfOther = (form: FormOfAddress) =>
      clauses.some((clause) => others.findAll(clause).some(({ value }) => value !== form));
    const known = new Set<FormOfAddress>();
    const found = clauses.flatMap((clause) => {
      const read = readClause(clause, isOfOther, known);
      for (const { value } of forms.findAll(clause)) known.add(value);
      return read;
    });
    return (found.findLast(({ isCertain }) => isCertain) ?? found.at(-1))?.form ?? null;
  };

  /** `known` holds the people named in earlier clauses: in "ông nội 80 tuổi, ông muốn …", "ông" is the grandfather. */
  function readClause(
    clause: readonly Word[],
    isOfOther: (form: FormOfAddress) => boolean,
    known: ReadonlySet<FormOfAddress>,
  ): Found[] {
    if (plain.findAll(clause).length !== 0) return [{ form: "ban", isCertain: true }];
    const beginnings = findBeginnings(clause);
    return forms.findAll(clause).flatMap(({ value: form, start, end }) => {
      const lookalikeEnd = lookalikes.longestAt(clause, start)?.end ?? start;
      const follows = (list: PhraseMatcher<true>, behind = lookalikeEnd) =>
        (list.longestAt(clause, end)?.end ?? 0) > behind;
      const certain = [{ form, isCertain: true }];
      if (endsNaming(clause, start)) return certain;
      if (endsLetting(clause, start) && follows(letDo, end)) return certain;
      if (endsHelping(clause, start) && follows(pleading, end)) return certain;
      if (!beginnings.has(start) && !endsSince(clause, start)) return [];
      if (follows(asking)) return certain;
      if (form === "ban" || (form !== "em" && known.has(form))) return [];
      return follows(needing) && !isOfOther(form) ? [{ form, isCertain: false }] : [];
    });
  }

  /** The places where the clause may begin to speak of the resident: "dạ | chào cháu | cháu ơi | cô …". */
  function findBeginnings(clause: readonly Word[]): ReadonlySet<number> {
    const beginnings = new Set([0]);
    for (let at = 0; at < clause.length; ) {
      const address = forms.longestAt(clause, at) ?? called.longestAt(clause, at);
      const call = address === null ? null : calls.longestAt(clause, address.end);
      const next = call?.end ?? openings.longestAt(clause, at)?.end ?? null;
      if (next === null) {
        // "Chào chị em muốn hỏi": the word that is greeted.
        if (at > 0 && address !== null) beginnings.add(address.end);
        break;
      }
      at = next;
      beginnings.add(at);
    }
    return beginnings;
  }
}

function splitClauses(sentence: string, words: readonly Word[]): readonly (readonly Word[])[] {
  const clauses: Word[][] = [];
  let at = 0;
  for (const clause of sentence.split(clauseEnd)) {
    const end = at + splitWords(clause).length;
    if (end > at) clauses.push(words.slice(at, end));
    at = end;
  }
  return clauses;
}

function readPhrase(phrase: string): Word[] {
  return [...splitWords(phrase)];
}

/** Returns a test whether one of the phrases ends right before a word of the clause. */
function endOf(list: PhraseList): (clause: readonly Word[], before: number) => boolean {
  const matcher = matcherOf(list.phrases);
  const longest = Math.max(...list.phrases.map((phrase) => splitWords(phrase).length));
  return (clause, before) => {
    const start = Math.max(0, before - longest);
    return matcher.findAll(clause.slice(start, before)).some(({ end }) => end === before - start);
  };
}
