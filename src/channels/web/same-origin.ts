import type { FastifyRequest } from "fastify";
import { ProblemError } from "../../http/problem.ts";
import { isFromOwnOrigin } from "../../http/same-origin.ts";

/** Throws ProblemError (403) for a post that another site's page made its visitor send. */
export function requireSameOrigin(request: FastifyRequest, publicOrigin: string): void {
  if (isFromOwnOrigin(request, publicOrigin)) return;
  const detail =
    "Yêu cầu này đến từ một trang khác nên cháu không nhận. Bác mở lại trang này rồi thử lại ạ.";
  throw new ProblemError(403, "foreign-page", detail);
}
