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
