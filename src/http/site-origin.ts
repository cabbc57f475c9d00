import type { FastifyRequest } from "fastify";

/** Returns the origin that absolute addresses begin with, such as "https://huongdan.example.vn". */
export type SiteOrigin = (request: Pick<FastifyRequest, "host" | "protocol">) => string;

/** Where PUBLIC_URL is not set, its stand-in can only be opened on this machine. */
const ofThisMachine = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/;
/** A host's name or address with its port, and nothing that could end an attribute or an element. */
const plainHost =
  /^(?:[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}|\[[0-9a-f:]{2,39}\])(?::\d{1,5})?$/i;

/** Whether an origin can be opened only on the machine that the service runs on. */
export function isOfThisMachine(origin: string): boolean {
  return ofThisMachine.test(new URL(origin).hostname);
}

/**
 * Takes the origin from PUBLIC_URL, otherwise from the request: a host by which a request came leads here again. Never store
 * what this returns without PUBLIC_URL, because a request may claim any host.
 */
export function createSiteOrigin(publicUrl: string): SiteOrigin {
  const { origin } = new URL(publicUrl);
  if (!isOfThisMachine(origin)) return () => origin;
  return ({ host, protocol }) => (plainHost.test(host) ? `${protocol}://${host}` : origin);
}
