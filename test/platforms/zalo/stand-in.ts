import type { IncomingMessage } from "node:http";
import {
  createExchangeLog,
  type Exchange,
  type ExchangeLog,
  loggedAnswer,
  postSigned,
} from "../exchange.ts";
import { createFaultQueue, type FaultQueue } from "../fault-queue.ts";
import { type Answer, answerTo, headerOf, listen, parseJson, readBody } from "../http-server.ts";
import { applyTransportFault } from "../transport-faults.ts";
import { type StandInAccount, testAccount } from "./accounts.ts";
import { events } from "./events.ts";
import { affects, type Fault } from "./faults.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { readMessage, type SentMessage } from "./message-rules.ts";
import { signedWebhook } from "./sign.ts";
import { createTokens, type Tokens } from "./tokens.ts";

export interface StandInOptions {
  readonly port?: number;
  readonly account?: StandInAccount;
  /** An access token that is valid from the start; without one, only a refresh gives one. */
  readonly accessToken?: string;
  /** More messages than this in a minute are refused with -32; if absent, there is no limit. */
  readonly requestsPerMinute?: number;
  readonly packageName?: string;
  /** Each answer to a message says that this is left of the quota. */
  readonly quota?: { readonly quota_type: string; readonly remain: string };
  readonly now?: () => number;
  /** The address of the service's webhook, for `deliver`. */
  readonly webhookUrl?: string;
  /** Posts an echo of each accepted message to the webhook, and a receipt, as Zalo does. */
  readonly echoes?: boolean;
  /** Receives every answered call and every posted webhook, in order. */
  readonly onExchange?: (entry: Exchange) => void;
  /** Answers requests to other addresses than Zalo's; returns true if it did. */
  readonly extra?: (request: IncomingMessage, body: string, answer: Answer) => boolean;
}

export interface StandIn {
  /** For both ZALO_OPENAPI_URL and ZALO_OAUTH_URL. */
  readonly url: string;
  readonly account: StandInAccount;
  readonly ledger: Ledger;
  readonly faults: FaultQueue<Fault>;
  readonly tokens: Tokens;
  readonly exchange: ExchangeLog;
  /** Refuses every message to this user with this code; 0 ends it. */
  refuse(user: string, code: number): void;
  /** Posts a signed event to the service; resolves with its status, or null if it did not answer. */
  deliver(event: object): Promise<number | null>;
  close(): Promise<void>;
}

const minuteMs = 60_000;
/** How long Zalo waits for the answer to a webhook. */
const webhookTimeoutMs = 2_000;
const zalosPath = /^\/v\d/;

