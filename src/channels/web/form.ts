import type { FastifyRequest } from "fastify";

/** Sent by a form of the page, without its script. */
export function isForm(request: FastifyRequest): boolean {
  return request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
}
