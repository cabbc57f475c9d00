import type { IncomingMessage } from "node:http";
import type { Answer } from "./http-server.ts";

/** The faults of the transport to any platform, by name. */
export const transportFaultNames = [
  /** HTTP 429. */
  "too-many-requests",
  /** HTTP 500. */
  "server-error",
  /** HTTP 200, and no JSON; nothing is recorded. */
  "garbage",
  /** Records nothing and answers nothing for `ms`, then cuts the connection. */
  "hang",
  /** Records, and answers only after `ms`. */
  "slow",
  /** Cuts the connection: nothing was recorded. */
  "cut-before",
  /** Cuts the connection: the message was recorded. */
  "cut-after",
] as const;
export type TransportFault = (typeof transportFaultNames)[number];

const defaultHangMs = 60_000;

/** Gives the platform's own answer, `record`, late or not at all. */
export function applyTransportFault(
  { name, ms }: { readonly name: TransportFault; readonly ms?: number },
  request: IncomingMessage,
  answer: Answer,
  record: () => { readonly status: number; readonly body: object },
): void {
  const cut = () => request.socket.destroy();
  switch (name) {
    case "too-many-requests":
      return answer(429, "Too Many Requests", { "retry-after": "1" });
    case "server-error":
      return answer(500, "Internal Server Error");
    case "garbage":
      return answer(200, "<html>\u0000 not JSON");
    case "hang":
      return void setTimeout(cut, ms ?? defaultHangMs).unref();
    case "slow": {
      const { status, body } = record();
      return void setTimeout(() => answer(status, body), ms ?? 0);
    }
    case "cut-before":
      return void cut();
    case "cut-after":
      record();
      return void cut();
  }
}
