import { fold, splitWords } from "../text/fold.ts";
import { compileSentenceForm } from "../text/sentence-forms.ts";
import type { PhraseList, Vocabulary, VocabularyFile } from "../vocabulary-schema.ts";
import { catalogFiles, type ValidationIssue } from "./issue.ts";

/** One list of the vocabulary, with the place where it stands. */
interface ListedPhrases {
  readonly file: VocabularyFile;
  readonly record: string;
  readonly phrases: readonly string[];
}

/** A phrase that may stand for one thing only, with what it stands for in each place. */
interface Meaning {
  readonly file: VocabularyFile;
  readonly phrase: string;
  readonly meaning: string;
}

/** Finds phrases that can never be found in a sentence, stand twice in one list, or have two meanings. */
export function validateVocabulary(vocabulary: Vocabulary): ValidationIssue[] {
  const lists = listsOf(vocabulary);
  return [
    ...lists.flatMap(findEmptyPhrases),
    ...lists.flatMap(findRepeatedPhrases),
    ...findMalformedForms("dossier-requests.json", vocabulary.dossierRequests),
    ...findMalformedForms("reactions.json", vocabulary.reactions),
    ...findRepeatedNames("chat-spelling.json", "meant", meantTexts(vocabulary)),
    ...findRepeatedNames("search-words.json", "term", terms(vocabulary)),
    ...findRepeatedNames("out-of-scope-topics.json", "id", topicIds(vocabulary)),
    ...findContradictions(chatMeanings(vocabulary)),
    ...findContradictions(searchMeanings(vocabulary)),
    ...findContradictions(questionMeanings(vocabulary)),
    ...findContradictions(meaningsOf("finer-questions.json", vocabulary.finerQuestions.kinds)),
    ...findContradictions(emergencyMeanings(vocabulary)),
    ...findContradictions(meaningsOf("commands.json", vocabulary.commands.commands)),
    ...findContradictions(meaningsOf("commands.json", vocabulary.commands.languages)),
    ...findContradictions(meaningsOf("forms-of-address.json", vocabulary.formOfAddressWords.forms)),
  ];
}

function listsOf(vocabulary: Vocabulary): ListedPhrases[] {
  const { chatSpellings, searchWords, outOfScopeTopics, emergencies, questions } = vocabulary;
  const { services, urgent, cries, past, lookalikes } = emergencies;
  const { words, fraud, moods } = vocabulary.happenings;
  const { finerQuestions: finer } = vocabulary;
  const { starters, duties, bringing, negated } = vocabulary.yesNoWords;
  const { meta: _, ...ruleWords } = vocabulary.intentRuleWords;
  const { meta: _words, ...englishWords } = vocabulary.englishWords;
  const { meta: _meta, ...personNames } = vocabulary.personNames;
  const { commands, courtesies, toldFacts } = vocabulary;
  const { meta: _note, forms, ...addressWords } = vocabulary.formOfAddressWords;
  const named = (file: VocabularyFile, lists: Readonly<Record<string, PhraseList>>) =>
    Object.entries(lists).map(([record, { phrases }]) => ({ file, record, phrases }));
  return [
    ...chatSpellings.flatMap(({ meant, typed }) => [
      { file: "chat-spelling.json" as const, record: meant, phrases: [meant] },
      { file: "chat-spelling.json" as const, record: meant, phrases: typed },
    ]),
    ...searchWords.canonical_terms.flatMap(({ term, variants }) => [
      { file: "search-words.json" as const, record: term, phrases: [term] },
      { file: "search-words.json" as const, record: term, phrases: variants },
    ]),
    {
      file: "search-words.json",
      record: "fillers",
      phrases: searchWords.fillers.flatMap(({ phrases }) => phrases),
    },
    ...named("search-words.json", { compounds: searchWords.compounds }),
    ...outOfScopeTopics.map(({ id, phrases }) => ({
      file: "out-of-scope-topics.json" as const,
      record: id,
      phrases,
    })),
    ...named("emergencies.json", { ...services, urgent, cries, past, lookalikes }),
    ...named("happenings.json", { ...words, ...fraud, ...moods }),
    ...named("questions.json", { ...questions.questions, lookalikes: questions.lookalikes }),
    ...named("questions.json", questions.noun_questions),
    ...named("finer-questions.json", finer.kinds),
    ...named("finer-questions.json", { ...finer.events, ...finer.groups, ...finer.papers }),
    ...named("finer-questions.json", finer.no_question),
    ...named("keywords.json", vocabulary.keywords),
    ...named("yes-no-questions.json", { starters, duties, bringing, negated }),
    ...named("intent-rules.json", ruleWords),
    ...named("person-names.json", personNames),
    ...named("english-words.json", englishWords),
    ...named("denials.json", { ...vocabulary.denials }),
    ...named("told-facts.json", { ...toldFacts.persons, ...toldFacts.words, weak: toldFacts.weak }),
    ...named("told-facts.json", toldFacts.sets),
    ...toldFacts.sayings.flatMap(({ procedures, question, says }) =>
      Object.entries(says).map(([value, phrases]) => ({
        file: "told-facts.json" as const,
        record: `${procedures.join(", ")}: ${question}: ${value}`,
        phrases,
      })),
    ),
    ...named("forms-of-address.json", { ...forms, ...addressWords }),
    ...named("dossier-requests.json", vocabulary.dossierRequests),
    ...named("reactions.json", vocabulary.reactions),
    ...named("commands.json", { ...commands.commands, ...commands.languages }),
    ...named("commands.json", { openings: commands.openings, closings: commands.closings }),
    ...named("commands.json", { alone: commands.alone, subjects: commands.subjects }),
    ...Object.entries(courtesies).flatMap(([record, { openings = [], closings, ...either }]) =>
      [openings, closings, [...either.phrases, ...(either.beginnings ?? [])]].map((phrases) => ({
        file: "courtesies.json" as const,
        record,
        phrases,
      })),
    ),
  ];
}

