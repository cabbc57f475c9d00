import { open, rename } from "node:fs/promises";

/** Ending of a file until all of it is written. */
export const unfinishedEnding = ".new";
const ownerOnly = 0o600;

/** Writes a file whole or not at all, and resolves once it is on disk. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const file = await open(`${path}${unfinishedEnding}`, "w", ownerOnly);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}${unfinishedEnding}`, path);
}
