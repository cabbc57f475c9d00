import type { FastifyInstance, FastifyRequest } from "fastify";
import { ProblemError } from "../../http/problem.ts";

/** A longer body is parsed only if it holds an open session. */
export const maxUncheckedLength = 16 * 1024;
/** Of those that are looked for in a text: only the envelope has one. */
const maxCandidates = 5;
const session = /"session"\s*:\s*"([\w.-]{1,200})"/g;

/**
 * Finds what may be the session in a body that was not parsed. Parsing 4 MB takes a third of a second: nobody may cause
 * that without a session.
 */
export function findSessions(body: string): readonly string[] {
  return body
    .matchAll(session)
    .take(maxCandidates)
    .map(([, found = ""]) => found)
    .toArray();
}

/** Makes bodies arrive as text: senders declare many content types for JSON, or none. */
export function acceptEveryTypeAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
}

/** A call has three levels; its largest, a thousand dossiers with all their lists, has some 200,000 values. */
const maxDepth = 16;
const maxValues = 500_000;

/**
 * Whether a text has more levels or values than any call. Parsing 4 MB of brackets takes seconds and 150 MB, counting them
 * some milliseconds.
 */
function isTooComplex(text: string): boolean {
  let depth = 0;
  let values = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isInString) {
      if (sign === "\\") at += 1;
      else if (sign === '"') isInString = false;
    } else if (sign === '"') isInString = true;
    else if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    else if (sign === ",") values += 1;
    if (depth > maxDepth || values > maxValues) return true;
  }
  return false;
}

/** Creates the parser for such a text. It rejects with an error for 400 if the text is not JSON, or nobody's call. */
export function createJsonParser(app: FastifyInstance) {
  const parse = app.getDefaultJsonParser("remove", "remove");
  return (request: FastifyRequest): Promise<unknown> => {
    const text = typeof request.body === "string" ? request.body : "";
    if (isTooComplex(text)) {
      const limits = `at most ${maxDepth} levels and ${maxValues} values`;
      return Promise.reject(new ProblemError(400, "too-complex", `The body must have ${limits}`));
    }
    return new Promise((resolve, reject) => {
      parse(request, text, (error, value) => (error === null ? resolve(value) : reject(error)));
    });
  };
}