/** Starts a stand-in for Zalo's OA and token servers on 127.0.0.1: it refuses what they refuse, and keeps a ledger. */
export async function startZaloStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const account = options.account ?? testAccount;
  const now = options.now ?? Date.now;
  const ledger = createLedger();
  const faults = createFaultQueue<Fault>();
  const tokens = createTokens(account, options.accessToken ?? null, now());
  const exchange = createExchangeLog(options.onExchange);
  const refusals = new Map<string, number>();
  let minute = 0;
  let inMinute = 0;

  const isOverRate = () => {
    const current = Math.floor(now() / minuteMs);
    inMinute = current === minute ? inMinute + 1 : 1;
    minute = current;
    return inMinute > (options.requestsPerMinute ?? Number.POSITIVE_INFINITY);
  };

  const rateHeaders = (): Record<string, string> =>
    options.requestsPerMinute === undefined
      ? {}
      : { "x-ratelimit-limit": String(options.requestsPerMinute) };

  function accept(message: SentMessage): object {
    const { user, text, buttons } = message;
    const at = now();
    const { id } = ledger.add({
      user,
      text,
      buttons: buttons.map(({ title, payload }) => ({ title, payload })),
      at,
    });
    if (options.echoes === true) setImmediate(() => echo(id, message, at));
    const { quota } = options;
    const sent = { message_id: id, user_id: user, sent_time: String(at) };
    return success(quota === undefined ? sent : { ...sent, quota });
  }

  async function echo(id: string, { user, text }: SentMessage, at: number): Promise<void> {
    const own = { user, at, id, oaId: account.oaId };
    await deliver(events.echo("text", { ...own, text }));
    await deliver(events.received(id, own));
  }

  /** Answers as Zalo does without faults; an accepted message is in the ledger by then. */
  function answerMessage(
    request: IncomingMessage,
    message: SentMessage | number,
    wantsAnonymous: boolean,
  ) {
    const code = tokens.check(headerOf(request, "access_token"), now());
    if (code !== 0) return failure(code);
    if (isOverRate()) return failure(-32);
    if (typeof message === "number") return failure(message);
    if (message.isAnonymous !== wantsAnonymous) return failure(-201);
    const refused = refusals.get(message.user) ?? 0;
    return refused === 0 ? accept(message) : failure(refused);
  }

  function onMessage(
    request: IncomingMessage,
    body: string,
    answer: Answer,
    wantsAnonymous: boolean,
  ) {
    const message = readMessage(parseJson(body));
    const hasButtons = typeof message !== "number" && message.buttons.length > 0;
    const fault = faults.take((one) => affects(one, "message", hasButtons));
    const record = () => answerMessage(request, message, wantsAnonymous);
    if (fault !== null) return applyFault(fault, request, answer, record);
    answer(200, record(), rateHeaders());
  }

  function onToken(request: IncomingMessage, body: string, answer: Answer) {
    const fault = faults.take((one) => affects(one, "token", false));
    const record = () =>
      tokens.refresh(headerOf(request, "secret_key"), new URLSearchParams(body), now());
    if (fault !== null) return applyFault(fault, request, answer, record);
    answer(200, record());
  }

  function onAccount(request: IncomingMessage, answer: Answer) {
    const code = tokens.check(headerOf(request, "access_token"), now());
    if (code !== 0) return answer(200, failure(code));
    answer(
      200,
      success({
        oaid: account.oaId,
        name: "UBND phường Thử Nghiệm",
        oa_type: 4,
        is_verified: true,
        num_follower: 12,
        package_name: options.packageName ?? "Tăng trưởng",
        package_valid_through_date: "31/12/2027",
        linked_zca: "",
      }),
    );
  }

  const server = await listen((request, response) => {
    readBody(request, (body) => {
      const { pathname } = new URL(request.url ?? "/", "http://stand-in");
      const route = `${request.method} ${pathname}`;
      const isControl = !zalosPath.test(pathname);
      const answer = isControl
        ? answerTo(response)
        : loggedAnswer(exchange, { request, response, path: pathname, body, at: now() });
      if (route === "POST /v3.0/oa/message/cs") return onMessage(request, body, answer, false);
      if (route === "POST /v2.0/oa/message") return onMessage(request, body, answer, true);
      if (route === "POST /v4/oa/access_token") return onToken(request, body, answer);
      if (route === "GET /v2.0/oa/getoa") return onAccount(request, answer);
      if (options.extra?.(request, body, answer)) return;
      answer(404, { error: -1, message: "no such address" });
    });
  }, options.port ?? 0);

  async function deliver(event: object): Promise<number | null> {
    if (options.webhookUrl === undefined) throw new TypeError("no webhookUrl to deliver to");
    const status = await postSigned(
      options.webhookUrl,
      signedWebhook(event, account),
      webhookTimeoutMs,
    );
    exchange.add({ type: "webhook", at: now(), body: event, status });
    return status;
  }

  return {
    url: server.url,
    account,
    ledger,
    faults,
    tokens,
    exchange,
    deliver,
    refuse: (user, code) => refusals.set(user, code),
    close: server.close,
  };
}

function applyFault(fault: Fault, request: IncomingMessage, answer: Answer, record: () => object) {
  switch (fault.name) {
    case "rate-limit":
      return answer(200, failure(-32));
    case "expired-token":
      return answer(200, failure(-220));
    case "refuse-buttons":
      return answer(200, failure(-233));
    default: {
      const { name, ms } = fault;
      const onTheWay = { name, ...(ms !== undefined && { ms }) };
      applyTransportFault(onTheWay, request, answer, () => ({ status: 200, body: record() }));
    }
  }
}

function success(data: object): object {
  return { error: 0, message: "Success", data };
}

function failure(error: number): object {
  return { error, message: "refused by the stand-in" };
}
