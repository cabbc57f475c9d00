import { access, constants, mkdir } from "node:fs/promises";

/** DATA_DIR cannot be made or written to. */
export class DataDirError extends Error {
  override readonly name = "DataDirError";
  /** What an operator is told, without a stack trace. */
  readonly report: string;

  constructor(path: string, cause: unknown) {
    const code = Error.isError(cause) && "code" in cause ? ` (${String(cause.code)})` : "";
    const report = `DATA_DIR: ${path} must be a folder that we may write to${code}.`;
    super(report, { cause });
    this.report = report;
  }
}

/** Makes the folder where it is not there yet. Throws DataDirError. */
export async function prepareDataDir(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataDirError(path, error);
  }
}
