import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "../../http/problem.ts";
import type { WebInput, WebStart } from "./conversations.ts";

/** A person at the page, known only by a random signed cookie. */
export interface Visitor {
  readonly id: string;
  /** The help point of this kiosk; "" for a kiosk without a known point; null on a device of the visitor's own. */
  readonly kiosk: string | null;
  /** The start that the page showed, and with which the next message begins; null if it only continues. */
  readonly start: PendingStart | null;
}

interface PendingStart extends WebStart {
  /** Names it, so that it is stored once, even if the browser sends it with several messages. */
  readonly nonce: string;
}

export interface VisitorCookies {
  /** Returns null if there is no cookie or its signature is not ours. */
  read(request: FastifyRequest): Visitor | null;
  write(reply: FastifyReply, visitor: Visitor): void;
}

const cookieName = "huong-dan-visitor";
/** 128 bits, which nobody can guess. */
const idBytes = 16;
const nonceBytes = 6;
/** Id, kiosk, and of the pending start its nonce, help point, procedure and link code. */
const valuePattern =
  /^([\w-]{22})(?:~([a-z0-9-]{0,100}))?(?:!([\w-]{8})!([a-z0-9-]{0,100})!([a-z0-9-]{0,100})!([A-Za-z0-9]{0,16}))?$/;

/** Returns a visitor who has said nothing yet: their conversation begins at their kiosk's help point, if they have one. */
export function newVisitor(kiosk: string | null): Visitor {
  const id = randomBytes(idBytes).toString("base64url");
  return startAt({ id, kiosk, start: null }, kioskStart(kiosk));
}

/** Returns the visitor with a new start for the next message. */
export function startAt(visitor: Visitor, place: Fields): Visitor {
  const nonce = randomBytes(nonceBytes).toString("base64url");
  return { ...visitor, start: { nonce, ...placeOf(place) } };
}

/** Returns where a conversation at this kiosk begins, or one on a device of the visitor's own. */
export function kioskStart(kiosk: string | null): WebStart {
  return placeOf({ point: kiosk ?? "" });
}

/** Returns the place of a start, without what is missing or empty. */
export function placeOf({ point, procedure, code }: Fields): WebStart {
  return { ...(point && { point }), ...(procedure && { procedure }), ...(code && { code }) };
}

/** Returns the input with which a conversation begins there. */
export function startInput({ point, procedure, code }: Fields): WebInput {
  if (code) return { type: "code", code };
  return { type: "start", ...(point && { point }), ...(procedure && { procedure }) };
}

interface Fields {
  readonly point?: string | undefined;
  readonly procedure?: string | undefined;
  readonly code?: string | undefined;
}

/** `secure` is set if residents come over https. A kiosk's cookie ends with its browser. */
export function createVisitorCookies(secure: boolean, lifeSeconds: number): VisitorCookies {
  return {
    read: (request) => {
      const cookie = request.cookies[cookieName];
      if (cookie === undefined) return null;
      const { valid, value } = request.unsignCookie(cookie);
      const found = (valid && valuePattern.exec(value)) || [];
      const [, id, kiosk = null, nonce, point, procedure, code] = found;
      if (id === undefined) return null;
      const start = nonce === undefined ? null : { nonce, ...placeOf({ point, procedure, code }) };
      return { id, kiosk, start };
    },
    write: (reply, visitor) => {
      const { kiosk } = visitor;
      reply.setCookie(cookieName, cookieValueOf(visitor), {
        signed: true,
        httpOnly: true,
        sameSite: "lax",
        secure,
        path: "/",
        ...(kiosk === null && { maxAge: lifeSeconds }),
      });
    },
  };
}

function cookieValueOf({ id, kiosk, start }: Visitor): string {
  const { nonce, point = "", procedure = "", code = "" } = start ?? {};
  return [
    id,
    kiosk === null ? "" : `~${kiosk}`,
    nonce === undefined ? "" : `!${nonce}!${point}!${procedure}!${code}`,
  ].join("");
}

/** Leads a page without scripts to the visitor's last line, where the newest answer begins. */
export const newestLine = "#moi";

/** Returns the address of this visitor's page. */
export function pageAddressOf({ kiosk }: Visitor): string {
  if (kiosk === null) return "/";
  return kiosk === "" ? "/?kiosk=1" : `/?point=${kiosk}&kiosk=1`;
}

/** Throws ProblemError (401) if there is no visitor: loading the page again sets a cookie. */
export function requireVisitor(visitor: Visitor | null): Visitor {
  if (visitor !== null) return visitor;
  const detail = "Bác tải lại trang giúp cháu ạ.";
  throw new ProblemError(401, "no-visitor", detail);
}
