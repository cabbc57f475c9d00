import { Readable } from "node:stream";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import {
  isServerAway,
  ProblemError,
  problemBody,
  problemMediaType,
  retryAfterSeconds,
} from "../../http/problem.ts";
import type { ShownCounts } from "../notices/live-counts.ts";
import type { FieldError } from "./form.ts";
import {
  deviceCookie,
  type Guard,
  type Identity,
  sessionCookie,
  signInStepCookie,
} from "./guard.ts";
import type { Render } from "./render.ts";
import {
  type IdentityChange,
  type Page,
  page,
  type Redirect,
  type Stream,
  type ViewResult,
} from "./view-result.ts";

/** Turns what a handler returns or throws into a response: a page to browsers, JSON to programs. */
export interface Responder {
  readonly render: Render;
  /** Cookies are sent over https only. */
  readonly isSecure: boolean;
  /** Counts what waits for whoever reads a page. */
  readonly countWaiting: (identity: Identity) => Promise<ShownCounts | null>;
  /** The streams that are open: a closing server ends them. */
  readonly streams: Set<AbortController>;
}

const messageCookie = "huong-dan-desk-said";
const messageCookieSeconds = 60;
/** The life of the session cookie; the session itself ends earlier if nobody uses it. */
const sessionCookieSeconds = 12 * 3_600;
/** What is in the cookie ends earlier. */
const deviceCookieSeconds = 200 * 24 * 3_600;
/** As long as the step itself lasts at most. */
const signInStepCookieSeconds = 15 * 60;
const html = "text/html; charset=utf-8";

export async function sendResult(
  responder: Responder,
  request: FastifyRequest,
  reply: FastifyReply,
  { result, identity }: { result: ViewResult; identity: Identity },
): Promise<FastifyReply> {
  reply.header("cache-control", "no-store");
  reply.header("vary", "accept");
  switch (result.type) {
    case "download":
      return reply
        .type(result.mediaType)
        .header("content-disposition", `attachment; filename="${result.name}"`)
        .send(
          typeof result.content === "string" || Buffer.isBuffer(result.content)
            ? result.content
            : Readable.from(result.content, { objectMode: false }),
        );
    case "redirect":
      return sendRedirect(responder, request, reply, result);
    case "invalid-form": {
      const { errors } = result;
      if (wantsJson(request)) throw invalidFormProblem(errors);
      const shown = { ...result.page, status: 422 };
      return sendPage(responder, request, reply, { page: shown, identity, errors });
    }
    case "stream":
      return sendStream(responder, reply, result);
    case "page":
      return sendPage(responder, request, reply, { page: result, identity, errors: [] });
  }
}

/** Answers errors in Vietnamese: a page to browsers, a problem (RFC 9457) to programs. A browser that must sign in is redirected. */
export function createDeskErrorHandler({ render }: Responder, identify: Guard["identify"]) {
  return async (
    error: FastifyError | ProblemError,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const problem = toProblem(error);
    const isInternal = problem.status >= 500;
    // An outage is logged by what waits for its end, with the server's name, and not once for each request.
    if (isInternal && !isServerAway(error)) request.log.error({ err: error }, "request failed");
    reply.code(problem.status).header("cache-control", "no-store");
    if (problem.retryAfterSeconds !== null) reply.header("retry-after", problem.retryAfterSeconds);
    if (wantsJson(request)) {
      const body = problemBody(problem, isInternal ? { request_id: request.id } : {});
      return reply.type(problemMediaType).send(JSON.stringify(body));
    }
    if (problem.status === 401 && request.method === "GET") {
      return reply.redirect(`/desk/sign-in?next=${encodeURIComponent(request.url)}`, 303);
    }
    // One more query would not help a database in trouble, nor a flood of requests.
    const canIdentify = !isInternal && problem.status !== 429;
    const identity = canIdentify ? await identify(request) : unidentified;
    const data = { message: problem.message, needsSignIn: problem.status === 401 };
    const shown = page("error", titles[problem.status] ?? "Chưa làm được", data);
    return reply.type(html).send(
      render({
        page: shown,
        identity,
        errors: [],
        message: null,
        path: request.url,
        waiting: null,
      }),
    );
  };
}

/** For a status that says more than that it failed. */
const titles: Readonly<Record<number, string>> = {
  404: "Không mở được trang",
  429: "Bạn chờ một chút",
};
const serverAway =
  "Máy chủ dữ liệu đang tạm ngừng nên chưa làm được; việc bạn vừa gửi chưa được lưu. " +
  "Bạn thử lại sau ít phút; nếu vẫn vậy, báo quản trị.";
