import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { DeskError } from "./errors.ts";
import type { Guard, Identity } from "./guard.ts";
import { type Responder, wantsJson } from "./respond.ts";

const nobody: Identity = { session: null, isBearer: false, csrf: null };
const internal = "Có lỗi ở phía máy chủ. Bạn thử lại sau ít phút; nếu vẫn lỗi, báo quản trị.";

/** Answers in Vietnamese: a page to browsers, a problem (RFC 9457) to programs. Who must sign in is led there. */
export function createDeskErrorHandler(sender: Responder, identify: Guard["identify"]) {
  return async (
    error: FastifyError | DeskError,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const told = toDeskError(error);
    if (told.status >= 500) request.log.error({ err: error }, "request failed");
    reply.code(told.status).header("cache-control", "no-store");
    if (told.retryAfterSeconds !== null) reply.header("retry-after", told.retryAfterSeconds);
    if (wantsJson(request)) {
      const problem = JSON.stringify(problemOf(told, request.id));
      return reply.type("application/problem+json").send(problem);
    }
    if (told.status === 401 && request.method === "GET") {
      return reply.redirect(`/desk/sign-in?next=${encodeURIComponent(request.url)}`, 303);
    }
    const page = {
      type: "page" as const,
      view: "error",
      title: "Chưa làm được",
      data: { message: told.message, needsSignIn: told.status === 401 },
    };
    // A database in trouble, or a flood of requests, is not made better by asking once more who this is.
    const isAsked = told.status < 500 && told.status !== 429;
    const identity = isAsked ? await identify(request) : nobody;
    return reply
      .type("text/html; charset=utf-8")
      .send(sender.render({ page, identity, faults: [], said: null, path: request.url }));
  };
}

function toDeskError(error: FastifyError | DeskError): DeskError {
  if (error instanceof DeskError) return error;
  const { statusCode = 500, code = "" } = error;
  if (statusCode === 413) return new DeskError(413, "too-large", "Nội dung gửi lên quá lớn.");
  // Only Fastify's own errors tell whose fault a request is.
  if (statusCode < 500 && code.startsWith("FST_")) {
    return new DeskError(statusCode, "unreadable-request", "Không đọc được yêu cầu này.");
  }
  return new DeskError(500, "internal-error", internal);
}

function problemOf({ kind, message, status, faults }: DeskError, requestId: string) {
  return {
    type: `urn:huong-dan:problem:${kind}`,
    title: message,
    status,
    ...(faults.length > 0 && {
      errors: faults.map(({ field, reason }) => ({ parameter: field, reason })),
    }),
    ...(status >= 500 && { request_id: requestId }),
  };
}
