import { z } from "zod";
import { formsOfAddress } from "./form-of-address.ts";
import { languages } from "./language.ts";

/** The shapes of the vocabulary by which typed sentences are understood (`data/nlu/*.json`). */

/** Whom to call in danger. */
export const emergencyServices = [
  ...(["police", "fire", "ambulance", "child", "rescue", "self_harm"] as const),
] as const;
export type EmergencyService = (typeof emergencyServices)[number];

/** What can be asked about a procedure. */
const questionKinds = [
  "documents",
  "where",
  "fee",
  "time",
  "online",
  "steps",
  "entitlement",
  "eligibility",
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What a sentence can mention or wish, beside its questions; `data/nlu/keywords.json` describes each. */
const keywordKinds = [
  ...(["paper", "obtaining", "formality", "travel", "place", "office", "acting"] as const),
  ...(["nearby", "needs_help", "address", "hours", "off_hours", "opening"] as const),
  ...(["status", "submitted", "no_result", "contact", "staff", "person"] as const),
  ...(["navigation", "start_page", "menu", "smalltalk", "account"] as const),
] as const;
export type KeywordKind = (typeof keywordKinds)[number];

/** What a resident may say at any moment, whatever the question is. */
export const commandKinds = [
  "back",
  "cancel",
  "menu",
  "resume",
  "repeat",
  "person",
  "nearest",
] as const;
export type Command = (typeof commandKinds)[number];

/** Sentences that are nothing but polite, or an insult, in the order in which they are tried. */
export const courtesyKinds = ["thanks", "agreement", "farewell", "insult", "greeting"] as const;
export type Courtesy = (typeof courtesyKinds)[number];

/** What a sentence can want with dossiers or personal data, in the order in which it is tried. */
export const dossierRequestKinds = [
  ...(["stop-notifications", "stop-general-news", "pair-chat", "erase-data"] as const),
  ...(["data-copy", "data-correction", "data-restriction"] as const),
  ...(["data-objection", "data-complaint"] as const),
  ...(["rate-dossier", "list-dossiers", "track-dossier"] as const),
] as const;
export type DossierRequestKind = (typeof dossierRequestKinds)[number];

/** The words of the rules by which it is read what happened; `data/nlu/happenings.json` describes each. */
const happeningWordKinds = [
  ...(["people", "pronouns", "others", "whose", "before_dying", "dying", "leaving"] as const),
  ...([
    "gone",
    "after_dying",
    "turns",
    "mourning",
    "death_names",
    "birth_names",
    "born",
    "children",
    "bearing",
  ] as const),
  ...(["losing", "lost_weak", "containers", "papers", "things", "all_papers"] as const),
  ...(["amounts", "everything", "not_these_papers", "lookalikes"] as const),
  ...(["own_mourning", "not_yet", "supposed", "homographs", "before_relative"] as const),
  ...(["before_losing", "after_bereavement", "after_leaving", "units"] as const),
  ...(["about_length", "long_ago", "suicide", "wish_to_die"] as const),
  ...(["drowned", "not_asked", "replacing", "seal_names", "aid", "again"] as const),
] as const;
const fraudWordKinds = [
  ...([
    "named",
    "callers",
    "strangers",
    "contacts",
    "asks",
    "strongest",
    "strong",
    "weak",
  ] as const),
  ...(["given", "at_the_office", "calls_out"] as const),
  ...(["free", "paying", "brokers", "doubts"] as const),
] as const;

/** What a resident may feel, in the order in which it is tried. */
export const moodKinds = ["grief", "anger", "thanks"] as const;
export type Mood = (typeof moodKinds)[number];

/** After what certain procedures are offered. */
export const offeredAfter = ["death", "birth", "lost_papers", "fraud"] as const;
export type OfferedAfter = (typeof offeredAfter)[number];

export type SignalKind =
  | (typeof happeningWordKinds)[number]
  | (typeof fraudWordKinds)[number]
  | Mood;
/** Whose age or birth a sentence may tell. */
export const toldPersons = ["child", "self", "elder", "spouse", "relative"] as const;
export type ToldPerson = (typeof toldPersons)[number];

/** What the words around a fact do to it; `data/nlu/told-facts.json` describes each. */
export const toldWordKinds = [
  ...(["others", "other_ties", "suppositions", "negations"] as const),
  ...(["links", "plans", "alternatives"] as const),
  ...(["question_starts", "question_ends", "question_duties"] as const),
  ...(["rules", "generics", "definitions", "lookalikes"] as const),
  ...(["births", "unborn", "beneficiaries", "sales", "rent", "contributions"] as const),
] as const;
export type ToldWordKind = (typeof toldWordKinds)[number];

/** What a sentence does with a question instead of answering it, in the order in which it is tried. */
export const reactionKinds = ["unsure", "why", "enough", "corrected", "denied"] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/** Finer kinds of questions than the intents; `data/nlu/finer-questions.json` describes each. */
export const askKinds = [
  ...(["ward_renamed", "old_papers", "age_entitlement", "penalty", "deadline"] as const),
  ...(["by_proxy", "go_home", "permission", "amount", "who"] as const),
] as const;
export type AskKind = (typeof askKinds)[number];

/** What a legal time limit can count from that a sentence tells without naming a procedure. */
const toldEvents = ["birth", "death"] as const;
export type ToldEvent = (typeof toldEvents)[number];

/** What benefits depend on besides the age. */
export const residentGroups = [
  ...(["no_pension", "pension", "poor", "disabled"] as const),
  ...(["single_parent", "orphan", "merit", "insured"] as const),
] as const;
export type ResidentGroup = (typeof residentGroups)[number];

/** The papers that have an answer of their own to whether they must be exchanged. */
export const knownPapers = ["id_card", "land_paper", "vehicle_paper"] as const;
export type KnownPaper = (typeof knownPapers)[number];

const text = z.string().trim().min(1);
const phrases = z.array(text).min(1);
const list = z.strictObject({ about: text, phrases });
const meta = z.strictObject({ note: text });

const chatSpellingSchema = z.strictObject({ meant: text, typed: phrases });
const canonicalTermSchema = z.strictObject({ term: text, variants: phrases });
const topicSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/, "must be a slug such as driving-test"),
  /** It may occur in the story of a procedure, and counts less. */
  everyday: z.literal(true).optional(),
  phrases,
});

