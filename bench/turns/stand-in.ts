import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A reply that came in for a resident. */
export type OnReply = (user: string, text: string, at: number) => void;

export interface StandIn {
  readonly url: string;
  /** Milliseconds that a send waits for its answer. */
  delayMs: number;
  close(): Promise<void>;
}

/**
 * Zalo's servers as fast as they can be stood in for: every send is accepted, nothing is checked. The one that
 * refuses what Zalo refuses is in test/platforms/.
 */
export async function startStandIn(onReply: OnReply): Promise<StandIn> {
  let sends = 0;
  const standIn = { delayMs: 0 };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      const at = performance.now();
      if (!isSend(request)) return answer(response, {});
      const { recipient, message } = JSON.parse(text);
      sends += 1;
      const data = { message_id: `sent-${sends}`, user_id: recipient.user_id };
      if (standIn.delayMs === 0) answer(response, data);
      else setTimeout(() => answer(response, data), standIn.delayMs).unref();
      onReply(recipient.user_id, message.text ?? "", at);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port was given");
  return Object.assign(standIn, {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function isSend(request: IncomingMessage): boolean {
  return request.method === "POST" && request.url === "/v3.0/oa/message/cs";
}

function answer(response: ServerResponse, data: object): void {
  const body = JSON.stringify({ error: 0, message: "Success", data });
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
