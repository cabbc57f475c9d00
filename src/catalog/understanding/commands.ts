import { type Language, languages } from "../language.ts";
import { fold, splitWords, type Word } from "../text/fold.ts";
import { isSamePhrase } from "../text/phrase-matcher.ts";
import {
  type Command,
  type CommandPhrases,
  commandKinds,
  type PhraseList,
} from "../vocabulary-schema.ts";

/** Sentences that are a command, and nothing but one, whatever the question is. */
export interface CommandReader {
  /** Returns the command that the whole sentence is, or null: "tiếp tục" inside a story is no command. */
  findCommand(typed: string): Command | null;
  /** Returns the language that the whole sentence asks for, whichever language it is in; null if it asks for none. */
  findRequestedLanguage(typed: string): Language | null;
}

interface Entry<T> {
  readonly meaning: T;
  readonly words: readonly Word[];
}

export function buildCommands(lists: CommandPhrases): CommandReader {
  const openings = new Set(lists.openings.phrases.map(fold));
  const closings = new Set(lists.closings.phrases.map(fold));
  const alone = new Set(lists.alone.phrases.map(fold));
  const subjects = new Set(lists.subjects.phrases.map(fold));
  const commandEntries = commandKinds.flatMap((each) => entriesOf(each, lists.commands[each]));
  const languageEntries = languages.flatMap((each) => entriesOf(each, lists.languages[each]));
  return {
    findCommand: (typed) => findMeaning(typed, commandEntries),
    findRequestedLanguage: (typed) => findMeaning(typed, languageEntries),
  };

  /** Looks the sentence up with all its courtesies, then with fewer and fewer of them. */
  function findMeaning<T>(typed: string, entries: readonly Entry<T>[]): T | null {
    const said = splitWords(typed);
    // "Chỉ mình tôi thôi" ends with a particle, not with a command.
    if (alone.has(said.at(-1)?.folded ?? "") && said.some(({ folded }) => subjects.has(folded)))
      return null;
    let words: readonly Word[] | null = said;
    while (words !== null) {
      const remaining = words;
      const found = entries.find((entry) => isSamePhrase(remaining, entry.words));
      if (found !== undefined) return found.meaning;
      words = dropCourtesy(words);
    }
    return null;
  }

  /** Drops one courtesy, first from the end of the sentence; null if there is none. */
  function dropCourtesy(words: readonly Word[]): readonly Word[] | null {
    if (closings.has(words.at(-1)?.folded ?? "")) return words.slice(0, -1);
    return openings.has(words[0]?.folded ?? "") ? words.slice(1) : null;
  }
}

function entriesOf<T>(meaning: T, { phrases }: PhraseList): Entry<T>[] {
  return phrases.map((phrase) => ({ meaning, words: splitWords(phrase) }));
}