const emergencyCallSchema = z.strictObject({
  number: z.string().regex(/^[\d ]+$/),
  /** Who answers, and when if not always. */
  vi: text,
  en: text,
  source: text,
});

const offerSchema = z.strictObject({ about: text, procedures: z.array(text).min(1) });

/** What tells an option of a question; "…" in a phrase stands for up to five words, "<nước>" for any word of that set. */
const sayingSchema = z.strictObject({
  procedures: z.array(text).min(1),
  question: text,
  says: z.record(text, phrases),
});

const courtesySchema = z.strictObject({
  openings: phrases.optional(),
  phrases,
  /** They may be followed by anything. */
  beginnings: phrases.optional(),
  closings: phrases,
});

/** The content of each file, by its name. */
export const vocabularySchemas = {
  "chat-spelling.json": z.strictObject({ meta, chat_spellings: z.array(chatSpellingSchema) }),
  "search-words.json": z.strictObject({
    meta,
    canonical_terms: z.array(canonicalTermSchema),
    fillers: z.array(list),
    compounds: list,
  }),
  "out-of-scope-topics.json": z.strictObject({ meta, topics: z.array(topicSchema) }),
  "emergencies.json": z.strictObject({
    meta,
    services: z.record(
      z.enum(emergencyServices),
      list.extend({ calls: z.array(emergencyCallSchema).min(1) }),
    ),
    urgent: list,
    cries: list,
    past: list,
    lookalikes: list,
  }),
  "happenings.json": z.strictObject({
    meta,
    words: z.record(z.enum(happeningWordKinds), list),
    fraud: z.record(z.enum(fraudWordKinds), list),
    moods: z.record(z.enum(moodKinds), list),
    offers: z.record(z.enum(offeredAfter), offerSchema),
  }),
  "questions.json": z.strictObject({
    meta,
    questions: z.record(z.enum(questionKinds), list),
    lookalikes: list,
    noun_questions: z.strictObject({
      documents: list,
      where: list,
      asking: list,
      interrupting: list,
    }),
  }),
  "finer-questions.json": z.strictObject({
    meta,
    kinds: z.record(z.enum(askKinds), list),
    events: z.record(z.enum(toldEvents), list),
    groups: z.record(z.enum(residentGroups), list),
    papers: z.record(z.enum(knownPapers), list),
    no_question: z.strictObject({
      story: list,
      bare: list,
      denied_wishes: list,
      turns: list,
      denied_states: list,
    }),
  }),
  "keywords.json": z.strictObject({ meta, keywords: z.record(z.enum(keywordKinds), list) }),
  "yes-no-questions.json": z.strictObject({
    meta,
    starters: list,
    duties: list,
    bringing: list,
    negated: list,
  }),
  "intent-rules.json": z.strictObject({
    meta,
    address_words: list,
    office_hours: list,
    aid: list,
    hours_not_place: list,
    money: list,
    before_alternative: list,
    after_alternative: list,
  }),
  "commands.json": z.strictObject({
    meta,
    commands: z.record(z.enum(commandKinds), list),
    languages: z.record(z.enum(languages), list),
    openings: list,
    closings: list,
    alone: list,
    subjects: list,
  }),
  "dossier-requests.json": z.strictObject({
    meta,
    /** Their phrases are sentence forms: see `text/sentence-forms.ts`. */
    requests: z.record(z.enum(dossierRequestKinds), list),
  }),
  "english-words.json": z.strictObject({ meta, english: list, beside: list, shared: list }),
  "reactions.json": z.strictObject({
    meta,
    /** Their phrases are sentence forms: see `text/sentence-forms.ts`. */
    reactions: z.record(z.enum(reactionKinds), list),
  }),
  "forms-of-address.json": z.strictObject({
    meta,
    forms: z.record(z.enum(formsOfAddress), list),
    asking: list,
    needing: list,
    letting: list,
    let_do: list,
    helping: list,
    pleading: list,
    naming: list,
    plain: list,
    openings: list,
    since: list,
    calls: list,
    called: list,
    others: list,
    siblings: list,
    lookalikes: list,
  }),
  "person-names.json": z.strictObject({
    meta,
    family: list,
    middle: list,
    introductions: list,
    titles: list,
    ends: list,
    kept: list,
  }),
  "denials.json": z.strictObject({
    meta,
    denials: z.strictObject({ outright: list, weak: list }),
  }),
  "told-facts.json": z.strictObject({
    meta,
    persons: z.record(z.enum(toldPersons), list),
    words: z.record(z.enum(toldWordKinds), list),
    weak: list,
    /** Ids of questions about what is wanted: "đổi chủ hộ được không" tells it all the same. */
    wishes: list,
    /** Words that a phrase names together: "<nước>" is any of that set. */
    sets: z.record(text, list),
    sayings: z.array(sayingSchema),
  }),
  "courtesies.json": z.strictObject({
    meta,
    courtesies: z.record(z.enum(courtesyKinds), courtesySchema),
  }),
} as const;

