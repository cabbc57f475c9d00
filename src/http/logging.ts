import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { pino } from "pino";
import { describeError } from "./describe-error.ts";
import { isWebhook } from "./raw-body.ts";

export interface LogStream {
  write(line: string): void;
}

const bufferBytes = 4_096;
const flushMs = 1_000;

/** Creates a logger of JSON lines that hold nothing about residents, nor anything that they sent. */
export function createLogger(level: string, stream: LogStream | undefined): FastifyBaseLogger {
  const options = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      err: (error: unknown) => describeError(error),
      req: ({ method }: { method: string }) => ({ method }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
  };
  return pino(options, stream ?? bufferedOutput());
}

/**
 * Writes lines in blocks, flushed every second and at exit: one write per line took a tenth of a webhook's time.
 */
function bufferedOutput(): LogStream {
  return pino.destination({ sync: false, minLength: bufferBytes, periodicFlush: flushMs });
}

/**
 * Logs one line per request with the route's pattern, never with the requested address. Successful webhooks are counted
 * by the metrics and logged only at debug level: a province has millions of them a day.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? null;
    const level = reply.statusCode === 200 && isWebhook(request) ? "debug" : "info";
    const ms = Math.round(reply.elapsedTime);
    request.log[level]({ method: request.method, route, status: reply.statusCode, ms }, "request");
    done();
  });
}
