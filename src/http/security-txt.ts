import type { FastifyInstance } from "fastify";
import { NotFoundError } from "./problem.ts";

interface SecurityTxtOptions {
  /** A URI; null: nobody is named, and the address does not exist. */
  readonly securityContact: string | null;
  readonly publicUrl: string;
  readonly now: () => Date;
}

/** RFC 9116 recommends less than a year, so that a copy of an abandoned site does not look valid. */
const validForMs = 180 * 24 * 3_600_000;
const cacheSeconds = 86_400;

/** Serves `GET /.well-known/security.txt`: where to report a vulnerability of this deployment (RFC 9116). */
export function securityTxtRoute(
  app: FastifyInstance,
  { securityContact, publicUrl, now }: SecurityTxtOptions,
): void {
  app.get("/.well-known/security.txt", async (_request, reply) => {
    if (securityContact === null) throw new NotFoundError("address");
    const expires = new Date(now().getTime() + validForMs);
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires.toISOString()}`,
      "Preferred-Languages: vi, en",
      `Canonical: ${publicUrl}/.well-known/security.txt`,
    ];
    return reply
      .type("text/plain; charset=utf-8")
      .header("cache-control", `public, max-age=${cacheSeconds}`)
      .send(`${lines.join("\n")}\n`);
  });
}
