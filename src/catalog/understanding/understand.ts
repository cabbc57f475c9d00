import type { Language } from "../language.ts";
import type { FindPlaces, PlaceMatch } from "../places/find-places.ts";
import type { CatalogRecords } from "../schema.ts";
import { contentWords } from "../search/content-words.ts";
import { decideSearch, type SearchDecision, type SearchHit } from "../search/decide.ts";
import type { Scored } from "../search/phrase-index.ts";
import { indexMatters } from "../search/topics.ts";
import { splitWords, type Word } from "../text/fold.ts";
import { evenlySpelled, type WordSpan } from "../text/phrase-matcher.ts";
import { parseTimeExpression, type TimeExpression } from "../time-expressions/time-expression.ts";
import type { EmergencyService } from "../vocabulary-schema.ts";
import { findDossierCode } from "./dossier-code.ts";
import type { Intent } from "./intent.ts";
import { chooseIntent, isBare } from "./intent-rules.ts";
import { type Cues, cueVocabulary, findCues, type QuestionKind } from "./keywords.ts";

/** What a sentence comes to. */
export interface Understanding {
  readonly intent: Intent;
  /** Procedures that may be meant, best first. */
  readonly results: readonly SearchHit[];
  /** What the results are worth: one winner, a choice, or none. */
  readonly decision: SearchDecision;
  /** The sentence itself named them; else they are what the conversation is about. */
  readonly namesProcedure: boolean;
  /** Its words that stand in the catalogue or in the list of common words, in their order, each once; courtesies left out. */
  readonly knownWords: readonly string[];
  /** The time that was said, unless it is over. */
  readonly time?: Exclude<TimeExpression, { kind: "past" }>;
  /** The places that were named; several are equally good. */
  readonly place?: readonly PlaceMatch[];
  readonly dossierCode?: string;
  /** In an emergency: whom to call. */
  readonly emergencyServices?: readonly EmergencyService[];
}

export interface About {
  readonly now: Date;
  /** The procedure that the conversation is about: what is asked without a name is asked of it. */
  readonly procedure?: string | null;
}

export type Understand = (sentence: string, about: About) => Understanding;

/** Of the catalogue's records. */
type UnderstoodRecords = Pick<CatalogRecords, "procedures" | "synonyms" | "commonWords">;

/** What sentences are compared with; the slow part of building `understand`. */
export interface SentenceIndex {
  readonly matters: ReturnType<typeof indexMatters>;
  readonly mayBeKept: ReadonlySet<string>;
  readonly procedures: ReadonlyMap<string, CatalogRecords["procedures"][number]>;
}

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
const accountShare = 0.5;

export function indexSentences(
  procedures: UnderstoodRecords["procedures"],
  alsoSaid: UnderstoodRecords["synonyms"],
  commonWords: UnderstoodRecords["commonWords"],
): SentenceIndex {
  return {
    matters: indexMatters(procedures, alsoSaid, [...cueVocabulary, ...commonWords]),
    mayBeKept: keptVocabulary({ procedures, synonyms: alsoSaid, commonWords }),
    procedures: new Map(procedures.map((procedure) => [procedure.id, procedure])),
  };
}

/** The one function that every channel and the API understand residents with. */
export function buildUnderstand(
  { matters, mayBeKept, procedures }: SentenceIndex,
  findPlaces: FindPlaces,
  language: Language,
): Understand {
  return (sentence, { now, procedure = null }) => {
    const text = sentence.normalize("NFC").replace(/\s+/g, " ").trim();
    const words = matters.read(text);
    const cues = findCues(words);
    const ranking = matters.rank(withoutQuestions(cues));
    const when = parseTimeExpression(text.slice(-timeLength), now);
    const code = findDossierCode(text);
    const place = findPlaces(text);
    const named = decideSearch(ranking.procedures);
    const isAccount = ({ id }: Scored) => procedures.get(id)?.kind === "account";
    const best = ranking.procedures.slice(0, nearBest);
    const intent = chooseIntent({
      cues,
      ranking,
      decision: named,
      isAtHand: procedure !== null,
      isAboutAccount: best.some(
        (hit) =>
          isAccount(hit) &&
          hit.score >= Math.max(accountScore, (best[0]?.score ?? 0) * accountShare),
      ),
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
      namesProcedure: named.type !== "none",
      knownWords: knownOf(words, mayBeKept),
      decision: isTold ? decided(hits, isBare({ cues, ranking })) : { type: "none" },
      ...(when === null || when.kind === "past" ? {} : { time: when }),
      ...(place.length === 0 ? {} : { place }),
      ...(code === null ? {} : { dossierCode: code }),
      ...(intent === "emergency" ? { emergencyServices: [...cues.services] } : {}),
    };
  };
}

/** Words that every resident might use: those of the procedures' names, and common ones. */
function keptVocabulary({
  procedures,
  synonyms: alsoSaid,
  commonWords,
}: UnderstoodRecords): Set<string> {
  const named = procedures.flatMap(({ name, aliases, field }) => [name, field, ...aliases]);
  const texts = [...named, ...alsoSaid.flatMap(({ phrases }) => phrases), ...commonWords];
  const words = texts.flatMap((text) => evenlySpelled(splitWords(text)));
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
  const onlyAsks = without(cues.words, [...cues.questions, ...cues.all("hours")]);
  if (contentWords(onlyAsks).length === 0) return onlyAsks;
  const asked = cues.questions.filter(({ value }) => askNothingElse.has(value));
  const rest = without(cues.words, [...asked, ...cues.all("hours")]);
  const online = cues.questions.filter(({ value }) => value === "online");
  const bare = without(cues.words, [...asked, ...online]);
  const left = contentWords(bare).length;
  // "Khai sinh trên dịch vụ công": the site is the way, unless it is what does not work.
  const isWay = left >= matterWords && !cues.has("account");
  return left === 0 || isWay ? bare : rest;
}

/** A matter is named in so many words. */
const matterWords = 2;

function without(words: readonly Word[], spans: readonly WordSpan[]): Word[] {
  return words.filter((_, at) => !spans.some(({ start, end }) => at >= start && at < end));
}
const askNothingElse: ReadonlySet<QuestionKind> = new Set(["time", "fee", "where"]);

/** A bare matter is a choice, however well it names one of its procedures. */
function decided(hits: readonly Scored[], isMatterOnly: boolean): SearchDecision {
  const decision = decideSearch(hits);
  if (!isMatterOnly || decision.type !== "winner") return decision;
  return { type: "choice", ids: hits.slice(0, nearBest).map(({ id }) => id) };
}

/** Where the sentence names no procedure, the one at hand is meant. */
function withAbout(
  hits: readonly { readonly id: string; readonly score: number }[],
  named: SearchDecision,
  procedure: string | null,
) {
  if (named.type !== "none" || procedure === null) return hits;
  return [{ id: procedure, score: 1 }, ...hits.filter(({ id }) => id !== procedure)];
}
