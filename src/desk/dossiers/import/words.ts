import type { Catalog } from "../../../catalog/catalog.ts";
import { isDossierStatus } from "../../../catalog/dossiers/dossier-status.ts";
import type { Procedure } from "../../../catalog/procedure-schema.ts";
import { fold } from "../../../catalog/text/fold.ts";
import { selectImportWords } from "../../../db/queries/import-words.ts";
import type { DbHandle } from "../../../db/schema.ts";
import { guessStatus, isStatusName, readStatusWord, type StatusMeaning } from "./status-words.ts";

export const wordKinds = ["status", "procedure", "unit"] as const;

/** What a word of the agency's system names. */
export type WordKind = (typeof wordKinds)[number];

/** A procedure or unit whose name is kept as the file writes it. */
export const asWritten = "keep";
/** A status that says nothing of how far the dossier is. */
export const noStatus = "none";
/** A unit whose rows are another's. */
export const otherUnit = "skip";

/** How a word came to its meaning. */
export type WordOrigin = "name" | "synonym" | "agency" | "unknown";

export interface ReadWord<Meaning> {
  readonly meaning: Meaning;
  readonly origin: WordOrigin;
}

export interface ProcedureMeaning {
  readonly name: string;
  /** null: kept as it is written, without a code. */
  readonly code: string | null;
}

/** What the words in an agency's files mean: what the agency has said, otherwise what every system means by them. */
export interface WordBook {
  /** null: somebody has to say what it means. */
  readStatus(typed: string): ReadWord<StatusMeaning | null>;
  readProcedure(typed: string): ReadWord<ProcedureMeaning>;
  /** null: the row is another unit's. */
  readUnit(typed: string): ReadWord<string | null>;
}

export async function loadWordBook(
  db: DbHandle,
  agencyId: number,
  catalog: Pick<Catalog, "procedures">,
): Promise<WordBook> {
  const rows = await selectImportWords(db, agencyId);
  const meanings = new Map(rows.map(({ kind, word, meaning }) => [`${kind} ${word}`, meaning]));
  const names = indexNames(catalog);
  const meaningOf = (kind: WordKind, typed: string) => meanings.get(`${kind} ${fold(typed)}`);
  return {
    readStatus: remember((typed) => {
      const said = meaningOf("status", typed);
      if (said !== undefined) return { meaning: parseStatusMeaning(said), origin: "agency" };
      const meaning = readStatusWord(typed);
      if (meaning === null) return { meaning, origin: "unknown" };
      return { meaning, origin: isStatusName(typed) ? "name" : "synonym" };
    }),
    readProcedure: remember((typed) => {
      const said = meaningOf("procedure", typed);
      const procedure = said === undefined ? names.get(fold(typed)) : catalog.procedures.get(said);
      const origin = said !== undefined ? "agency" : procedure === undefined ? "unknown" : "name";
      const meaning = { name: procedure?.name ?? typed, code: procedure?.code ?? null };
      // A name that is the catalogue's but for capitals stays as it is written.
      return { meaning: origin === "name" ? { ...meaning, name: typed } : meaning, origin };
    }),
    readUnit: remember((typed) => {
      const said = meaningOf("unit", typed);
      if (said === undefined) return { meaning: typed, origin: "unknown" };
      if (said === otherUnit) return { meaning: null, origin: "agency" };
      return { meaning: said === asWritten ? typed : said, origin: "agency" };
    }),
  };
}

/** A file of 100,000 rows has a dozen different words. */
const maxRemembered = 5_000;

function remember<Meaning>(
  read: (typed: string) => ReadWord<Meaning>,
): (typed: string) => ReadWord<Meaning> {
  const known = new Map<string, ReadWord<Meaning>>();
  return (typed) => {
    const before = known.get(typed);
    if (before !== undefined) return before;
    const word = read(typed);
    if (known.size < maxRemembered) known.set(typed, word);
    return word;
  };
}

function parseStatusMeaning(stored: string): StatusMeaning | null {
  if (stored === noStatus) return noStatus;
  const status = Number(stored);
  return isDossierStatus(status) ? status : null;
}

/** Of procedures with the same name, the first counts. */
function indexNames({ procedures }: Pick<Catalog, "procedures">): ReadonlyMap<string, Procedure> {
  return new Map(
    [...procedures.values()].toReversed().map((each) => [fold(each.name), each] as const),
  );
}

const maxGuesses = 8;

/** Returns the procedures that a name may mean, the likeliest first: those that share most of its words. */
export function guessProcedures(
  typed: string,
  { procedures }: Pick<Catalog, "procedures">,
): Procedure[] {
  const words = new Set(fold(typed).split(" "));
  const scored = [...procedures.values()].map((procedure) => {
    const own = new Set(fold(procedure.name).split(" "));
    const shared = [...words].filter((word) => own.has(word)).length;
    return { procedure, score: (2 * shared) / (words.size + own.size) };
  });
  return scored
    .filter(({ score }) => score > 0.3)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, maxGuesses)
    .map(({ procedure }) => procedure);
}

/** Returns the meaning that is offered for a word, as it is stored; "": none. */
export function guessMeaning(kind: WordKind, typed: string): string {
  if (kind !== "status") return asWritten;
  const guess = guessStatus(typed);
  return guess === null ? "" : String(guess);
}

/** Returns whether a meaning can be stored for a word of this kind. */
export function isMeaning(
  kind: WordKind,
  meaning: string,
  { procedures }: Pick<Catalog, "procedures">,
): boolean {
  switch (kind) {
    case "status":
      return meaning === noStatus || isDossierStatus(Number(meaning));
    case "procedure":
      return meaning === asWritten || procedures.has(meaning);
    case "unit":
      return meaning !== "" && meaning.length <= maxUnitLength;
  }
}

export const maxUnitLength = 200;
