import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { z } from "zod";
import { describeError } from "./describe-error.ts";
import { type ErrorPage, wantsPage } from "./error-page.ts";

/** What is wrong with one parameter; `reason` is written by us and never repeats what was sent. */
export interface ParameterIssue {
  readonly parameter: string;
  readonly reason: string;
}

interface ProblemDetails {
  readonly issues?: readonly ParameterIssue[];
  readonly retryAfterSeconds?: number;
}

/** An error that the caller of a route may read. Every other error is answered as a bare 500. */
export class ProblemError extends Error {
  override readonly name: string = "ProblemError";
  readonly status: number;
  /** The stable last part of the problem's `type`; it must never be reused for another problem. */
  readonly kind: string;
  readonly issues: readonly ParameterIssue[];
  readonly retryAfterSeconds: number | null;

  constructor(status: number, kind: string, title: string, details: ProblemDetails = {}) {
    super(title);
    this.status = status;
    this.kind = kind;
    this.issues = details.issues ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }
}

export class ParameterError extends ProblemError {
  override readonly name = "ParameterError";

  constructor(issues: readonly ParameterIssue[]) {
    super(400, "invalid-parameters", "Some parameters are not valid", { issues });
  }
}

export class NotFoundError extends ProblemError {
  override readonly name = "NotFoundError";

  /** @param thing what was looked for, in two or three words: "help point". */
  constructor(thing: string) {
    super(404, `no-such-${thing.replaceAll(" ", "-")}`, `There is no such ${thing}`);
  }
}

/** The rate limiter itself sets `retry-after`. */
export class TooManyRequestsError extends ProblemError {
  override readonly name = "TooManyRequestsError";

  constructor() {
    super(429, "too-many-requests", "Too many requests in a short time");
  }
}

/** The schema of a problem answer (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().describe("A stable name of this kind of problem"),
    title: z.string().describe("The problem in a few words, the same each time"),
    status: z.int().describe("The HTTP status"),
    errors: z
      .array(
        z.object({
          parameter: z.string().describe("The parameter at fault"),
          reason: z.string().describe("What is wrong with it"),
        }),
      )
      .optional()
      .describe("With status 400: every parameter at fault"),
    request_id: z.string().optional().describe("With status 500: what to tell the operator"),
  })
  .meta({
    description: "Why there is no answer (RFC 9457)",
    examples: [
      {
        type: "urn:huong-dan:problem:invalid-parameters",
        title: "Some parameters are not valid",
        status: 400,
        errors: [{ parameter: "lng", reason: "must come with lat" }],
      },
    ],
  });

export const problemMediaType = "application/problem+json";

/** Builds the body of a problem answer; `extra` holds members that only some problems have. */
export function problemBody(
  { kind, message, status, issues }: ProblemError,
  extra: { readonly detail?: string; readonly request_id?: string } = {},
) {
  return {
    type: `urn:huong-dan:problem:${kind}`,
    title: message,
    status,
    ...(issues.length > 0 && { errors: issues }),
    ...extra,
  };
}

interface ProblemOptions {
  /** Absent: every error is answered with a problem. */
  readonly send?: ProblemSender;
}

/** Answers every error and every unknown address of the whole service. Register it at the root, first. */
export async function problemDetails(
  app: FastifyInstance,
  { send = sendProblem }: ProblemOptions,
): Promise<void> {
  app.setErrorHandler(send);
  // Otherwise unknown addresses would be the only ones that anybody may request without end.
  await app.register(rateLimit, { global: false });
  const preHandler = app.rateLimit({
    max: notFoundPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => new TooManyRequestsError(),
  });
  app.setNotFoundHandler({ preHandler }, (request, reply) =>
    send(new NotFoundError("address"), request, reply),
  );
}

// Like fastify-plugin: the handlers serve the whole app, not only the scope of this plugin.
Object.assign(problemDetails, { [Symbol.for("skip-override")]: true });

type ProblemSender = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** Answers an error with a problem, also to a browser. */
export const sendProblem: ProblemSender = createProblemSender(null);

/**
 * Returns what answers an error: with a page if a person's browser shows the answer, otherwise with a problem. It also
 * serves as Fastify's `frameworkErrors`, which handles requests that reach no route, such as a malformed URL.
 *
 * @param errorPage null: there are no pages.
 */
export function createProblemSender(errorPage: ErrorPage | null): ProblemSender {
  return (error, request, reply) => {
    const problem = problemOf(error);
    const isInternal = problem.status >= 500;
    // An outage is logged by what waits for its end, with the server's name, and not once for each request.
    if (isInternal && !isServerAway(error)) {
      request.log.error({ error: describeError(error) }, "request failed");
    }
    const { status, retryAfterSeconds: waitSeconds } = problem;
    reply.code(status).headers({
      "cache-control": "no-store",
      ...(errorPage !== null && { vary: "accept" }),
      ...(waitSeconds !== null && { "retry-after": waitSeconds }),
    });
    const requestId = isInternal ? request.id : null;
    if (errorPage !== null && wantsPage(request)) {
      const path = request.url;
      const page = errorPage({ status, retryAfterSeconds: waitSeconds, requestId, path });
      reply.type("text/html; charset=utf-8").header("x-robots-tag", "noindex").send(page);
      return;
    }
    reply
      .header("content-type", problemMediaType)
      .serializer(JSON.stringify)
      .send(problemBody(problem, requestId === null ? {} : { request_id: requestId }));
  };
}

/**
 * Only Fastify's own errors keep their status. An error thrown by the client of another server also carries a
 * `statusCode`, but that says nothing about our caller.
 */
function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new ParameterError(
      error.validation.map((issue) => issueOf(issue, error.validationContext)),
    );
  }
  const code = codeOf(error);
  const known = code === null ? undefined : frameworkProblems[code];
  if (known) return new ProblemError(...known);
  if (isServerAway(error)) {
    const title = "A server that this needs is not available now";
    return new ProblemError(503, "server-unavailable", title, { retryAfterSeconds });
  }
  return new ProblemError(500, "internal-error", "Something went wrong here");
}

/** An outage lasts longer than a second, and a caller who waits much longer is not told that it is over. */
export const retryAfterSeconds = 30;

const outageCodes: ReadonlySet<string | null> = new Set([
  "DATABASE_UNAVAILABLE",
  "STORE_UNAVAILABLE",
  "PORT_UNAVAILABLE",
]);

/** Whether the request failed because the database or the turn store cannot be reached or cannot write. */
export function isServerAway(error: unknown): boolean {
  return outageCodes.has(codeOf(error));
}

/** Of one address. */
const notFoundPerMinute = 300;

const unreadable = [400, "unreadable-request", "The request cannot be read"] as const;

/** Fastify's error code → status, kind, title. */
const frameworkProblems: Readonly<Record<string, readonly [number, string, string]>> = {
  FST_ERR_BAD_URL: unreadable,
  FST_ERR_CTP_EMPTY_JSON_BODY: unreadable,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: unreadable,
  FST_ERR_CTP_INVALID_JSON_BODY: unreadable,
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "body-too-large", "The request's body is too large"],
  FST_ERR_MAX_PARAM_LENGTH: [414, "address-too-long", "A part of the address is too long"],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, "media-type", "This media type is not taken here"],
};

function issueOf(
  issue: { readonly instancePath: string; readonly message?: string | undefined },
  context: string | undefined,
): ParameterIssue {
  const parameter = issue.instancePath.replace(/^\//, "").replaceAll("/", ".");
  return {
    parameter: parameter || (context ?? "request"),
    reason: issue.message ?? "is not valid",
  };
}

function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
