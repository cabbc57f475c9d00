import { z } from "zod";
import type { DossierStatus } from "../../../catalog/dossiers/dossier-status.ts";
import { fold } from "../../../catalog/text/fold.ts";
import type { UpdatePreview } from "../../../notify/preview/update-preview.ts";
import type { DeskContext } from "../../framework/route.ts";
import { findMissingNote } from "../note-rules.ts";
import { type CheckContext, type CheckedRow, checkRows, type Verdict } from "./check-rows.ts";
import { readChunk } from "./import-chunks.ts";
import { readCells } from "./import-row.ts";
import type { Import } from "./import-store.ts";
import { type Layout, recordsAmong } from "./layout.ts";
import { type RowReading, unknownStatus } from "./parse-row.ts";
import { loadListedPrefixes } from "./typed-prefix.ts";
import { loadWordBook, type WordKind, type WordOrigin, wordKinds } from "./words.ts";

/** A word of the file, with its rows. */
export interface WordCount {
  readonly kind: WordKind;
  /** Folded. */
  readonly word: string;
  readonly shown: string;
  readonly rows: number;
  readonly origin: WordOrigin;
  /** As it is stored, if it has one; "": none. */
  readonly meaning: string;
}

/** What was found in a file. */
export interface Summary {
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly words: readonly WordCount[];
  /** The rows of each status whose note is missing, and those that the common note fills. */
  readonly notes: readonly { status: DossierStatus; missing: number; filled: number }[];
  /** The identifiers of codes that are no agency's, as they are written, with their rows. */
  readonly prefixes: readonly { readonly prefix: string; readonly rows: number }[];
  /** Of a large file: what sending it would do, as it was foreseen when it was checked. */
  readonly preview: UpdatePreview | null;
}

export const noCounts: Summary["counts"] = { faulty: 0, new: 0, known: 0, ignored: 0 };

const count = z.number();
const statusSchema = z.custom<DossierStatus>((value) => typeof value === "number");
export const summarySchema: z.ZodType<Summary> = z.object({
  counts: z.object({ faulty: count, new: count, known: count, ignored: count }),
  words: z.array(
    z.object({
      kind: z.enum(wordKinds),
      word: z.string(),
      shown: z.string(),
      rows: count,
      origin: z.enum(["name", "synonym", "agency", "unknown"]),
      meaning: z.string(),
    }),
  ),
  notes: z.array(z.object({ status: statusSchema, missing: count, filled: count })),
  prefixes: z.array(z.object({ prefix: z.string(), rows: count })),
  preview: z
    .custom<UpdatePreview>((value) => typeof value === "object")
    .nullable()
    .transform((preview) => preview && { ...preview, quietUntil: toDate(preview.quietUntil) }),
});

/** JSON knows no dates. */
function toDate(stored: Date | string | null): Date | null {
  return stored === null ? null : new Date(stored);
}

/** A system has a dozen words of each kind; a wrongly chosen column may have thousands. */
const maxWords = 200;

/** What the rows of an import are checked with: the agency's words and identifiers as they are now. */
export async function openCheck(
  { database, catalog, dossierBox: box }: Pick<DeskContext, "database" | "catalog" | "dossierBox">,
  { agencyId, columns, layout }: Import,
  now: Date,
): Promise<CheckContext> {
  const words = await loadWordBook(database.db, agencyId, catalog());
  const reading = { columns, words, notes: layout?.notes ?? {} };
  const prefixes = await loadListedPrefixes(database.db);
  return { reading, agencyId, prefixes, box, now, seen: new Map() };
}

/** Returns the positions of the chunks of the sheet that is read. */
export function chunksOf({ sheets, sheet }: Layout): { firstChunk: number; endChunk: number } {
  return sheets[sheet] ?? { firstChunk: 0, endChunk: 0 };
}

