import type { FastifyRequest } from "fastify";
import { RefusedError } from "./refused.ts";

/**
 * Refuses a post that another site's page made its visitor send. Browsers name the page's origin in
 * every post; a request without one comes from no page, and carries no visitor's cookie.
 */
export function requireSameOrigin(request: FastifyRequest, publicOrigin: string): void {
  const { origin } = request.headers;
  if (origin === undefined || origin === publicOrigin) return;
  if (URL.canParse(origin) && new URL(origin).host === request.host) return;
  throw new RefusedError({
    statusCode: 403,
    kind: "foreign-page",
    detail:
      "Yêu cầu này đến từ một trang khác nên cháu không nhận. Bác mở lại trang này rồi thử lại ạ.",
  });
}
