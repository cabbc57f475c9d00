import type { Procedure } from "../../procedure-schema.ts";
import type { Ranking } from "../../search/topics.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import type { FinerQuestions, ToldEvent } from "../../vocabulary-schema.ts";
import type { FinerQuestion } from "./finer-questions.ts";
import { compileLooseForms } from "./loose-forms.ts";

/** Finds, in a text as `toTokens` writes it, what a deadline may count from. */
export type FindToldEvent = (text: string) => ToldEvent | null;

/** A procedure that scores more is what the sentence names. */
const namedScore = 0.5;

export function buildToldEvents(
  { events }: Pick<FinerQuestions, "events">,
  readPhrase: ReadWords,
): FindToldEvent {
  const birth = compileLooseForms(events.birth, readPhrase);
  const death = compileLooseForms(events.death, readPhrase);
  return (text) => (death.test(text) ? "death" : birth.test(text) ? "birth" : null);
}

/** Puts the commonest procedure whose deadline counts from the event first, if a deadline is asked and nothing is named. */
export function offerForEvent(
  ranking: Ranking,
  finer: readonly FinerQuestion[],
  event: ToldEvent | null,
  procedures: ReadonlyMap<string, Procedure>,
): Ranking {
  const isAsked = event !== null && finer.some(({ kind }) => kind === "deadline");
  const isNamed = (ranking.procedures[0]?.score ?? 0) >= namedScore;
  if (!isAsked || isNamed) return ranking;
  const meant = [...procedures.values()]
    .filter(({ deadlines = [] }) => deadlines.some(({ from }) => from === event))
    .sort((a, b) => a.demand - b.demand)[0];
  if (meant === undefined) return ranking;
  const others = ranking.procedures.filter(({ id }) => id !== meant.id);
  const first = { id: meant.id, demand: meant.demand, score: 0.9 };
  return { ...ranking, procedures: [first, ...others], outOfScopeScore: 0, unknownWordCount: 0 };
}
