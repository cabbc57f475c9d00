import type { FastifyRequest } from "fastify";
import { ProblemError } from "../../http/problem.ts";
import { isFromOwnOrigin } from "../../http/same-origin.ts";

/** Tells whether a form of the page sent the request, because the page's script does not run. */
export function isForm(request: FastifyRequest): boolean {
  return request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
}

/** Throws ProblemError (403) for a post that another site's page made its visitor send. */
export function requireSameOrigin(request: FastifyRequest, publicOrigin: string): void {
  if (isFromOwnOrigin(request, publicOrigin)) return;
  const detail =
    "Yêu cầu này đến từ một trang khác nên cháu không nhận. Bác mở lại trang này rồi thử lại ạ.";
  throw new ProblemError(403, "foreign-page", detail);
}

/** Whether another site's page, or a browser on its own account, sent the request: no person chose to come here. */
export function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  return site === "cross-site" || site === "same-site" || isPrefetch(headers);
}

/** Whether nobody will read the answer now: it must not change anything. */
export function isOnlyLooking({ method, headers }: FastifyRequest): boolean {
  return method === "HEAD" || isPrefetch(headers);
}

/** Whether a browser fetches ahead what may be opened next. */
function isPrefetch(headers: FastifyRequest["headers"]): boolean {
  return (headers["sec-purpose"] ?? headers["purpose"] ?? headers["x-moz"]) !== undefined;
}
