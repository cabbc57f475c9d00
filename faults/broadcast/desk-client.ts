import { setTimeout as pause } from "node:timers/promises";
import type { BroadcastProgress } from "../../src/notify/broadcasts/progress.ts";
import { signInOverHttp } from "../../test/desk/sign-in-over-http.ts";
import { adminPassword } from "../environment.ts";

const maxAnswerMs = 60_000;
const retryAfterMs = 300;
const maxRetries = 100;

/** Calls the desk over HTTP as an official's program does. Retries while the service is down. */
export class DeskClient {
  readonly #port: () => number;
  #token = "";

  constructor(port: () => number) {
    this.#port = port;
  }

  async signIn(): Promise<void> {
    const admin = { username: "admin", password: adminPassword };
    this.#token = await signInOverHttp(`http://127.0.0.1:${this.#port()}`, admin);
  }

  /** Creates a draft to everyone and submits it. Returns its id. */
  async submit(agency: number, key: string): Promise<number> {
    const title = "Nghỉ sáng thứ Bảy";
    const text = "Điểm hướng dẫn nghỉ sáng thứ Bảy 28/11.";
    const draft = { agency, key, title, text, audience: "everyone" };
    const { id } = await this.request("/broadcasts", draft);
    // Sends the same form again, which must not create a second broadcast.
    await this.request("/broadcasts", draft);
    await this.request(`/broadcasts/${id}/submit`, { revision: 1 });
    return Number(id);
  }

  async progress(id: number): Promise<BroadcastProgress> {
    const { progress } = await this.request(`/broadcasts/${id}`);
    return progress as BroadcastProgress;
  }

  async request(path: string, body?: object): Promise<Record<string, unknown>> {
    for (let left = maxRetries; ; left -= 1) {
      const answer = await this.#send(path, body);
      if (answer !== null) return answer;
      if (left === 0) throw new Error(`The desk does not answer ${path}.`);
      await pause(retryAfterMs);
    }
  }

  async #send(path: string, body?: object): Promise<Record<string, unknown> | null> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.#port()}/desk${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          accept: "application/json",
          ...(this.#token !== "" && { authorization: `Bearer ${this.#token}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(maxAnswerMs),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text) as Record<string, unknown>;
      if (response.status < 500) throw new DeskRefusedError(`${path}: ${response.status} ${text}`);
      return null;
    } catch (error) {
      if (error instanceof DeskRefusedError) throw error;
      // The service was killed or is starting.
      return null;
    }
  }
}

class DeskRefusedError extends Error {
  override readonly name = "DeskRefusedError";
}
