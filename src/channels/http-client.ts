import type { IncomingHttpHeaders } from "node:http";
// Not by its main entry, which loads fetch, caches and WebSockets as well: 3 MB that nothing here uses.
import Pool from "undici/lib/dispatcher/pool.js";

export interface HttpRequest {
  readonly url: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

export type HttpResult =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly text: string;
    }
  /** No connection was made: the other side has seen nothing. */
  | { readonly kind: "unsent"; readonly reason: string }
  /** The request went out, and no whole answer came back. */
  | { readonly kind: "unknown"; readonly reason: string };

/** To one server. One request at a time each: a lost connection leaves one outcome unknown, not many. */
const connections = 64;
/** By server: the few that the settings name. */
const pools = new Map<string, InstanceType<typeof Pool>>();

/**
 * One HTTP call. Never rejects. undici's own interface rather than `fetch`, which doesn't tell whether a failed
 * request had left: that decides between sending again and perhaps sending twice.
 */
export function sendRequest({
  url,
  method,
  headers,
  body,
  timeoutMs,
  maxAnswerBytes,
}: HttpRequest) {
  return new Promise<HttpResult>((resolve) => {
    const { origin, path } = targetOf(url);
    const chunks: Buffer[] = [];
    let length = 0;
    let answer = { status: 0, headers: {} as IncomingHttpHeaders };
    let isSent = false;
    let failure: string | null = null;
    let abort: (() => void) | null = null;
    const endsAt = performance.now() + timeoutMs;

    const giveUp = (reason: string) => {
      failure ??= reason;
      if (abort === null) finish({ kind: "unsent", reason });
      else abort();
    };
    const timer = setTimeout(() => giveUp(`no answer within ${timeoutMs} ms`), timeoutMs);
    const finish = (result: HttpResult) => {
      clearTimeout(timer);
      resolve(result);
    };

    poolOf(origin).dispatch(
      { origin, path, method, headers, body: body ?? null, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart: (controller) => {
          // A process that was stopped wakes here before its timers do: what it was about to send is not its own any more.
          if (performance.now() >= endsAt) failure ??= "too late to send";
          if (failure !== null) return controller.abort(new Error(failure));
          isSent = true;
          abort = () => controller.abort(new Error(failure ?? "cut off"));
        },
        onResponseStart: (_controller, status, received) => {
          answer = { status, headers: received };
        },
        onResponseData: (_controller, chunk) => {
          length += chunk.length;
          if (length <= maxAnswerBytes) chunks.push(chunk);
          else giveUp("an answer too large");
        },
        onResponseEnd: () => {
          finish({ kind: "answer", ...answer, text: textOf(chunks) });
        },
        onResponseError: (_controller, error: NodeJS.ErrnoException) => {
          const reason = failure ?? error.code ?? "cut off";
          finish({ kind: isSent ? "unknown" : "unsent", reason });
        },
      },
    );
  });
}

/** Most answers are one chunk. */
function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  const whole = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
  return whole.toString("utf8");
}

function poolOf(origin: string) {
  const known = pools.get(origin);
  if (known !== undefined) return known;
  const pool = new Pool(origin, { connections, pipelining: 1 });
  pools.set(origin, pool);
  return pool;
}

/** `https://host/path` taken apart; the few addresses of a platform are asked for again and again. */
function targetOf(url: string): { readonly origin: string; readonly path: string } {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  return start === -1
    ? { origin: url, path: "/" }
    : { origin: url.slice(0, start), path: url.slice(start) };
}
