import type { Language } from "./language.ts";
import type { FindPlaces, PlaceMatch } from "./places.ts";
import type { CatalogRecords } from "./schema.ts";
import { contentWords } from "./search/content-words.ts";
import { indexMatters } from "./search/matters.ts";
import type { Scored } from "./search/phrase-index.ts";
import { type Decision, decide, type SearchHit } from "./search.ts";
import { evenlySpelled, type Stretch } from "./typing/phrase-book.ts";
import { chooseIntent } from "./understanding/choose-intent.ts";
import { type Cues, cueVocabulary, findCues, type Question } from "./understanding/cues.ts";
import { findDossierCode } from "./understanding/dossier-code.ts";
import type { Intent } from "./understanding/intent.ts";
import type { EmergencyService } from "./understanding/vocabulary/emergencies.ts";
import { spelledWords, type Word } from "./vietnamese.ts";
import { parseWhen, type When } from "./when.ts";

/** What a sentence comes to. */
export interface Understanding {
  readonly intent: Intent;
  /** Procedures that may be meant, best first. */
  readonly results: readonly SearchHit[];
  /** What the results are worth: one winner, a choice, or none. */
  readonly decision: Decision;
  /** The sentence itself named them; else they are what the conversation is about. */
  readonly named: boolean;
  /** Its words that stand in the catalogue or in the list of common words, in their order, each once; courtesies left out. */
  readonly known: readonly string[];
  /** The time that was said, unless it is over. */
  readonly time?: Exclude<When, { kind: "past" }>;
  /** The places that were named; several are equally good. */
  readonly place?: readonly PlaceMatch[];
  readonly dossierCode?: string;
  /** In an emergency: whom to call. */
  readonly services?: readonly EmergencyService[];
}

export interface About {
  readonly now: Date;
  /** The procedure that the conversation is about: what is asked without a name is asked of it. */
  readonly procedure?: string | null;
}

export type Understand = (sentence: string, about: About) => Understanding;

/** Of the catalogue's records. */
export type UnderstoodRecords = Pick<CatalogRecords, "procedures" | "alsoSaid" | "commonWords">;

/** More would tell nobody anything. */
const maxResults = 100;
/** A time is said in fewer characters, in a long story near its question. */
const timeLength = 300;
/** A wish is told in fewer. */
const maxKnown = 20;
/** So many of the best procedures count as being asked about. */
const nearBest = 3;
/** An account that is only among them must be named this well to be what a trouble is with. */
const accountScore = 0.35;

/** Builds the one function that every channel and the API understand residents with. */
export function buildUnderstand(
  records: UnderstoodRecords,
  findPlaces: FindPlaces,
  language: Language,
): Understand {
  const vocabulary = [...cueVocabulary, ...records.commonWords];
  const matters = indexMatters(records.procedures, records.alsoSaid, vocabulary);
  const mayBeKept = keptVocabulary(records);
  const procedures = new Map(records.procedures.map((procedure) => [procedure.id, procedure]));
  return (sentence, { now, procedure = null }) => {
    const text = sentence.normalize("NFC").replace(/\s+/g, " ").trim();
    const words = matters.read(text);
    const cues = findCues(words);
    const ranking = matters.rank(withoutQuestions(cues));
    const when = parseWhen(text.slice(-timeLength), now);
    const code = findDossierCode(text);
    const place = findPlaces(text);
    const named = decide(ranking.procedures);
    const isAccount = ({ id }: Scored) => procedures.get(id)?.kind === "account";
    const best = ranking.procedures.slice(0, nearBest);
    const intent = chooseIntent({
      cues,
      ranking,
      decision: named,
      isAtHand: procedure !== null,
      isAboutAccount: best.some((hit) => isAccount(hit) && hit.score >= accountScore),
      saysTime: when === null ? null : when.kind,
      language,
      saysCode: code !== null,
      saysPlace: place.length > 0,
    });
    const isTold = intent !== "out_of_scope" && intent !== "emergency" && intent !== "smalltalk";
    const ranked =
      intent === "account_help"
        ? ranking.procedures.toSorted((a, b) => Number(isAccount(b)) - Number(isAccount(a)))
        : ranking.procedures;
    const hits = isTold ? withAbout(ranked, named, procedure) : [];
    return {
      intent,
      results: hits.slice(0, maxResults).flatMap((hit) => {
        const name = procedures.get(hit.id)?.name;
        return name === undefined ? [] : [{ ...hit, name }];
      }),
      named: named.type !== "none",
      known: knownOf(words, mayBeKept),
      decision: isTold ? decide(hits) : { type: "none" },
      ...(when === null || when.kind === "past" ? {} : { time: when }),
      ...(place.length === 0 ? {} : { place }),
      ...(code === null ? {} : { dossierCode: code }),
      ...(intent === "emergency" ? { services: [...cues.services] } : {}),
    };
  };
}

/** Words that every resident might use: those of the procedures' names, and common ones. */
function keptVocabulary({ procedures, alsoSaid, commonWords }: UnderstoodRecords): Set<string> {
  const named = procedures.flatMap(({ name, aliases, field }) => [name, field, ...aliases]);
  const texts = [...named, ...alsoSaid.flatMap(({ phrases }) => phrases), ...commonWords];
  const words = texts.flatMap((text) => evenlySpelled(spelledWords(text)));
  return new Set(words.flatMap(({ exact, folded }) => [exact, folded]));
}

/** Never a number: it could be an address, a date of birth, a telephone. */
function knownOf(words: readonly Word[], mayBeKept: ReadonlySet<string>): string[] {
  const kept = contentWords(words).filter(({ exact }) => mayBeKept.has(exact));
  const known = new Set(kept.map(({ folded }) => folded));
  return [...known].filter((word) => /^\p{L}+$/u.test(word)).slice(0, maxKnown);
}

/** "Mất mấy ngày", "nộp ở đâu", "mấy giờ mở cửa" ask of a matter and name none; nor does "nộp trên mạng" alone. */
function withoutQuestions(cues: Cues): Word[] {
  const asked = cues.questions.filter(({ value }) => askNothingElse.has(value));
  const rest = without(cues.words, [...asked, ...cues.all("hours")]);
  const online = cues.questions.filter(({ value }) => value === "online");
  const bare = without(cues.words, [...asked, ...online]);
  return contentWords(bare).length === 0 ? bare : rest;
}

function without(words: readonly Word[], spans: readonly Stretch[]): Word[] {
  return words.filter((_, at) => !spans.some(({ start, end }) => at >= start && at < end));
}
const askNothingElse: ReadonlySet<Question> = new Set(["time", "fee", "where"]);

/** Where the sentence names no procedure, the one at hand is meant. */
function withAbout(
  hits: readonly { readonly id: string; readonly score: number }[],
  named: Decision,
  procedure: string | null,
) {
  if (named.type !== "none" || procedure === null) return hits;
  return [{ id: procedure, score: 1 }, ...hits.filter(({ id }) => id !== procedure)];
}
