import { createHmac } from "node:crypto";
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
import { applyTransportFault, type TransportFault } from "../transport-faults.ts";
import { type StandInPage, testPage } from "./accounts.ts";
import { updates, webhookOf } from "./events.ts";
import {
  failureBody,
  type GraphFailure,
  parameterWrong,
  proofWrong,
  rateLimited,
  tokenDead,
  windowClosed,
} from "./failures.ts";
import { type Fault, refusalOf } from "./faults.ts";
import { createLedger, type Ledger, type LedgerEntry } from "./ledger.ts";
import { createPageAdmin, type PageAdmin } from "./profile.ts";
import { readSend, type SentMessage } from "./send-rules.ts";
import { signedWebhook } from "./sign.ts";

export interface MetaStandInOptions {
  readonly port?: number;
  readonly page?: StandInPage;
  readonly now?: () => number;
  /** More messages than this in a second are refused with 613; if absent, there is no limit. */
  readonly messagesPerSecond?: number;
  /** Refuses replies to a person who has not written, by `deliver` or `heard`, for 24 hours. */
  readonly keepsWindow?: boolean;
  /** The address of the service's webhook, for `deliver`. */
  readonly webhookUrl?: string;
  /** Posts an echo of each accepted message to the webhook, and a delivery, as Meta does. */
  readonly echoes?: boolean;
  /** Receives every answered call and every posted webhook, in order. */
  readonly onExchange?: (entry: Exchange) => void;
  /** Answers requests to other addresses than Meta's; returns true if it did. */
  readonly extra?: (request: IncomingMessage, body: string, answer: Answer) => boolean;
}

export interface MetaStandIn {
  /** For MESSENGER_GRAPH_URL. */
  readonly url: string;
  readonly page: StandInPage;
  readonly ledger: Ledger;
  readonly faults: FaultQueue<Fault>;
  readonly admin: PageAdmin;
  readonly exchange: ExchangeLog;
  /** Refuses every message to this user with this code; code 0 ends it. */
  refuse(user: string, code: number, subcode?: number): void;
  /** Makes the Page's token invalid, or valid again. */
  setToken(alive: boolean): void;
  /** Approves a utility template of this name. */
  approve(name: string): void;
  /** Records that this person has just written. */
  heard(user: string): void;
  /** Posts a signed webhook with these updates to the service; resolves with its status, or null if it did not answer. */
  deliver(...updates: readonly object[]): Promise<number | null>;
  close(): Promise<void>;
}

export const graphVersion = "v26.0";
const secondMs = 1_000;
const windowMs = 24 * 3_600_000;
/** How long Meta waits for the answer to a webhook. */
const webhookTimeoutMs = 5_000;

interface MessageAnswer {
  readonly status: number;
  readonly body: object;
}

