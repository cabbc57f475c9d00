import { Agent, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps, Agent as TlsAgent } from "node:https";

export interface Call {
  readonly url: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

export type CallResult =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: IncomingMessage["headers"];
      readonly text: string;
    }
  /** No connection was made: the other side has seen nothing. */
  | { readonly kind: "unsent"; readonly reason: string }
  /** The request went out, and no whole answer came back. */
  | { readonly kind: "unknown"; readonly reason: string };

const maxSockets = 64;
const agents = {
  "http:": new Agent({ keepAlive: true, maxSockets }),
  "https:": new TlsAgent({ keepAlive: true, maxSockets }),
};

/**
 * One HTTP call. Never rejects. Node's own client rather than `fetch`, which doesn't tell whether a failed
 * request had left: that decides between sending again and perhaps sending twice.
 */
export function call({ url, method, headers, body, timeoutMs, maxAnswerBytes }: Call) {
  return new Promise<CallResult>((resolve) => {
    const target = new URL(url);
    const isTls = target.protocol === "https:";
    const request = (isTls ? requestHttps : requestHttp)(target, {
      method,
      agent: agents[isTls ? "https:" : "http:"],
      headers: {
        ...headers,
        ...(body !== undefined && { "content-length": Buffer.byteLength(body) }),
      },
    });
    let isConnected = false;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      request.destroy();
    }, timeoutMs);

    const finish = (result: CallResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    const fail = (error: NodeJS.ErrnoException | null) => {
      const reason = isLate ? `no answer within ${timeoutMs} ms` : (error?.code ?? "cut off");
      finish({ kind: isConnected ? "unknown" : "unsent", reason });
    };

    request.on("socket", (socket) => {
      if (request.reusedSocket) isConnected = true;
      else socket.once(isTls ? "secureConnect" : "connect", () => (isConnected = true));
    });
    request.on("error", fail);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length <= maxAnswerBytes) chunks.push(chunk);
        else response.destroy();
      });
      response.on("error", fail);
      response.on("close", () => {
        if (!response.complete) fail(null);
      });
      response.on("end", () => {
        const { statusCode: status = 0, headers: received } = response;
        const text = Buffer.concat(chunks).toString("utf8");
        finish({ kind: "answer", status, headers: received, text });
      });
    });
    request.end(body);
  });
}
