import { fold } from "../text/fold.ts";
import { type Courtesy, type CourtesyPhrases, courtesyKinds } from "../vocabulary-schema.ts";

/** Returns what kind of courtesy or insult the whole sentence is; null if the sentence says more, or something else. */
export type FindCourtesy = (typed: string) => Courtesy | null;

/** Polite words pile up before thanks and farewells, "dạ vâng cảm ơn"; before the others stands one at most. */
const repeatsOpenings: ReadonlySet<Courtesy> = new Set(["thanks", "farewell"]);

export function buildCourtesies(lists: CourtesyPhrases): FindCourtesy {
  const patterns = courtesyKinds.map((kind) => ({ kind, pattern: compile(kind, lists[kind]) }));
  return (typed) => {
    const text = fold(typed);
    return patterns.find(({ pattern }) => pattern.test(text))?.kind ?? null;
  };
}

function compile(
  kind: Courtesy,
  { openings, phrases, beginnings, closings }: CourtesyPhrases[Courtesy],
): RegExp {
  const opening =
    openings === undefined
      ? ""
      : `(?:${alternatives(openings)} )${repeatsOpenings.has(kind) ? "*" : "?"}`;
  const beginning = beginnings === undefined ? "" : `|${alternatives(beginnings)}.*`;
  const core = `(?:${alternatives(phrases)}${beginning})`;
  return new RegExp(`^${opening}${core}(?: ${alternatives(closings)})*$`);
}

function alternatives(phrases: readonly string[]): string {
  return `(?:${phrases.map(fold).join("|")})`;
}
