import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { isServerAway, ProblemError, retryAfterSeconds } from "../http/problem.ts";
import { wordingIn } from "../wording/wording.ts";
import { type RenderPage, sendPage } from "./frame.ts";

/** A refusal that says in the resident's words what is wrong: 400, 404, 410 or 429. */
export class PageError extends Error {
  override readonly name = "PageError";
  readonly statusCode: number;
  readonly title: string;
  readonly retryAfterMs: number | null;

  constructor(
    statusCode: number,
    { title, text }: { readonly title: string; readonly text: string },
    retryAfterMs: number | null = null,
  ) {
    super(text);
    this.statusCode = statusCode;
    this.title = title;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Answers every error of the public pages with a page in Vietnamese. */
export function createPageErrorHandler(render: RenderPage) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { statusCode, title, message, retryAfterMs } = toPageError(error);
    if (statusCode >= 500 && !isServerAway(error)) {
      request.log.error({ err: error }, "request failed");
    }
    if (retryAfterMs !== null) reply.header("retry-after", Math.ceil(retryAfterMs / 1000));
    const head = {
      language: "vi" as const,
      title,
      description: message,
      canonical: null,
      isIndexed: false,
    };
    return sendPage(reply.code(statusCode), head, render("error", head, {}));
  };
}

function toPageError(error: FastifyError): PageError {
  if (error instanceof PageError) return error;
  const words = wordingIn("vi").pages.errors;
  if (error instanceof ProblemError) {
    const { status, retryAfterSeconds: seconds } = error;
    const says = status === 429 ? words.tooMany : status === 404 ? words.notFound : words.unclear;
    return new PageError(status, says, seconds === null ? null : seconds * 1000);
  }
  const { statusCode = 500, code } = error;
  // Only Fastify's own errors say whose mistake a request is.
  if (statusCode < 500 && code?.startsWith("FST_")) return new PageError(statusCode, words.unclear);
  if (isServerAway(error)) return new PageError(503, words.busy, retryAfterSeconds * 1000);
  return new PageError(500, words.busy);
}
