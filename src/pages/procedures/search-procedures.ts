import type { Catalog } from "../../catalog/catalog.ts";
import { fold, foldedWords } from "../../catalog/text/fold.ts";
import type { EmergencyCall } from "../../catalog/vocabulary-schema.ts";

/** Of what the chat would understand; the rest are found by their words. */
const maxUnderstood = 10;

/** The folded texts of one catalogue's procedures, by id: guided ones first. They are the same for thousands of searches. */
const knownTexts = new WeakMap<Catalog["procedures"], ReadonlyMap<string, string>>();

/** What a query finds. */
export interface FoundProcedures {
  /** The ids of procedures, the best first, each once. */
  readonly ids: readonly string[];
  /** In danger nothing is looked for: whom to call instead. */
  readonly emergencyCalls: readonly EmergencyCall[];
}

/**
 * Finds the procedures that a query may mean: first those that the chat would understand, then all whose names, aliases or
 * code hold every word of it.
 */
export function searchProcedures(catalog: Catalog, query: string, now: Date): FoundProcedures {
  const { results, decision, emergencyServices = [] } = catalog.understand(query, { now });
  const calls = emergencyServices.flatMap((each) => catalog.emergencyCalls.get(each) ?? []);
  if (calls.length > 0) return { ids: [], emergencyCalls: [...new Set(calls)] };
  const understood = decision.type === "none" ? [] : results.slice(0, maxUnderstood);
  const words = foldedWords(query).map((word) => ` ${word}`);
  const named = words.length === 0 ? [] : findByWords(catalog, words);
  return { ids: [...new Set([...understood.map(({ id }) => id), ...named])], emergencyCalls: [] };
}

/** Each word must begin a word of the text: "khai s" finds "khai sinh". */
function findByWords(catalog: Catalog, words: readonly string[]): string[] {
  return [...textsOf(catalog)]
    .filter(([, text]) => words.every((word) => text.includes(word)))
    .map(([id]) => id);
}

function textsOf(catalog: Catalog): ReadonlyMap<string, string> {
  const known = knownTexts.get(catalog.procedures);
  if (known !== undefined) return known;
  const guided = [...catalog.procedures.values()].map(({ id, name, code, aliases, field }) => {
    const short = catalog.guides.get(id)?.short ?? "";
    return [id, toText(short, name, code ?? "", field, ...aliases)] as const;
  });
  const listed = [...catalog.listed.values()].map(
    ({ id, name, code, field }) => [id, toText(name, code, field ?? "")] as const,
  );
  const texts = new Map([...guided, ...listed]);
  knownTexts.set(catalog.procedures, texts);
  return texts;
}

function toText(...parts: readonly string[]): string {
  return parts.map((part) => ` ${fold(part)}`).join("");
}
