import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, answerTo, parseJson } from "./http-server.ts";

/** One exchange between a stand-in and the service; a page can show them, and a test can read them. */
export type Exchange =
  /** The service called the platform. */
  | {
      readonly type: "call";
      readonly seq: number;
      /** Milliseconds since the epoch. */
      readonly at: number;
      readonly method: string;
      readonly path: string;
      readonly body: unknown;
      /** The answer; null if the connection was cut. */
      readonly status: number | null;
      readonly answer: unknown;
    }
  /** The platform posted a webhook. */
  | {
      readonly type: "webhook";
      readonly seq: number;
      readonly at: number;
      readonly body: unknown;
      /** The status that the service answered; null if it did not answer. */
      readonly status: number | null;
    };

type Unnumbered<Entry> = Entry extends Exchange ? Omit<Entry, "seq"> : never;

export interface ExchangeLog {
  readonly entries: readonly Exchange[];
  add(entry: Unnumbered<Exchange>): void;
  clear(): void;
}

const maxKept = 10_000;

/** Keeps the latest exchanges and reports each as it is added. */
export function createExchangeLog(onEntry?: (entry: Exchange) => void): ExchangeLog {
  const entries: Exchange[] = [];
  let seq = 0;
  return {
    entries,
    add(entry) {
      seq += 1;
      const kept: Exchange = { ...entry, seq };
      entries.push(kept);
      if (entries.length > maxKept) entries.shift();
      onEntry?.(kept);
    },
    clear: () => entries.splice(0),
  };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly body: string;
  readonly at: number;
}

/** Answers a call of the service and records it, once it is answered or cut off. */
export function loggedAnswer(
  log: ExchangeLog,
  { request, response, path, body, at }: Asked,
): Answer {
  const read = readBody(request, body);
  const call = { type: "call", at, method: request.method ?? "", path, body: read } as const;
  let isAnswered = false;
  response.once("close", () => {
    if (!isAnswered) log.add({ ...call, status: null, answer: null });
  });
  return (status, answer, headers) => {
    isAnswered = true;
    log.add({ ...call, status, answer });
    answerTo(response)(status, answer, headers);
  };
}

/** Reads JSON or the fields of a form; null if it is neither. */
function readBody(request: IncomingMessage, body: string): unknown {
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  return isForm === true ? Object.fromEntries(new URLSearchParams(body)) : parseJson(body);
}

interface Signed {
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Posts a webhook; returns the status, or null if no answer came in time. */
export async function postSigned(
  url: string,
  { payload, headers }: Signed,
  timeoutMs: number,
): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { method: "POST", headers, body: payload, signal });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}