/** Checks the dossiers of one chunk. */
export async function checkChunk(
  desk: Pick<DeskContext, "database" | "box">,
  { id, layout }: { readonly id: number; readonly layout: Layout },
  position: number,
  context: CheckContext,
): Promise<CheckedRow[]> {
  const rows = await readChunk(desk, id, position);
  const records = recordsAmong(rows, { ...layout, skipped: new Set(layout.skipped) });
  return checkRows(desk.database.db, records, context);
}

/** Adds up what is found in the rows of a file. */
export class SummaryBuilder {
  readonly #reading: RowReading;
  readonly #counts: Record<Verdict, number> = { ...noCounts };
  readonly #words = new Map<string, WordCount>();
  readonly #notes = new Map<DossierStatus, { missing: number; filled: number }>();
  readonly #prefixes = new Map<string, number>();

  constructor(reading: RowReading) {
    this.#reading = reading;
  }

  add(checked: CheckedRow): void {
    const { verdict, strangePrefix, row } = checked;
    this.#counts[verdict] += 1;
    if (strangePrefix !== null) {
      this.#prefixes.set(strangePrefix, (this.#prefixes.get(strangePrefix) ?? 0) + 1);
    }
    const cells = readCells(row, this.#reading.columns);
    for (const kind of wordKinds) {
      const typed = cells.get(kind) ?? "";
      if (typed !== "") this.#addWord(kind, typed);
    }
    this.#addNote(checked, cells.get("status") ?? "", cells.get("note") ?? "");
  }

  build(preview: UpdatePreview | null = null): Summary {
    return {
      preview,
      counts: this.#counts,
      words: [...this.#words.values()].toSorted((a, b) => b.rows - a.rows),
      notes: [...this.#notes].map(([status, counts]) => ({ status, ...counts })),
      prefixes: [...this.#prefixes]
        .map(([prefix, rows]) => ({ prefix, rows }))
        .toSorted((a, b) => b.rows - a.rows)
        .slice(0, maxWords),
    };
  }

  #addWord(kind: WordKind, typed: string): void {
    const word = fold(typed);
    const key = `${kind} ${word}`;
    const known = this.#words.get(key);
    if (known !== undefined) this.#words.set(key, { ...known, rows: known.rows + 1 });
    else if (word !== "" && this.#words.size < maxWords) {
      const { origin, meaning } = this.#meaningOf(kind, typed);
      this.#words.set(key, { kind, word, shown: typed.slice(0, 200), rows: 1, origin, meaning });
    }
  }

  #meaningOf(kind: WordKind, typed: string): Pick<WordCount, "origin" | "meaning"> {
    const { words } = this.#reading;
    switch (kind) {
      case "status": {
        const { origin, meaning } = words.readStatus(typed);
        return { origin, meaning: meaning === null ? "" : String(meaning) };
      }
      case "procedure":
        return { origin: words.readProcedure(typed).origin, meaning: "" };
      case "unit": {
        const { origin, meaning } = words.readUnit(typed);
        return { origin, meaning: origin === "unknown" ? "" : (meaning ?? "skip") };
      }
    }
  }

  /** Counts the rows whose own note says nothing. */
  #addNote({ faults }: CheckedRow, statusWord: string, note: string): void {
    const { meaning } = this.#reading.words.readStatus(statusWord);
    if (typeof meaning !== "number" || findMissingNote(meaning, note) === null) return;
    const counts = this.#notes.get(meaning) ?? { missing: 0, filled: 0 };
    const isMissing = faults.some(({ field }) => field === "note");
    if (isMissing) counts.missing += 1;
    else if (this.#reading.notes[meaning] !== undefined) counts.filled += 1;
    this.#notes.set(meaning, counts);
  }
}

/** Returns why a row cannot be sent, in one line. */
export function reasonOf({ faults }: Pick<CheckedRow, "faults">): string {
  return [...new Set(faults.map(({ reason }) => reason))].join("; ");
}

/** Returns whether only a word of the file has to be explained. */
export function isUnknownWord({ faults }: Pick<CheckedRow, "faults">): boolean {
  return faults.length === 1 && faults[0]?.reason === unknownStatus;
}
