import type { FactSource } from "../../catalog/procedure-schema.ts";
import type { Checklist } from "../../catalog/procedures/checklist.ts";

/** Where facts come from, as a page names it. */
export interface NamedSource {
  readonly title: string;
  /** "9/7/2026", "7/2026" or "2026"; null if it is not known. */
  readonly date: string | null;
  /** null if it is on no page of the web. */
  readonly url: string | null;
}

/** Returns the sources of everything that a checklist says, each once, those of its money first. */
export function describeSources(
  { fees, amounts, times, documents, laws }: Checklist,
  sources: ReadonlyMap<string, FactSource>,
): NamedSource[] {
  const facts = [...fees, ...amounts, ...times].map(({ fact }) => fact);
  const ids = [
    ...facts.map(({ source }) => source),
    ...documents.map(({ document }) => document.source),
    ...laws.map(({ source }) => source),
  ];
  return [...new Set(ids)].flatMap((id) => {
    const source = sources.get(id);
    return source === undefined ? [] : [nameSource(source)];
  });
}

function nameSource({ title, date, where }: FactSource): NamedSource {
  const url = where !== null && /^https:\/\/\S+$/.test(where) ? where : null;
  return { title, date: date === null ? null : formatDate(date), url };
}

function formatDate(date: string): string {
  return date.split("-").reverse().map(Number).join("/");
}
