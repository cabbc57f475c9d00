import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Sheet, TableRow } from "../../catalog/import/table.ts";
import { FileError } from "./file-error.ts";
import type { ParsedFile } from "./parsed-file.ts";
import type { TableLimits } from "./table-limits.ts";
import type { Answer, Task } from "./table-worker.ts";

/** What reading one file may take. */
export interface ThreadLimits {
  readonly maxMs: number;
  /** Of what is parsed; the file itself and what it unpacks to are bounded apart. */
  readonly maxHeapMegabytes: number;
  /** One file is read at a time; more than this do not wait for it. */
  readonly maxWaiting: number;
}

/** A file of 10,000 long rows takes 5 s and 200 MB. */
const defaultLimits: ThreadLimits = { maxMs: 45_000, maxHeapMegabytes: 384, maxWaiting: 10 };

/** Reads tables from files that people chose. */
export interface TableReader {
  /**
   * Reads XLSX, XLS, ODS, HTML, CSV or TSV by its content, without holding up other requests. Rejects with FileError if it
   * is no such file, or too large; also if it takes too long or too much memory.
   */
  read(content: Uint8Array, limits: TableLimits): Promise<ParsedFile>;
  close(): Promise<void>;
}

/**
 * Reads one file at a time, each in a thread of its own that ends with it: parsing blocks for seconds, a hostile file may take
 * any time or memory, and only a thread can be ended from outside.
 */
export function createTableReader(limits: Partial<ThreadLimits> = {}): TableReader {
  const { maxMs, maxHeapMegabytes, maxWaiting } = { ...defaultLimits, ...limits };
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let running: Worker | null = null;
  let isClosed = false;

  const readNow = async (task: Task): Promise<ParsedFile> => {
    if (isClosed) throw busy();
    const worker = new Worker(new URL("./table-worker.ts", import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
    });
    running = worker;
    const end = AbortSignal.timeout(maxMs);
    try {
      return await collect(createAsker(worker, end));
    } finally {
      running = null;
      await worker.terminate();
    }
  };

  return {
    async read(content, tableLimits) {
      if (waiting >= maxWaiting) throw busy();
      waiting += 1;
      const before = last;
      const turn = Promise.withResolvers<void>();
      last = turn.promise;
      try {
        await before;
        // Of its own memory: a received file may be part of a larger buffer.
        return await readNow({ content: new Uint8Array(content), limits: tableLimits });
      } finally {
        waiting -= 1;
        turn.resolve();
      }
    },
    async close() {
      isClosed = true;
      await running?.terminate();
    },
  };
}

type Ask = () => Promise<Answer>;

/** Returns a function that asks the thread for what comes next. It rejects if the thread fails or `end` is reached. */
function createAsker(worker: Worker, end: AbortSignal): Ask {
  let pending: PromiseWithResolvers<Answer> | null = null;
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure ??= error;
    pending?.reject(failure);
  };
  worker.on("message", (answer: Answer) => pending?.resolve(answer));
  worker.on("error", (error) => fail(describeFailure(error)));
  worker.on("exit", () => fail(busy()));
  end.addEventListener("abort", () => {
    fail(
      new FileError("Đọc tệp này quá lâu; bạn chia thành nhiều tệp hoặc lưu lại thành CSV UTF-8"),
    );
  });
  return async () => {
    // The thread may have ended between two answers.
    if (failure !== null) throw failure;
    pending = Promise.withResolvers<Answer>();
    worker.postMessage("next");
    return pending.promise;
  };
}

/** Rows come in small parts, so that taking them over holds nobody up either. */
async function collect(ask: Ask): Promise<ParsedFile> {
  const sheets: (Sheet & { readonly rows: TableRow[] })[] = [];
  for (;;) {
    const answer = await ask();
    switch (answer.type) {
      case "sheet":
        sheets.push({ name: answer.name, rows: [] });
        break;
      case "rows":
        sheets.at(-1)?.rows.push(...answer.rows);
        await setImmediate();
        break;
      case "end":
        return { sheets, problem: answer.problem === null ? null : new FileError(answer.problem) };
      case "refused":
        throw new FileError(answer.reason, { cause: answer.cause });
    }
  }
}

function describeFailure(error: unknown): Error {
  const failure = Error.isError(error) ? error : new Error("The thread failed", { cause: error });
  return "code" in failure && failure.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? new FileError("Tệp này cần quá nhiều bộ nhớ; bạn chia thành nhiều tệp", { cause: failure })
    : failure;
}

function busy(): FileError {
  return new FileError("Máy đang đọc nhiều tệp khác; bạn thử lại sau một phút");
}
