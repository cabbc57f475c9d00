import type { Catalog } from "../../catalog/catalog.ts";
import { selectLatestLines } from "../../db/queries/latest-lines.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { LineFrom } from "../../notify/inbox/conversation.ts";
import { describeBotWords, describeResidentWords } from "../../notify/inbox/describe-line.ts";
import type { TaskBox } from "../../notify/tasks/task-box.ts";

/** The end of a conversation, for its line in the list. */
export interface LatestWords {
  readonly from: LineFrom;
  readonly at: Date;
  /** On one line, at most 90 characters. */
  readonly words: string;
}

const maxShown = 90;

/** Returns the last words of each conversation that has any. */
export async function readLatestWords(
  db: DbHandle,
  { box, catalog }: { readonly box: TaskBox; readonly catalog: Catalog },
  taskIds: readonly number[],
): Promise<ReadonlyMap<number, LatestWords>> {
  const rows = await selectLatestLines(db, taskIds);
  return new Map(
    rows.map((row) => {
      const from = row.from as LineFrom;
      const said = box.openLine(row.words_sealed, row.event_id).words;
      return [row.task_id, { from, at: row.at, words: shorten(describe(from, said, catalog)) }];
    }),
  );
}

function describe(from: LineFrom, words: string, catalog: Catalog): string {
  switch (from) {
    case "resident":
      return describeResidentWords(words);
    case "bot":
      return describeBotWords(words, catalog);
    default:
      return words;
  }
}

function shorten(words: string): string {
  const line = words.replaceAll(/\s+/g, " ").trim();
  return line.length <= maxShown ? line : `${line.slice(0, maxShown - 1).trimEnd()}…`;
}
