import type { FastifyInstance, FastifyRequest } from "fastify";

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

/** Creates the parser for such a text. It rejects with Fastify's own error (400) if the text is not JSON. */
export function createJsonParser(app: FastifyInstance) {
  const parse = app.getDefaultJsonParser("remove", "remove");
  return (request: FastifyRequest): Promise<unknown> => {
    const text = typeof request.body === "string" ? request.body : "";
    return new Promise((resolve, reject) => {
      parse(request, text, (error, value) => (error === null ? resolve(value) : reject(error)));
    });
  };
}
