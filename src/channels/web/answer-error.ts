import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { isServerAway, ProblemError, problemBody, problemMediaType } from "../../http/problem.ts";
import { isForm } from "./request-checks.ts";

/** Vietnamese, as everything on the page that refuses a request: the resident reads it. */
const busy = "Cháu đang bận một chút, bác thử lại sau ít phút giúp cháu ạ.";
const unclear = "Cháu chưa hiểu yêu cầu này, bác tải lại trang rồi thử lại giúp cháu ạ.";
const unreadableByStatus: Readonly<Record<number, string>> = {
  413: "Tin nhắn dài quá, bác viết ngắn lại giúp cháu ạ.",
  415: "Cháu chỉ đọc được tin nhắn chữ thôi ạ.",
};

/**
 * Answers errors in words for residents: with a page if a browser shows the answer, otherwise with a problem (RFC
 * 9457) for the page's script.
 */
export function createWebErrorHandler(renderNotice: (detail: string) => string) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = problemForResidents(error);
    if (problem.status >= 500 && !isServerAway(error)) {
      request.log.error({ err: error }, "request failed");
    }
    if (problem.retryAfterSeconds !== null) reply.header("retry-after", problem.retryAfterSeconds);
    reply.code(problem.status).header("cache-control", "no-store");
    if (isShownByBrowser(request)) {
      reply.type("text/html; charset=utf-8").send(renderNotice(problem.message));
    } else {
      const body = problemBody(problem, { detail: problem.message });
      reply.type(problemMediaType).send(JSON.stringify(body));
    }
  };
}

export function tooManyRequests(retryAfterSeconds: number): ProblemError {
  const detail = "Có nhiều người đang hỏi cùng lúc, bác chờ một phút rồi thử lại ạ.";
  return new ProblemError(429, "too-many-requests", detail, { retryAfterSeconds });
}

function problemForResidents(error: FastifyError): ProblemError {
  if (error instanceof ProblemError) return error;
  const { statusCode = 500, code } = error;
  // Only Fastify's own errors say whose mistake a request is.
  if (statusCode < 500 && code.startsWith("FST_")) {
    const detail = unreadableByStatus[statusCode] ?? unclear;
    return new ProblemError(statusCode, "unreadable-request", detail);
  }
  if (statusCode === 503 || isServerAway(error)) return new ProblemError(503, "busy", busy);
  return new ProblemError(500, "internal-error", busy);
}

function isShownByBrowser(request: FastifyRequest): boolean {
  return isForm(request) || request.headers.accept?.includes("text/html") === true;
}