const unidentified: Identity = { session: null, isBearer: false, csrf: null };

function toProblem(error: FastifyError | ProblemError): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isServerAway(error)) {
    return new ProblemError(503, "server-unavailable", serverAway, { retryAfterSeconds });
  }
  const { statusCode = 500, code = "" } = error;
  if (statusCode === 413) return new ProblemError(413, "too-large", "Nội dung gửi lên quá lớn.");
  // Only Fastify's own errors say that the request is at fault.
  if (statusCode < 500 && code.startsWith("FST_")) {
    return new ProblemError(statusCode, "unreadable-request", "Không đọc được yêu cầu này.");
  }
  const message = "Có lỗi ở phía máy chủ. Bạn thử lại sau ít phút; nếu vẫn lỗi, báo quản trị.";
  return new ProblemError(500, "internal-error", message);
}

function invalidFormProblem(errors: readonly FieldError[]): ProblemError {
  const issues = errors.map(({ field, reason }) => ({ parameter: field, reason }));
  return new ProblemError(422, "invalid-form", "Có chỗ cần sửa.", { issues });
}

/** A program that wants JSON says so; everybody else gets pages. */
function wantsJson(request: FastifyRequest): boolean {
  const { accept = "" } = request.headers;
  return accept.includes("application/json") && !accept.includes("text/html");
}

function sendStream({ streams }: Responder, reply: FastifyReply, { events }: Stream): FastifyReply {
  // A HEAD would hold an answer open that nobody reads.
  if (reply.request.method === "HEAD") return setStreamHeaders(reply).send("");
  const stream = new AbortController();
  streams.add(stream);
  reply.raw.once("close", () => {
    streams.delete(stream);
    stream.abort();
  });
  return (
    setStreamHeaders(reply)
      // Otherwise the connection outlives its stream, and a closing server waits for it.
      .header("connection", "close")
      .send(Readable.from(events(stream.signal), { objectMode: false }))
  );
}

function setStreamHeaders(reply: FastifyReply): FastifyReply {
  return reply
    .header("content-type", "text/event-stream; charset=utf-8")
    .header("x-accel-buffering", "no");
}

async function sendPage(
  responder: Responder,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { page: Page; identity: Identity; errors: readonly FieldError[] },
): Promise<FastifyReply> {
  const { page: result } = shown;
  reply.code(result.status ?? 200);
  if (wantsJson(request)) return reply.send({ ...result.data, ...tokenOf(result) });
  setIdentity(responder, reply, result);
  const message = request.cookies[messageCookie];
  if (message !== undefined) reply.clearCookie(messageCookie, { path: "/desk" });
  const path = request.url.split("?")[0] ?? "";
  const waiting = await responder.countWaiting(shown.identity);
  return reply
    .type(html)
    .send(responder.render({ ...shown, message: message ?? null, path, waiting }));
}

function sendRedirect(
  responder: Responder,
  request: FastifyRequest,
  reply: FastifyReply,
  result: Redirect,
): FastifyReply {
  const { to, message, data = {}, problem } = result;
  if (wantsJson(request)) {
    if (problem !== undefined) throw problem;
    const { session, ...others } = result;
    setIdentity(responder, reply, session === null ? result : others);
    return reply.send({ ...data, ...tokenOf(result), location: `/desk${to}` });
  }
  setIdentity(responder, reply, result);
  if (message !== undefined) {
    const cookie = { ...commonCookie(responder), path: "/desk", maxAge: messageCookieSeconds };
    reply.setCookie(messageCookie, message, cookie);
  }
  return reply.redirect(`/desk${to}`, 303);
}

function commonCookie({ isSecure }: Responder) {
  return { httpOnly: true, sameSite: "lax", secure: isSecure } as const;
}

/** Programs get the token of a new session in the body. */
function tokenOf({ session }: IdentityChange) {
  return session == null ? {} : { token: session };
}

function setIdentity(
  responder: Responder,
  reply: FastifyReply,
  { session, signInStep, deviceCookie: device }: IdentityChange,
): void {
  const change = (name: string, value: string | null | undefined, path: string, maxAge: number) => {
    const cookie = { ...commonCookie(responder), path };
    if (value === null) reply.clearCookie(name, cookie);
    else if (value !== undefined) reply.setCookie(name, value, { ...cookie, maxAge });
  };
  change(sessionCookie, session, "/desk", sessionCookieSeconds);
  change(deviceCookie, device, "/desk", deviceCookieSeconds);
  change(signInStepCookie, signInStep, "/desk/sign-in", signInStepCookieSeconds);
}
