import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { account } from "../bench/turns/webhook.ts";

/** What the platform does with one send. */
export type Conduct =
  | "accept"
  /** Refused: certainly not delivered. */
  | "429"
  | "500"
  | "error"
  /** Delivered, but the sender can't know. */
  | "garbage"
  | "hang";

/** One send, in the order in which they came. */
export interface Entry {
  readonly user: string;
  readonly text: string;
  readonly at: number;
  readonly conduct: Conduct;
}

/** A send that the resident has got. */
function isDelivered({ conduct }: Entry): boolean {
  return conduct === "accept" || conduct === "garbage" || conduct === "hang";
}

const hangMs = 60_000;
const accessTokenLifeSeconds = "90000";
const invalidToken = -216;
const invalidParameter = -201;
const invalidRefreshToken = -14014;

/** Stands in for Zalo, keeps the ledger that judges, and misbehaves as it is told. */
export class Platform {
  readonly ledger: Entry[] = [];
  /** Set by a fault. */
  conduct: (user: string) => Conduct = () => "accept";
  refreshes = 0;
  refusedRefreshes = 0;
  #access: string = account.accessToken;
  #refresh: string = account.refreshToken;
  #url = "";
  readonly #delivered = new Map<string, Entry[]>();
  readonly #watchers = new Set<() => void>();
  readonly #server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => this.#serve(request, response, text));
  });

  static async start(): Promise<Platform> {
    const platform = new Platform();
    const server = platform.#server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no TCP port was given");
    platform.#url = `http://127.0.0.1:${address.port}`;
    return platform;
  }

  get url(): string {
    return this.#url;
  }

  heal(): void {
    this.conduct = () => "accept";
  }

  /** From now on the access token is refused, until it is refreshed. */
  expireToken(): void {
    this.#access = "none is valid";
  }

  /** What the resident has got, in order. */
  delivered(user: string): readonly Entry[] {
    return this.#delivered.get(user) ?? [];
  }

  /** Resolves with whether `enough` came true before the time was over. */
  async until(enough: () => boolean, withinMs: number): Promise<boolean> {
    if (enough()) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const look = () => {
      if (enough()) resolve(true);
    };
    const timer = setTimeout(() => resolve(enough()), withinMs);
    this.#watchers.add(look);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#watchers.delete(look);
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(request: IncomingMessage, response: ServerResponse, text: string): void {
    if (request.url === "/v3.0/oa/message/cs") return this.#takeSend(request, response, text);
    if (request.url === "/v4/oa/access_token") return this.#renew(response, text);
    answer(response, 200, { error: 0, message: "Success", data: {} });
  }

  #takeSend(request: IncomingMessage, response: ServerResponse, text: string): void {
    if (request.headers["access_token"] !== this.#access) {
      return answer(response, 200, { error: invalidToken, message: "Access token is invalid" });
    }
    const { recipient, message } = JSON.parse(text);
    const user: string = recipient.user_id;
    const conduct = this.conduct(user);
    this.#note({ user, text: message.text ?? "", at: performance.now(), conduct });
    const data = { message_id: `sent-${this.ledger.length}`, user_id: user };
    if (conduct === "accept") answer(response, 200, { error: 0, message: "Success", data });
    else misbehave(response, conduct);
    for (const look of this.#watchers) look();
  }

  #note(entry: Entry): void {
    this.ledger.push(entry);
    if (!isDelivered(entry)) return;
    const delivered = this.#delivered.get(entry.user);
    if (delivered === undefined) this.#delivered.set(entry.user, [entry]);
    else delivered.push(entry);
  }

  /** A refresh token is good for one use. */
  #renew(response: ServerResponse, text: string): void {
    if (new URLSearchParams(text).get("refresh_token") !== this.#refresh) {
      this.refusedRefreshes += 1;
      const error = { error: invalidRefreshToken, error_name: "Invalid refresh token" };
      return answer(response, 200, error);
    }
    this.refreshes += 1;
    this.#access = `access-${this.refreshes}`;
    this.#refresh = `refresh-${this.refreshes}`;
    answer(response, 200, {
      access_token: this.#access,
      refresh_token: this.#refresh,
      expires_in: accessTokenLifeSeconds,
    });
  }
}

function misbehave(response: ServerResponse, conduct: Exclude<Conduct, "accept">): void {
  switch (conduct) {
    case "429":
      return answer(response, 429, { message: "Too many requests" });
    case "500":
      return answer(response, 500, { message: "Internal server error" });
    case "error":
      return answer(response, 200, { error: invalidParameter, message: "user_id is invalid" });
    case "garbage":
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"error":0,"mess');
      return;
    case "hang":
      setTimeout(() => response.destroy(), hangMs).unref();
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
