import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { pino } from "pino";
import { describeError } from "./api/describe-error.ts";

export interface LogStream {
  write(line: string): void;
}

/** JSON lines with nothing of a resident in them, nor of what they sent. */
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
  return stream === undefined ? pino(options) : pino(options, stream);
}

/** One line a request: the route's pattern, never the address that was asked for. */
export function logRequests(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request",
    );
  });
}
