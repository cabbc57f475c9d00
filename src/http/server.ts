import { randomBytes } from "node:crypto";
import { type FastifyInstance, fastify, LogController } from "fastify";
import helmet from "helmet";
import { createLogger, type LogStream, logRequests } from "./logging.ts";
import { problemDetails, sendProblem } from "./problem.ts";
import { isWebhook } from "./raw-body.ts";

export interface HttpSettings {
  readonly publicUrl: string;
  readonly trustProxy: boolean | number | string[];
  readonly logLevel: string;
}

const headersTimeoutMs = 15_000;
const requestTimeoutMs = 60_000;
/** Longer than the pause between two signs of life on a stream. */
const connectionTimeoutMs = 120_000;
const keepAliveTimeoutMs = 10_000;
/** Routes that take less say so themselves. */
const maxBodyBytes = 64 * 1024;

/** A fastify with time-outs, limits, security headers, problem details and logs, and no routes yet. */
export async function buildHttpServer(
  settings: HttpSettings,
  logs?: LogStream,
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: createLogger(settings.logLevel, logs),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    requestIdHeader: false,
    trustProxy: trustOf(settings.trustProxy),
    bodyLimit: maxBodyBytes,
    http: { headersTimeout: headersTimeoutMs },
    requestTimeout: requestTimeoutMs,
    connectionTimeout: connectionTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    frameworkErrors: sendProblem,
  });
  logRequests(app);
  await app.register(problemDetails);
  const protect = helmet(securityHeaders(settings.publicUrl.startsWith("https:")));
  app.addHook("onRequest", (request, reply, done) => {
    // These are told to browsers; a platform reads none of them.
    if (isWebhook(request)) return done();
    reply.header("permissions-policy", "geolocation=(self), camera=(), microphone=()");
    protect(request.raw, reply.raw, (error) => done(error as Error | undefined));
  });
  return app;
}

/** Ids that no other process gives. */
function requestIds(): () => string {
  const process = randomBytes(6).toString("hex");
  let count = 0;
  return () => {
    count += 1;
    return `${process}-${count}`;
  };
}

/**
 * Fastify itself takes a number of hops for none: it can't know who connects. Whoever sets one vouches that
 * nothing but the proxy does.
 */
function trustOf(setting: HttpSettings["trustProxy"]) {
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
    // A trial over plain http must stay one: browsers remember this for a year.
    hsts: isSecure && { maxAge: 31_536_000 },
    // With none at all, browsers would hide from us even that our own forms are ours.
    referrerPolicy: { policy: "same-origin" as const },
  };
}
