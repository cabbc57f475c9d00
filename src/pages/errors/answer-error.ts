import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { isServerAway, ProblemError, retryAfterSeconds } from "../../http/problem.ts";
import type { RenderPage } from "../frame.ts";
import { sendPage } from "../frame.ts";
import { renderErrorPage } from "./error-page.ts";

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
    const { status, waitSeconds } = readError(error);
    if (status >= 500 && !isServerAway(error)) {
      request.log.error({ err: error }, "request failed");
    }
    if (waitSeconds !== null) reply.header("retry-after", waitSeconds);
    const own = error instanceof PageError ? { title: error.title, text: error.message } : null;
    const shown = {
      status,
      // A page's own words say how long to wait.
      retryAfterSeconds: own === null ? waitSeconds : null,
      requestId: status >= 500 ? request.id : null,
      path: request.url,
    };
    return sendPage(reply.code(status), { isIndexed: false }, renderErrorPage(render, shown, own));
  };
}

interface ReadError {
  readonly status: number;
  readonly waitSeconds: number | null;
}

function readError(error: FastifyError): ReadError {
  if (error instanceof PageError) {
    const { statusCode: status, retryAfterMs } = error;
    return { status, waitSeconds: retryAfterMs === null ? null : Math.ceil(retryAfterMs / 1000) };
  }
  if (error instanceof ProblemError) {
    return { status: error.status, waitSeconds: error.retryAfterSeconds };
  }
  const { statusCode = 500, code } = error;
  // Only Fastify's own errors say whose mistake a request is.
  if (statusCode < 500 && code?.startsWith("FST_"))
    return { status: statusCode, waitSeconds: null };
  if (isServerAway(error)) return { status: 503, waitSeconds: retryAfterSeconds };
  return { status: 500, waitSeconds: null };
}
