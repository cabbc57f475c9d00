import { randomBytes } from "node:crypto";
import { type FastifyInstance, fastify, LogController } from "fastify";
import helmet from "helmet";
import type { ErrorPage } from "./error-page.ts";
import { createLogger, type LogStream, logRequests } from "./logging.ts";
import { createProblemSender, problemDetails } from "./problem.ts";
import { isWebhook } from "./raw-body.ts";

interface HttpSettings {
  readonly publicUrl: string;
  readonly trustProxy: boolean | number | string[];
  readonly logLevel: string;
}

const headersTimeoutMs = 15_000;
const requestTimeoutMs = 60_000;
/** Longer than the interval between two heartbeats of a stream. */
const connectionTimeoutMs = 120_000;
const keepAliveTimeoutMs = 10_000;
/** Routes with a lower or higher limit set their own. */
const maxBodyBytes = 64 * 1024;

/** What tests and programs leave out. */
interface HttpParts {
  /** Absent: the standard output. */
  readonly logs?: LogStream | undefined;
  /** Absent: errors are answered with problems only. */
  readonly errorPage?: ErrorPage;
}

/** Builds a fastify instance with time-outs, limits, security headers, error answers and logs, but without routes. */
export async function buildHttpServer(
  settings: HttpSettings,
  { logs, errorPage }: HttpParts = {},
): Promise<FastifyInstance> {
  const send = createProblemSender(errorPage ?? null);
  const app = fastify({
    loggerInstance: createLogger(settings.logLevel, logs),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    requestIdHeader: false,
    trustProxy: trustProxyOption(settings.trustProxy),
    bodyLimit: maxBodyBytes,
    http: { headersTimeout: headersTimeoutMs },
    requestTimeout: requestTimeoutMs,
    connectionTimeout: connectionTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    frameworkErrors: send,
  });
  logRequests(app);
  await app.register(problemDetails, { send });
  const protect = helmet(securityHeaders(settings.publicUrl.startsWith("https:")));
  app.addHook("onRequest", (request, reply, done) => {
    // Only browsers read these headers.
    if (isWebhook(request)) return done();
    reply.header("permissions-policy", "geolocation=(self), camera=(), microphone=()");
    protect(request.raw, reply.raw, (error) => done(error as Error | undefined));
  });
  return app;
}

/** Generates request ids that no other process generates. */
function requestIds(): () => string {
  const process = randomBytes(6).toString("hex");
  let count = 0;
  return () => {
    count += 1;
    return `${process}-${count}`;
  };
}

/**
 * Accepts a number of hops, which fastify itself treats as no trust because it cannot know who connects. An operator who
 * sets a number states that only the proxy can connect.
 */
function trustProxyOption(setting: HttpSettings["trustProxy"]) {
  if (typeof setting !== "number") return setting;
  return (_address: string, hop: number) => hop < setting;
}

function securityHeaders(isSecure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // Not for a trial over plain http: browsers remember this header for a year.
    // Other services of the same domain may not have https.
    hsts: isSecure && { maxAge: 31_536_000, includeSubDomains: false },
    // Without any referrer, browsers would not send the origin with our own forms.
    referrerPolicy: { policy: "same-origin" as const },
  };
}
