import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CanaryPlace } from "../../security/canary.ts";
import { replaceFile } from "./replace-file.ts";

/** Its file in the journal's folder. */
export const journalCanaryName = "key-check";

/** A file in the journal's folder, by which a wrong SECRET_KEY is noticed although no event waits there. */
export function journalCanary(folder: string): CanaryPlace {
  const path = join(folder, journalCanaryName);
  return {
    name: "the journal",
    read: () => readFile(path, "utf8").catch(nullIfMissing),
    create: async (sealed) => {
      await replaceFile(path, sealed);
      return sealed;
    },
    replace: (sealed) => replaceFile(path, sealed),
  };
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