/** Starts a stand-in for Meta's Graph API on 127.0.0.1: it refuses what Meta refuses, and keeps a ledger. */
export async function startMetaStandIn(options: MetaStandInOptions = {}): Promise<MetaStandIn> {
  const page = options.page ?? testPage;
  const now = options.now ?? Date.now;
  const ledger = createLedger();
  const faults = createFaultQueue<Fault>();
  const admin = createPageAdmin(page);
  const exchange = createExchangeLog(options.onExchange);
  const refusals = new Map<string, GraphFailure>();
  const lastHeard = new Map<string, number>();
  const approved = new Set<string>();
  const proof = createHmac("sha256", page.appSecret).update(page.pageToken).digest("hex");
  let isTokenAlive = true;
  let second = 0;
  let inSecond = 0;

  const isOverRate = () => {
    const current = Math.floor(now() / secondMs);
    inSecond = current === second ? inSecond + 1 : 1;
    second = current;
    return inSecond > (options.messagesPerSecond ?? Number.POSITIVE_INFINITY);
  };

  function accessFault(request: IncomingMessage, query: URLSearchParams): GraphFailure | null {
    // Meta accepts a token in the address as well, but a proxy would log it, so the stand-in refuses it.
    if (!isTokenAlive || query.has("access_token")) return tokenDead;
    if (headerOf(request, "authorization") !== `Bearer ${page.pageToken}`) return tokenDead;
    return query.get("appsecret_proof") === proof ? null : proofWrong;
  }

  function sendFault({ user, utility }: SentMessage): GraphFailure | null {
    if (isOverRate()) return rateLimited(613);
    const refused = refusals.get(user);
    if (refused !== undefined) return refused;
    if (utility !== null) return approved.has(utility) ? null : parameterWrong;
    const isOpen = now() - (lastHeard.get(user) ?? Number.NEGATIVE_INFINITY) < windowMs;
    return options.keepsWindow === true && !isOpen ? windowClosed : null;
  }

  /** Answers a send as Meta does without faults; an accepted message is in the ledger by then. */
  function answerMessage(body: unknown): MessageAnswer {
    const sent = readSend(body);
    if (sent.kind === "invalid") return refusal(parameterWrong);
    if (sent.kind === "action") {
      ledger.act(sent.user, sent.action);
      return { status: 200, body: { recipient_id: sent.user } };
    }
    const fault = sendFault(sent);
    if (fault !== null) return refusal(fault);
    const { user, text, buttons, metadata, messagingType } = sent;
    const message = Object(body).message;
    const entry = ledger.add({ user, text, buttons, metadata, messagingType, at: now(), message });
    if (options.echoes === true) setImmediate(() => echo(entry));
    return { status: 200, body: { recipient_id: user, message_id: entry.id } };
  }

  function echo({ id, user, text, metadata, at }: LedgerEntry): void {
    const own = { user, at, pageId: page.pageId };
    const told = { ...own, mid: id, appId: Number(page.appId) };
    deliver(
      updates.echo(text, metadata === null ? told : { ...told, metadata }),
      updates.delivery([id], own),
    );
  }

  function onSend(request: IncomingMessage, body: unknown, answer: Answer): void {
    const fault = faults.take();
    if (fault === null) {
      const { status, body: answered } = answerMessage(body);
      return answer(status, answered);
    }
    const refused = refusalOf(fault.name);
    if (refused !== null) return answer(refused.status, failureBody(refused), usageOf(fault.name));
    const { ms } = fault;
    const onTheWay = { name: fault.name as TransportFault, ...(ms !== undefined && { ms }) };
    applyTransportFault(onTheWay, request, answer, () => answerMessage(body));
  }

  function usageOf(fault: string): Record<string, string> {
    if (fault !== "business-rate-limit") return {};
    const usage = { [page.pageId]: [{ type: "messenger", estimated_time_to_regain_access: 2 }] };
    return { "x-business-use-case-usage": JSON.stringify(usage) };
  }

  function onGraph(request: IncomingMessage, url: URL, body: unknown, answer: Answer): void {
    const path = url.pathname.slice(`/${graphVersion}`.length);
    const fault = accessFault(request, url.searchParams);
    if (fault !== null) return answer(fault.status, failureBody(fault));
    const method = request.method ?? "";
    const isSend = path === `/${page.pageId}/messages` || path === "/me/messages";
    if (method === "POST" && isSend) return onSend(request, body, answer);
    const managed = admin.answer(method, path, url.searchParams, body);
    if (managed !== null) return answer(200, managed);
    answer(400, failureBody(parameterWrong));
  }

  const server = await listen((request, response) => {
    readBody(request, (text) => {
      const url = new URL(request.url ?? "/", "http://stand-in");
      if (!url.pathname.startsWith(`/${graphVersion}/`)) {
        const answer = answerTo(response);
        if (options.extra?.(request, text, answer) !== true)
          answer(404, { error: "no such address" });
        return;
      }
      const asked = { request, response, path: url.pathname, body: text, at: now() };
      onGraph(request, url, parseJson(text), loggedAnswer(exchange, asked));
    });
  }, options.port ?? 0);

  async function deliver(...items: readonly object[]): Promise<number | null> {
    if (options.webhookUrl === undefined) throw new TypeError("no webhookUrl to deliver to");
    for (const item of items) noteSender(item);
    const body = webhookOf(items, page.pageId, now());
    const status = await postSigned(
      options.webhookUrl,
      signedWebhook(body, page),
      webhookTimeoutMs,
    );
    exchange.add({ type: "webhook", at: now(), body, status });
    return status;
  }

  function noteSender(item: object): void {
    if ("sender" in item && !("delivery" in item) && !("read" in item)) {
      lastHeard.set(String(Object(item.sender).id), now());
    }
  }

  return {
    url: `${server.url}/${graphVersion}`,
    page,
    ledger,
    faults,
    admin,
    exchange,
    refuse: (user, code, subcode) => {
      if (code === 0) return void refusals.delete(user);
      const failure = { status: 400, code, type: "OAuthException" };
      refusals.set(user, subcode === undefined ? failure : { ...failure, subcode });
    },
    setToken: (alive) => {
      isTokenAlive = alive;
    },
    approve: (name) => approved.add(name),
    heard: (user) => lastHeard.set(user, now()),
    deliver,
    close: server.close,
  };
}

function refusal(failure: GraphFailure): MessageAnswer {
  return { status: failure.status, body: failureBody(failure) };
}
