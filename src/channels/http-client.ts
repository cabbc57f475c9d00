import http, { type IncomingHttpHeaders } from "node:http";
import https from "node:https";

/** The client for every platform's API; docs/decisions/0024-http-client.md says why it is built on `node:http`. */

export interface HttpRequest {
  readonly url: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly timeoutMs: number;
  /** A larger answer is an unknown outcome. */
  readonly maxAnswerBytes?: number;
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
  /** The request may have left, and no complete answer came back: the other side may have acted on it. */
  | { readonly kind: "unknown"; readonly reason: string };

/** Answers of platforms are some hundred bytes, a Page's profile or the error page of a proxy some KB. */
const defaultMaxAnswerBytes = 256 * 1024;
/**
 * Connections to one server. Each carries one request at a time, so that a lost connection leaves one outcome unknown
 * and not many. An idle connection is closed before most servers close theirs: a request on a connection that the
 * server is just closing would end as unknown.
 */
const agentOptions = { keepAlive: true, maxSockets: 64, timeout: 4_000 };
const httpAgent = new http.Agent(agentOptions);
const httpsAgent = new https.Agent(agentOptions);

/** Sends one HTTP request. Never rejects. The time limit covers everything, the wait for a connection included. */
export async function sendRequest(options: HttpRequest): Promise<HttpResult> {
  try {
    return await exchange(options);
  } catch (error) {
    // Node refuses to build such a request, for example because a header holds a line break.
    return { kind: "unsent", reason: codeOf(error) };
  }
}

function exchange(options: HttpRequest): Promise<HttpResult> {
  const { url, method, headers, body, timeoutMs } = options;
  const { maxAnswerBytes = defaultMaxAnswerBytes } = options;
  const isEncrypted = url.startsWith("https:");
  const endsAt = performance.now() + timeoutMs;
  const { promise, resolve } = Promise.withResolvers<HttpResult>();
  let isConnected = false;

  // Called as members, because nock replaces them.
  const request = (isEncrypted ? https : http).request(url, {
    method,
    agent: isEncrypted ? httpsAgent : httpAgent,
    headers: body === undefined ? headers : { ...headers, ...lengthOf(body) },
  });
  const abort = (reason: string) => {
    clearTimeout(timer);
    // Only the first outcome counts; destroying may raise an error of its own.
    resolve({ kind: isConnected ? "unknown" : "unsent", reason });
    request.destroy();
  };
  const timer = setTimeout(() => abort(`no answer within ${timeoutMs} ms`), timeoutMs);

  const onConnected = () => {
    // A process that was stopped for a while wakes up here before its timers run: by now, another process may have
    // taken over what this one was about to send.
    if (performance.now() >= endsAt) abort("too late to send");
    else isConnected = true;
  };
  // Nothing is written before these events: Node buffers the request until the connection is there.
  request.once("socket", (socket) => {
    if (request.reusedSocket) onConnected();
    else socket.once(isEncrypted ? "secureConnect" : "connect", onConnected);
  });
  request.on("error", (error) => abort(codeOf(error)));
  request.once("response", (response) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxAnswerBytes) chunks.push(chunk);
      else abort("an answer too large");
    });
    response.on("error", (error) => abort(codeOf(error)));
    response.once("end", () => {
      clearTimeout(timer);
      const text = Buffer.concat(chunks).toString("utf8");
      const { statusCode: status = 0, headers: received } = response;
      resolve({ kind: "answer", status, headers: received, text });
    });
  });
  request.end(body);
  return promise;
}

/** Node adds the length by itself, but not to a DELETE. */
function lengthOf(body: string | Buffer): Record<string, string> {
  return { "content-length": String(Buffer.byteLength(body)) };
}

/** Only the code: a message may repeat a header, and with it a token. */
function codeOf(error: unknown): string {
  return Error.isError(error) && "code" in error ? String(error.code) : "cut off";
}
