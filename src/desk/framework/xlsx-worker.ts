import { parentPort, workerData } from "node:worker_threads";
import { formatXlsx, type XlsxRow } from "./xlsx.ts";

/** What the thread is started with. */
export interface XlsxTask {
  readonly sheetName: string;
  readonly header: readonly string[];
}

/** What it is sent: rows, and at last null. It answers with the workbook. */
export type XlsxPart = readonly XlsxRow[] | null;

const rows: XlsxRow[] = [];
parentPort?.on("message", (part: XlsxPart) => {
  if (part !== null) {
    rows.push(...part);
    return;
  }
  const { sheetName, header } = workerData as XlsxTask;
  const content = new Uint8Array(formatXlsx(sheetName, header, rows));
  parentPort?.postMessage(content, [content.buffer]);
  parentPort?.close();
});
