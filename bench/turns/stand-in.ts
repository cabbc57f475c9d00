import { createServer, type ServerResponse } from "node:http";
import type { BenchPlatform } from "../platforms/platform.ts";

/** Called with each reply to a resident and the time when it arrived, as `performance.now()`. */
export type OnReply = (user: string, text: string, at: number) => void;

export interface StandIn {
  readonly url: string;
  /** How long a send waits for its answer, milliseconds. */
  delayMs: number;
  close(): Promise<void>;
}

/**
 * Starts the fastest possible stand-in for the platform's servers: it accepts every send and checks nothing. The
 * stand-ins that refuse what the platforms refuse are in `test/platforms/`.
 */
export async function startStandIn(platform: BenchPlatform, onReply: OnReply): Promise<StandIn> {
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
      const reply = platform.readSend(request.url ?? "", text);
      if (reply === null) return answer(response, {});
      sends += 1;
      const sent = platform.sentAnswer(sends, reply.user);
      if (standIn.delayMs === 0) answer(response, sent);
      else setTimeout(() => answer(response, sent), standIn.delayMs).unref();
      onReply(reply.user, reply.text, at);
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

function answer(response: ServerResponse, content: object): void {
  const body = JSON.stringify(content);
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
