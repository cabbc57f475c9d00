import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly route: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown> | null;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Starts an HTTP server on 127.0.0.1 that answers as the test says; `null` cuts the connection after reading. */
export async function startHttpStandIn(answer: (received: Received) => Reply | null) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const route = `${request.method} ${request.url}`;
      const one = { route, headers: request.headers, body: text === "" ? null : JSON.parse(text) };
      received.push(one);
      const reply = answer(one);
      if (reply === null) return void request.socket.destroy();
      response.writeHead(reply.status ?? 200, reply.headers ?? {});
      response.end(reply.body === undefined ? "" : JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
