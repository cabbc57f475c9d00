import { createHmac } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { isFromOwnOrigin } from "../../http/same-origin.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import { findSession, type Session } from "../identity/sessions.ts";
import type { DeskContext } from "./context.ts";
import { foreignPage } from "./errors.ts";

export const cookieName = "huong-dan-desk";

/** Who asks, and how they showed it. */
export interface Identity {
  readonly session: Session | null;
  /** A machine's bearer token: no browser sends one by itself, so no other page can misuse it. */
  readonly isBearer: boolean;
  /** Goes into every form of this session; null without one. */
  readonly csrf: string | null;
}

/** Tells who asks by the cookie of their browser or the bearer token of their program. */
export function createGuard(desk: DeskContext, csrfKey: string, publicOrigin: string) {
  const csrfOf = (token: string) => createHmac("sha256", csrfKey).update(token).digest("base64url");

  return {
    async identify(request: FastifyRequest): Promise<Identity> {
      const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? "")?.[1];
      const token = bearer ?? request.cookies[cookieName] ?? null;
      const session =
        token === null ? null : await findSession(desk.database.db, token, desk.now());
      return {
        session,
        isBearer: bearer !== undefined,
        csrf: session === null || token === null ? null : csrfOf(token),
      };
    },

    /** Throws DeskError (403) for a change that another site's page made its visitor ask for. */
    requireOwnPage(request: FastifyRequest, { isBearer, csrf }: Identity, body: unknown): void {
      if (isBearer) return;
      if (!isFromOwnOrigin(request, publicOrigin)) throw foreignPage();
      if (csrf === null) return;
      const header = request.headers["x-csrf-token"];
      const given = typeof header === "string" ? header : fieldOf(body);
      if (!equalInConstantTime(given, csrf)) throw foreignPage();
    },
  };
}

export type Guard = ReturnType<typeof createGuard>;

function fieldOf(body: unknown): string {
  if (typeof body !== "object" || body === null || !("_csrf" in body)) return "";
  return typeof body._csrf === "string" ? body._csrf : "";
}
