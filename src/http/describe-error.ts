/** The most causes of an error that are described. */
const maxCauses = 5;

interface ErrorDescription {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
  readonly cause?: ErrorDescription;
}

/**
 * Describes an unforeseen error for an operator. The message is left out: a database's message holds the values of the
 * row, a parser's message the text that it could not parse. The frames show where the error came from.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!Error.isError(error)) return { name: typeof error, frames: [] };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  return {
    name: error.name,
    frames: frames.map((line) => line.trim()),
    ...(code !== undefined && { code }),
    ...(error.cause !== undefined &&
      depth < maxCauses && { cause: describeError(error.cause, depth + 1) }),
  };
}
