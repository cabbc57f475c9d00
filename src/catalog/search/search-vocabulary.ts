import type { Word } from "../text/fold.ts";
import {
  buildChatSpelling,
  buildPhraseReader,
  type ReadWords,
  type ReplaceChatSpelling,
} from "../text/normalizer.ts";
import { PhraseMatcher, replacePhrases } from "../text/phrase-matcher.ts";
import type { OutOfScopeTopic, Vocabulary } from "../vocabulary-schema.ts";

/** The part of the vocabulary that the search needs, compiled once and shared by the indexes of all languages. */
export interface SearchVocabulary {
  readonly replaceChatSpelling: ReplaceChatSpelling;
  /** Reads the words of the vocabulary's own phrases. */
  readonly readPhrase: ReadWords;
  /**
   * Returns the words of a sentence that say what it is about, in its order: abbreviations and old names are replaced
   * by the term of the catalogue, politeness and question words are left out.
   */
  readonly extractContentWords: (words: readonly Word[]) => Word[];
  readonly outOfScopeTopics: readonly OutOfScopeTopic[];
  /** All of its phrases: none of their words is a typing error. */
  readonly phrases: readonly string[];
}

type SearchLists = Pick<Vocabulary, "chatSpellings" | "searchWords" | "outOfScopeTopics">;

export function compileSearchVocabulary(lists: SearchLists): SearchVocabulary {
  const replaceChatSpelling = buildChatSpelling(lists.chatSpellings);
  const readPhrase = buildPhraseReader(replaceChatSpelling);
  const replacements = compileReplacements(lists, readPhrase);
  return {
    replaceChatSpelling,
    readPhrase,
    extractContentWords: (words) => replacePhrases(words, replacements),
    outOfScopeTopics: lists.outOfScopeTopics,
    phrases: phrasesOf(lists),
  };
}

/** A phrase that is kept is replaced by itself: none of the shorter phrases inside it is then replaced or left out. */
function compileReplacements(
  { searchWords, outOfScopeTopics }: SearchLists,
  readPhrase: ReadWords,
): PhraseMatcher<readonly Word[]> {
  const replace = (phrase: string, replacement: string) =>
    [phrase, readPhrase(replacement)] as const;
  const keep = (phrase: string) => replace(phrase, phrase);
  const { canonical_terms, compounds, fillers } = searchWords;
  return new PhraseMatcher(
    [
      ...outOfScopeTopics.flatMap(({ phrases }) => phrases.map(keep)),
      ...canonical_terms.flatMap(({ term, variants }) => [
        keep(term),
        ...variants.map((variant) => replace(variant, term)),
      ]),
      ...compounds.phrases.map(keep),
      ...fillers.flatMap(({ phrases }) => phrases.map((phrase) => replace(phrase, ""))),
    ],
    readPhrase,
  );
}

function phrasesOf({ searchWords, outOfScopeTopics }: SearchLists): string[] {
  const { canonical_terms, compounds, fillers } = searchWords;
  return [
    ...compounds.phrases,
    ...canonical_terms.flatMap(({ term, variants }) => [term, ...variants]),
    ...fillers.flatMap(({ phrases }) => phrases),
    ...outOfScopeTopics.flatMap(({ phrases }) => phrases),
  ];
}
