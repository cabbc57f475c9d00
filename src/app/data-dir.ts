import { access, constants, mkdir } from "node:fs/promises";

/** DATA_DIR cannot be made or written to. */
export class DataDirError extends Error {
  override readonly name = "DataDirError";
  /** For the operator, without a stack trace. */
  readonly report: string;

  constructor(path: string, cause: unknown) {
    const code = Error.isError(cause) && "code" in cause ? ` (${String(cause.code)})` : "";
    const report = `DATA_DIR: ${path} must be a folder that the service may write to${code}.`;
    super(report, { cause });
    this.report = report;
  }
}

/** Creates the folder unless it exists. Throws DataDirError. */
export async function prepareDataDir(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataDirError(path, error);
  }
}
