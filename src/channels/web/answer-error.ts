import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { isForm } from "./form.ts";
import { RefusedError } from "./refused.ts";

const busy = "Cháu đang bận một chút, bác thử lại sau ít phút giúp cháu ạ.";
const unclear = "Cháu chưa hiểu yêu cầu này, bác tải lại trang rồi thử lại giúp cháu ạ.";
const wordsByStatus: Readonly<Record<number, string>> = {
  413: "Tin nhắn dài quá, bác viết ngắn lại giúp cháu ạ.",
  415: "Cháu chỉ đọc được tin nhắn chữ thôi ạ.",
};

/** Answers in words for residents: a page where a browser shows what it gets, else a problem (RFC 9457). */
export function createErrorHandler(renderNotice: (detail: string) => string) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const refused = inWordsForResidents(error);
    if (refused.statusCode >= 500) request.log.error({ err: error }, "request failed");
    if (refused.retryAfterSeconds !== null) reply.header("retry-after", refused.retryAfterSeconds);
    reply.code(refused.statusCode).header("cache-control", "no-store");
    if (isShown(request)) {
      reply.type("text/html; charset=utf-8").send(renderNotice(refused.message));
    } else {
      reply.type("application/problem+json").send(JSON.stringify(problemOf(refused)));
    }
  };
}

export function tooManyRequests(retryAfterMs: number): RefusedError {
  return new RefusedError({
    statusCode: 429,
    kind: "too-many-requests",
    detail: "Có nhiều người đang hỏi cùng lúc, bác chờ một phút rồi thử lại ạ.",
    retryAfterSeconds: Math.ceil(retryAfterMs / 1000),
  });
}

function inWordsForResidents(error: FastifyError): RefusedError {
  if (error instanceof RefusedError) return error;
  const { statusCode = 500, code } = error;
  // Only Fastify's own errors tell whose fault a request is.
  if (statusCode < 500 && code.startsWith("FST_")) {
    const detail = wordsByStatus[statusCode] ?? unclear;
    return new RefusedError({ statusCode, kind: "unreadable-request", detail });
  }
  const kind = statusCode === 503 ? "busy" : "internal-error";
  return new RefusedError({ statusCode: statusCode === 503 ? 503 : 500, kind, detail: busy });
}

function problemOf({ kind, message, statusCode, errors }: RefusedError) {
  return {
    type: `urn:huong-dan:problem:${kind}`,
    title: message,
    detail: message,
    status: statusCode,
    ...(errors.length > 0 && { errors }),
  };
}

function isShown(request: FastifyRequest): boolean {
  return isForm(request) || request.headers.accept?.includes("text/html") === true;
}
