import type { Sheet } from "../../catalog/import/table.ts";
import type { FileError } from "./file-error.ts";

/** The sheets that could be read, and why another could not. */
export interface ParsedFile {
  readonly sheets: readonly Sheet[];
  readonly problem: FileError | null;
}