function findEmptyPhrases({ file, record, phrases }: ListedPhrases): ValidationIssue[] {
  return phrases
    .filter((phrase) => fold(phrase) === "")
    .map((phrase) =>
      issue(file, record, `"${phrase}" holds no letter and no digit`, "write it in words"),
    );
}

function findRepeatedPhrases({ file, record, phrases }: ListedPhrases): ValidationIssue[] {
  const repeated = [...Map.groupBy(phrases, spellingOf).values()].filter(
    ({ length }) => length > 1,
  );
  return repeated.map((same) =>
    issue(file, record, `${same.map(quote).join(" and ")} are the same phrase`, "keep one of them"),
  );
}

function findMalformedForms(
  file: VocabularyFile,
  lists: Readonly<Record<string, PhraseList>>,
): ValidationIssue[] {
  const remedy = "write it as the note at the head of the file says";
  return Object.entries(lists).flatMap(([record, { phrases }]) =>
    phrases
      .filter((form) => compileSentenceForm(form) === null)
      .map((form) => issue(file, record, `${quote(form)} is malformed`, remedy)),
  );
}

function findRepeatedNames(
  file: VocabularyFile,
  field: string,
  names: readonly string[],
): ValidationIssue[] {
  const repeated = [...Map.groupBy(names, spellingOf).values()].filter(({ length }) => length > 1);
  return repeated.map(([name = ""]) => ({
    ...issue(file, name, `${quote(name)} has several records`, "put their phrases into one"),
    field,
  }));
}

function findContradictions(meanings: readonly Meaning[]): ValidationIssue[] {
  return [...Map.groupBy(meanings, ({ phrase }) => spellingOf(phrase)).values()].flatMap((same) => {
    const [first] = same;
    const different = [...new Set(same.map(({ meaning }) => meaning))];
    if (first === undefined || different.length < 2) return [];
    const { file, phrase } = first;
    const reason = `${quote(phrase)} stands for ${different.map(quote).join(" and for ")}`;
    return [issue(file, phrase, reason, "keep one of them")];
  });
}

function meantTexts({ chatSpellings }: Vocabulary): string[] {
  return chatSpellings.map(({ meant }) => meant);
}

function terms({ searchWords }: Vocabulary): string[] {
  return searchWords.canonical_terms.map(({ term }) => term);
}

function topicIds({ outOfScopeTopics }: Vocabulary): string[] {
  return outOfScopeTopics.map(({ id }) => id);
}

function chatMeanings({ chatSpellings }: Vocabulary): Meaning[] {
  return chatSpellings.flatMap(({ meant, typed }) =>
    typed.map((phrase) => ({ file: "chat-spelling.json" as const, phrase, meaning: meant })),
  );
}

/** A phrase is replaced, kept or left out: only the last of these would happen. */
function searchMeanings({ searchWords, outOfScopeTopics }: Vocabulary): Meaning[] {
  const { canonical_terms, fillers, compounds } = searchWords;
  const meaning = (phrases: readonly string[], text: string | null) =>
    phrases.map((phrase) => ({
      file: "search-words.json" as const,
      phrase,
      meaning: text ?? spellingOf(phrase),
    }));
  return [
    ...canonical_terms.flatMap(({ term, variants }) => meaning(variants, term)),
    ...meaning(compounds.phrases, null),
    ...outOfScopeTopics.flatMap(({ phrases }) => meaning(phrases, null)),
    ...fillers.flatMap(({ phrases }) => meaning(phrases, "nothing")),
  ];
}

function questionMeanings({ questions }: Vocabulary): Meaning[] {
  return meaningsOf("questions.json", {
    ...questions.questions,
    "a part of a name": questions.lookalikes,
  });
}

function emergencyMeanings({ emergencies }: Vocabulary): Meaning[] {
  return meaningsOf("emergencies.json", {
    ...emergencies.services,
    "no emergency": emergencies.lookalikes,
  });
}

function meaningsOf(file: VocabularyFile, lists: Readonly<Record<string, PhraseList>>): Meaning[] {
  return Object.entries(lists).flatMap(([meaning, { phrases }]) =>
    phrases.map((phrase) => ({ file, phrase, meaning })),
  );
}

/** Two phrases are the same if they differ only in case, punctuation, Unicode form and the place of a tone mark. */
function spellingOf(phrase: string): string {
  return splitWords(phrase)
    .map(({ exact }) => exact)
    .join(" ");
}

function quote(text: string): string {
  return `"${text}"`;
}

function issue(
  file: VocabularyFile,
  record: string,
  reason: string,
  remedy: string,
): ValidationIssue {
  return { file: `${catalogFiles.vocabulary}/${file}`, record, field: "phrases", reason, remedy };
}
