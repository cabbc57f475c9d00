import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { XlsxRow } from "./xlsx.ts";
import type { XlsxPart, XlsxTask } from "./xlsx-worker.ts";

const maxMegabytes = 512;
/** One long table at a time: each takes a core for seconds. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Writes a long table as `formatXlsx` does, in a thread of its own, because 100,000 rows take seconds. Rejects if the pages
 * can't be read or the table does not fit into memory.
 */
export function formatXlsxPages(
  sheetName: string,
  header: readonly string[],
  pages: AsyncIterable<readonly XlsxRow[]>,
): Promise<Buffer> {
  const written = previous.then(() => writeApart({ sheetName, header }, pages));
  // The next table does not depend on this one's success; its caller gets the error.
  previous = written.catch(() => undefined);
  return written;
}

async function writeApart(
  task: XlsxTask,
  pages: AsyncIterable<readonly XlsxRow[]>,
): Promise<Buffer> {
  const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
  });
  const send = (part: XlsxPart) => worker.postMessage(part);
  // Rejects with the thread's error, also with one that comes while pages are still read.
  const answered = once(worker, "message");
  answered.catch(() => undefined);
  try {
    for await (const page of pages) send(page);
    send(null);
    const [content] = (await answered) as [Uint8Array];
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  } finally {
    await worker.terminate();
  }
}
