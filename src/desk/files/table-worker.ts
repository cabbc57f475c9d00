import { parentPort, workerData } from "node:worker_threads";
import type { TableRow } from "../../catalog/import/table.ts";
import { FileError } from "./file-error.ts";
import { parseFile } from "./parse-file.ts";
import type { ParsedFile } from "./parsed-file.ts";
import type { TableLimits } from "./table-limits.ts";

/** What the thread is started with. */
export interface Task {
  readonly content: Uint8Array;
  readonly limits: TableLimits;
}

/** Each message to the thread gets one of these; after `end` and `refused` there are no more. */
export type Answer =
  | { readonly type: "sheet"; readonly name: string }
  /** Rows of the sheet that came last. */
  | { readonly type: "rows"; readonly rows: readonly TableRow[] }
  | { readonly type: "end"; readonly problem: string | null }
  | { readonly type: "refused"; readonly reason: string; readonly cause: string };

/** Taking over so much takes the other thread a few milliseconds. */
const maxRowsAtOnce = 500;
const maxLettersAtOnce = 200_000;

const answers = answer(workerData as Task);
parentPort?.on("message", async () => {
  const next = await answers.next();
  if (next.done !== true) parentPort?.postMessage(next.value);
});

async function* answer(task: Task): AsyncGenerator<Answer> {
  let file: ParsedFile;
  try {
    file = await parseFile(task.content, task.limits);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const cause = Error.isError(error.cause) ? error.cause.message : "";
    yield { type: "refused", reason: error.message, cause };
    return;
  }
  for (const { name, rows } of file.sheets) {
    yield { type: "sheet", name };
    yield* inParts(rows);
  }
  yield { type: "end", problem: file.problem?.message ?? null };
}

function* inParts(rows: readonly TableRow[]): Generator<Answer> {
  let part: TableRow[] = [];
  let letters = 0;
  for (const row of rows) {
    part.push(row);
    for (const cell of row.cells) letters += cell.length;
    if (part.length < maxRowsAtOnce && letters < maxLettersAtOnce) continue;
    yield { type: "rows", rows: part };
    part = [];
    letters = 0;
  }
  if (part.length > 0) yield { type: "rows", rows: part };
}
