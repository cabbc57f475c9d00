import type { FastifyRequest } from "fastify";

/** What a page about an error is made of. */
export interface ShownError {
  readonly status: number;
  /** How long to wait before the next try; null if that is not known. */
  readonly retryAfterSeconds: number | null;
  /** What to tell the operator about an error of ours; null for any other. */
  readonly requestId: string | null;
  /** What was asked for. It is not safe to show. */
  readonly path: string;
}

/** Renders the page that a person reads instead of an answer. */
export type ErrorPage = (error: ShownError) => string;

/** Addresses for programs only. A person who opens one gets the program's answer. */
const ofPrograms = /^\/(?:api|integrations|webhooks)(?:[/?]|$)/;

/** Whether a person's browser will show the answer. Programs that call us do not ask for HTML. */
export function wantsPage({ headers, url }: FastifyRequest): boolean {
  return headers.accept?.includes("text/html") === true && !ofPrograms.test(url);
}
