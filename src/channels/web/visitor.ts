import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "../../http/problem.ts";

/** A person at the page, known only by a random signed cookie. */
export interface Visitor {
  readonly id: string;
  /** The help point of this kiosk; "" for a kiosk without a known point; null on a device of the visitor's own. */
  readonly kiosk: string | null;
}

export interface VisitorCookies {
  /** Returns null if there is no cookie or its signature is not ours. */
  read(request: FastifyRequest): Visitor | null;
  write(reply: FastifyReply, visitor: Visitor): void;
}

const cookieName = "huong-dan-visitor";
/** 128 bits, which nobody can guess. */
const idBytes = 16;
const valuePattern = /^([\w-]{22})(?:~([a-z0-9-]{0,100}))?$/;

export function newVisitor(kiosk: string | null): Visitor {
  return { id: randomBytes(idBytes).toString("base64url"), kiosk };
}

/** `secure` is set if residents come over https. A kiosk's cookie ends with its browser. */
export function createVisitorCookies(secure: boolean, lifeSeconds: number): VisitorCookies {
  return {
    read: (request) => {
      const cookie = request.cookies[cookieName];
      if (cookie === undefined) return null;
      const { valid, value } = request.unsignCookie(cookie);
      const [, id, kiosk = null] = (valid && valuePattern.exec(value)) || [];
      return id === undefined ? null : { id, kiosk };
    },
    write: (reply, { id, kiosk }) => {
      reply.setCookie(cookieName, kiosk === null ? id : `${id}~${kiosk}`, {
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
