import { Agent, type IncomingMessage, request } from "node:http";
import type { HostileRequest } from "./payloads.ts";

const agent = new Agent({ keepAlive: true });

/** Sends the bytes as they are, which `fetch` would not. Resolves with the status; 0 if the service closed the connection. */
export function send(
  address: string,
  method: string,
  { path, headers, body }: HostileRequest,
): Promise<number> {
  const length = body === null ? {} : { "content-length": String(body.length) };
  return new Promise((resolve) => {
    const sent = request(address, { agent, method, path, headers: { ...headers, ...length } });
    sent.once("response", (response) => {
      const status = response.statusCode ?? 0;
      // A stream of events never ends.
      if (isStream(response)) {
        sent.destroy();
        return resolve(status);
      }
      response.resume();
      response.once("end", () => resolve(status));
      response.once("error", () => resolve(status));
    });
    // A refused body is not read to its end.
    sent.once("error", () => resolve(0));
    sent.end(body ?? undefined);
  });
}

function isStream(response: IncomingMessage): boolean {
  return response.headers["content-type"]?.startsWith("text/event-stream") ?? false;
}
