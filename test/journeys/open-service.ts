import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildService, type Service, type ServiceOverrides } from "../../src/app/app.ts";
import { type Config, readConfig } from "../../src/config/config.ts";
import type { LogStream } from "../../src/http/logging.ts";
import type { Message } from "../../src/wording/message.ts";

/** Monday morning, the day before the holiday of 24 November. */
export const monday = new Date("2026-11-23T09:30:00+07:00");

export const deskAdminPassword = "mat khau cua quan tri";

/** Opens the whole service with embedded defaults and an own data folder, at a fixed time. */
export async function openService(
  environment: Record<string, string> = {},
  now: () => Date = () => monday,
  logs?: LogStream,
  onInbox?: ServiceOverrides["onInbox"],
): Promise<Service & { readonly config: Config }> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-journey-"));
  const config = readConfig({
    DATA_DIR: folder,
    LOG_LEVEL: "error",
    DESK_ADMIN_PASSWORD: deskAdminPassword,
    ...environment,
  });
  const service = await buildService(config, {
    now,
    ...(logs !== undefined && { logs }),
    ...(onInbox !== undefined && { onInbox }),
    requestsPerMinute: 1_000_000,
    messagesPerMinute: 1_000_000,
  });
  return {
    ...service,
    config,
    close: async () => {
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A service, or several replicas behind one address. */
export interface Served {
  readonly app: Pick<Service["app"], "inject">;
}

/** The page sends a message again, under the same id, if the service was busy. */
const pauseMs = 500;

/** One visitor of the web page, as a browser without scripts: uses plain HTTP with its cookie. */
export class Visitor {
  readonly #service: Served;
  readonly #remoteAddress: string;
  readonly #attempts: number;
  #cookie = "";

  /** @param attempts to send a message, and to read them; a busy service answers 503. */
  constructor(service: Served, remoteAddress = "127.0.0.1", attempts = 1) {
    this.#service = service;
    this.#remoteAddress = remoteAddress;
    this.#attempts = attempts;
  }

  async open(url = "/"): Promise<string> {
    const response = await this.#service.app.inject({ url, headers: { cookie: this.#cookie } });
    this.#keepCookie(response.headers["set-cookie"]);
    return response.body;
  }

  /** Presses a link's button for the web chat. */
  async openCode(code: string): Promise<string> {
    const response = await this.#service.app.inject({
      method: "POST",
      url: "/web/start",
      headers: { cookie: this.#cookie },
      payload: { code },
    });
    this.#keepCookie(response.headers["set-cookie"]);
    return this.open(response.headers.location);
  }

  say(text: string): Promise<Message[]> {
    return this.#post({ text });
  }

  tap(question: string, value: string): Promise<Message[]> {
    return this.#post({ choice: { question, value } });
  }

  /** All messages so far, the visitor's and the bot's. */
  async messages(): Promise<Message[]> {
    const response = await this.#request({ method: "GET" });
    return response.json<{ entries: { message: Message }[] }>().entries.map((e) => e.message);
  }

  /** Posts the message and returns all messages since, including the posted one. */
  async #post(content: object): Promise<Message[]> {
    const before = await this.messages();
    const response = await this.#request({
      method: "POST",
      payload: { id: randomUUID(), ...content },
    });
    this.#keepCookie(response.headers["set-cookie"]);
    if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
    return (await this.messages()).slice(before.length);
  }

  async #request(request: { readonly method: "GET" | "POST"; readonly payload?: object }) {
    const url = "/web/messages";
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#service.app.inject({
        ...request,
        url,
        headers: { cookie: this.#cookie },
        remoteAddress: this.#remoteAddress,
      });
      if (response.statusCode < 500 || attempt >= this.#attempts) return response;
      await sleep(pauseMs);
    }
  }

  #keepCookie(header: string | string[] | undefined): void {
    this.#cookie = header?.toString().split(";")[0] ?? this.#cookie;
  }
}