export type VocabularyFile = keyof typeof vocabularySchemas;
type Content<File extends VocabularyFile> = z.infer<(typeof vocabularySchemas)[File]>;

/** Phrases with one purpose. */
export type PhraseList = z.infer<typeof list>;
export type ChatSpelling = z.infer<typeof chatSpellingSchema>;
export type OutOfScopeTopic = z.infer<typeof topicSchema>;
type SearchWords = Content<"search-words.json">;
export type EmergencyPhrases = Content<"emergencies.json">;
export type EmergencyCall = z.infer<typeof emergencyCallSchema>;
export type HappeningWords = Content<"happenings.json">;
export type HappeningLists = Readonly<Record<SignalKind, PhraseList>>;
export type QuestionPhrases = Content<"questions.json">;
type KeywordPhrases = Content<"keywords.json">["keywords"];
export type YesNoWords = Content<"yes-no-questions.json">;
export type IntentRuleWords = Content<"intent-rules.json">;
export type FinerQuestions = Content<"finer-questions.json">;
export type CommandPhrases = Content<"commands.json">;
export type DossierRequestForms = Content<"dossier-requests.json">["requests"];
export type EnglishWords = Content<"english-words.json">;
export type ReactionForms = Content<"reactions.json">["reactions"];
export type ToldFactPhrases = Content<"told-facts.json">;
export type FormOfAddressWords = Content<"forms-of-address.json">;
export type PersonNames = Content<"person-names.json">;
export type DenialPhrases = Content<"denials.json">["denials"];
export type CourtesyPhrases = Content<"courtesies.json">["courtesies"];

/** All words and phrases by which sentences are understood. */
export interface Vocabulary {
  readonly chatSpellings: readonly ChatSpelling[];
  readonly searchWords: SearchWords;
  readonly outOfScopeTopics: readonly OutOfScopeTopic[];
  readonly emergencies: EmergencyPhrases;
  readonly happenings: HappeningWords;
  readonly questions: QuestionPhrases;
  readonly finerQuestions: FinerQuestions;
  readonly keywords: KeywordPhrases;
  readonly yesNoWords: YesNoWords;
  readonly intentRuleWords: IntentRuleWords;
  readonly commands: CommandPhrases;
  readonly courtesies: CourtesyPhrases;
  readonly dossierRequests: DossierRequestForms;
  readonly reactions: ReactionForms;
  readonly personNames: PersonNames;
  readonly englishWords: EnglishWords;
  readonly denials: DenialPhrases;
  readonly toldFacts: ToldFactPhrases;
  readonly formOfAddressWords: FormOfAddressWords;
}
