/** The most causes of an error that are described. */
const maxCauses = 5;

interface ErrorDescription {
  readonly name: string;
  readonly code?: string;
  /** Which server failed, with its address, if the error says so. */
  readonly server?: string;
  /** Why, if the error has no code and its message is one of those that repeat nothing. */
  readonly reason?: string;
  readonly frames: readonly string[];
  readonly cause?: ErrorDescription;
}

/** An error's own facts. Libraries also throw and emit plain objects that copy an error. */
interface ErrorLike {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly server?: unknown;
  readonly cause?: unknown;
}

/** Redis begins its messages with a code; what follows may repeat the command. */
const redisCode = /^([A-Z]{2,20})(?: |$)/;

/** Messages about connections. Only these are shown, because they repeat nothing of what was sent. */
const safeMessages: readonly RegExp[] = [
  /^Connection (?:terminated|is closed|ended|lost)[\w ]*\.?$/,
  /^timeout exceeded when trying to connect$/,
  /^(?:connect|Socket|Query read|Command) ?(?:ETIMEDOUT|[Tt]imed? ?out)[\w .]*$/,
  /^Socket timeout\. Expecting data, but didn't receive any in \d+ms\.$/,
  /^Stream isn't writeable and enableOfflineQueue options is false$/,
  /^Client (?:has encountered a connection error|was closed) and is not queryable$/,
  /^no answer within \d+ ms$/,
];

/**
 * Describes an unforeseen error for an operator. The message is left out: a database's message holds the values of the
 * row, a parser's message the text that it could not parse. The frames show where the error came from.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (typeof error !== "object" || error === null) return { name: typeof error, frames: [] };
  const { name, message, stack, code, server, cause }: ErrorLike = error;
  const frames = textOf(stack)
    .split("\n")
    .filter((line) => /^ {4}at /.test(line));
  const known = textOf(code) || codeIn(name, message);
  const reason = known === "" ? safeMessages.find((safe) => safe.test(textOf(message))) : undefined;
  return {
    name: textOf(name) || "object",
    frames: frames.map((line) => line.trim()),
    ...(known !== "" && { code: known }),
    ...(textOf(server) !== "" && { server: textOf(server) }),
    ...(reason !== undefined && { reason: textOf(message) }),
    ...(cause !== undefined && depth < maxCauses && { cause: describeError(cause, depth + 1) }),
  };
}

/** What an outage is told by: the server, and the code or the reason nearest to the origin. */
export function describeOutage(error: unknown): { readonly server?: string; readonly why: string } {
  let server: string | undefined;
  let why = "";
  let description: ErrorDescription | undefined = describeError(error);
  for (; description !== undefined; description = description.cause) {
    server ??= description.server;
    why = description.code ?? description.reason ?? (why || description.name);
  }
  return { ...(server !== undefined && { server }), why };
}

function codeIn(name: unknown, message: unknown): string {
  return name === "ReplyError" ? (redisCode.exec(textOf(message))?.[1] ?? "") : "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
