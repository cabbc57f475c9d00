import { createHmac } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { isFromOwnOrigin } from "../../http/same-origin.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import { findSession, type Session } from "../identity/sessions.ts";
import { forgedRequest } from "./errors.ts";
import type { DeskContext } from "./route.ts";

export const sessionCookie = "huong-dan-desk";
export const deviceCookie = "huong-dan-desk-device";
export const signInStepCookie = "huong-dan-desk-step";

/** Who sent a request, and how they proved it. */
export interface Identity {
  readonly session: Session | null;
  /** A program's bearer token: no browser sends one by itself, so another site's page cannot misuse it. */
  readonly isBearer: boolean;
  /** The token that every form of this session contains; null without a session. */
  readonly csrf: string | null;
}

/** Identifies senders by their browser's cookie or their program's bearer token, and refuses forged requests. */
export function createGuard(desk: DeskContext, csrfKey: string, publicOrigin: string) {
  const csrfOf = (token: string) => createHmac("sha256", csrfKey).update(token).digest("base64url");

  return {
    /** @param isUse Whether the request shows that somebody is using the session. */
    async identify(request: FastifyRequest, { isUse = true } = {}): Promise<Identity> {
      const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? "")?.[1];
      const token = bearer ?? request.cookies[sessionCookie] ?? null;
      const session =
        token === null ? null : await findSession(desk.database.db, token, desk.now(), isUse);
      return {
        session,
        isBearer: bearer !== undefined,
        csrf: session === null || token === null ? null : csrfOf(token),
      };
    },

    /** Throws ProblemError (403) if another site's page may have sent the visitor's browser here. */
    refuseForgedRequest(
      request: FastifyRequest,
      { isBearer, csrf }: Identity,
      body: unknown,
    ): void {
      if (isBearer) return;
      if (!isFromOwnOrigin(request, publicOrigin)) throw forgedRequest();
      if (csrf === null) return;
      const header = request.headers["x-csrf-token"];
      const given = typeof header === "string" ? header : csrfField(body);
      if (!equalInConstantTime(given, csrf)) throw forgedRequest();
    },
  };
}

export type Guard = ReturnType<typeof createGuard>;

function csrfField(body: unknown): string {
  if (typeof body !== "object" || body === null || !("_csrf" in body)) return "";
  return typeof body._csrf === "string" ? body._csrf : "";
}
