import type { FastifyRequest } from "fastify";

/**
 * Tells whether a request that changes something may come from a page of ours. Browsers name the page's origin in every
 * POST, so another site's page is recognised; a request without an origin comes from no page.
 */
export function isFromOwnOrigin(request: FastifyRequest, publicOrigin: string): boolean {
  const { origin } = request.headers;
  if (origin === undefined || origin === publicOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
