/** Where a record comes from, as a page names it. */
export interface NamedOrigin {
  /** null: a document that only the project keeps. */
  readonly name: string | null;
  readonly url: string | null;
}

const webAddress = /^https:\/\/[^\s()<>"]+/;
/** A document in the project's own store. */
const keptDocument = /^seed:/;
const maxNameLength = 90;

/** Names the sources of a help point, each once. */
export function nameSources(sources: readonly string[]): NamedOrigin[] {
  const named = sources.map(nameSource);
  const byName = new Map(named.map((each) => [each.url ?? each.name, each]));
  return [...byName.values()];
}

function nameSource(source: string): NamedOrigin {
  const [url] = webAddress.exec(source) ?? [];
  if (url !== undefined && URL.canParse(url)) return { name: new URL(url).hostname, url };
  if (keptDocument.test(source)) return { name: null, url: null };
  const name = source.length > maxNameLength ? `${source.slice(0, maxNameLength)}…` : source;
  return { name, url: null };
}
