/** The file is not a table that can be read. The message is for the person who chose it, and repeats nothing of the file. */
export class FileError extends Error {
  override readonly name = "FileError";
  /** The same; for programs that print what an error reports. */
  readonly report: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.report = message;
  }
}
