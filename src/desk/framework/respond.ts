import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { DeskError } from "./errors.ts";
import type { FieldError } from "./form.ts";
import { cookieName, type Identity } from "./guard.ts";
import type { Render } from "./render.ts";
import type { Page, Redirect, Stream, ViewResult } from "./view-result.ts";

export interface Responder {
  readonly render: Render;
  /** Cookies go over https only. */
  readonly isSecure: boolean;
  /** Those that are open: a closing server ends them. */
  readonly streams: Set<AbortController>;
}

const saidCookie = "huong-dan-desk-said";
/** Of the sign-in cookie; the session itself ends sooner where nobody uses it. */
const cookieSeconds = 12 * 3_600;

/** A program that wants JSON says so; everybody else gets pages. */
export function wantsJson(request: FastifyRequest): boolean {
  const { accept = "" } = request.headers;
  return accept.includes("application/json") && !accept.includes("text/html");
}

export function sendResult(
  sender: Responder,
  request: FastifyRequest,
  reply: FastifyReply,
  { answer, identity }: { answer: ViewResult; identity: Identity },
): FastifyReply {
  reply.header("cache-control", "no-store");
  reply.header("vary", "accept");
  switch (answer.type) {
    case "download":
      return reply
        .type(answer.mediaType)
        .header("content-disposition", `attachment; filename="${answer.name}"`)
        .send(
          typeof answer.content === "string"
            ? answer.content
            : Readable.from(answer.content, { objectMode: false }),
        );
    case "done":
      return sendDone(sender, request, reply, answer);
    case "refused":
      if (wantsJson(request)) {
        const { faults } = answer;
        throw new DeskError(422, "invalid-form", "Có chỗ cần sửa.", { faults });
      }
      return sendPage(sender, request, reply, {
        page: { ...answer.page, status: 422 },
        identity,
        faults: answer.faults,
      });
    case "stream":
      return sendStream(sender, reply, answer);
    case "page":
      return sendPage(sender, request, reply, { page: answer, identity, faults: [] });
  }
}

function sendStream({ streams }: Responder, reply: FastifyReply, { events }: Stream): FastifyReply {
  const stream = new AbortController();
  streams.add(stream);
  reply.raw.once("close", () => {
    streams.delete(stream);
    stream.abort();
  });
  return (
    reply
      .header("content-type", "text/event-stream; charset=utf-8")
      // Else the connection outlives its stream, and a closing server waits for it.
      .header("connection", "close")
      .header("x-accel-buffering", "no")
      .send(Readable.from(events(stream.signal), { objectMode: false }))
  );
}

function sendPage(
  { render }: Responder,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { page: Page; identity: Identity; faults: readonly FieldError[] },
): FastifyReply {
  reply.code(shown.page.status ?? 200);
  if (wantsJson(request)) return reply.send(shown.page.data);
  const said = request.cookies[saidCookie];
  if (said !== undefined) reply.clearCookie(saidCookie, { path: "/desk" });
  return reply
    .type("text/html; charset=utf-8")
    .send(render({ ...shown, said: said ?? null, path: request.url.split("?")[0] ?? "" }));
}

function sendDone(
  { isSecure }: Responder,
  request: FastifyRequest,
  reply: FastifyReply,
  { to, said, data = {}, session }: Redirect,
): FastifyReply {
  const common = { path: "/desk", httpOnly: true, sameSite: "lax", secure: isSecure } as const;
  if (session === null) reply.clearCookie(cookieName, common);
  if (wantsJson(request)) {
    return reply.send({
      ...data,
      ...(session != null && { token: session }),
      location: `/desk${to}`,
    });
  }
  if (session != null) {
    reply.setCookie(cookieName, session, { ...common, maxAge: cookieSeconds });
  }
  if (said !== undefined) reply.setCookie(saidCookie, said, { ...common, maxAge: 60 });
  return reply.redirect(`/desk${to}`, 303);
}
