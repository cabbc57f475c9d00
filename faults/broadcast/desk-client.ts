import { setTimeout as pause } from "node:timers/promises";
import type { BroadcastProgress } from "../../src/notify/broadcasts/progress.ts";
import { deskPassword } from "../environment.ts";

const answerMs = 60_000;
const againMs = 300;
const tries = 100;

/** An official's program at the desk, which comes again while the service is away. */
export class DeskClient {
  readonly #port: () => number;
  #token = "";

  constructor(port: () => number) {
    this.#port = port;
  }

  async signIn(): Promise<void> {
    const signedIn = await this.ask("/sign-in", { username: "admin", password: deskPassword });
    this.#token = String(signedIn["token"]);
  }

  /** A draft to everyone, submitted; its id. */
  async release(agency: number, key: string): Promise<number> {
    const title = "Nghỉ sáng thứ Bảy";
    const text = "Điểm hướng dẫn nghỉ sáng thứ Bảy 28/11.";
    const draft = { agency, key, title, text, audience: "everyone" };
    const { id } = await this.ask("/broadcasts", draft);
    // The same form again: one broadcast.
    await this.ask("/broadcasts", draft);
    await this.ask(`/broadcasts/${id}/submit`, { revision: 1 });
    return Number(id);
  }

  async progress(id: number): Promise<BroadcastProgress> {
    const { progress } = await this.ask(`/broadcasts/${id}`);
    return progress as BroadcastProgress;
  }

  async ask(path: string, body?: object): Promise<Record<string, unknown>> {
    for (let left = tries; ; left -= 1) {
      const answer = await this.#send(path, body);
      if (answer !== null) return answer;
      if (left === 0) throw new Error(`the desk does not answer ${path}`);
      await pause(againMs);
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
        signal: AbortSignal.timeout(answerMs),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text) as Record<string, unknown>;
      if (response.status < 500) throw new DeskRefusal(`${path}: ${response.status} ${text}`);
      return null;
    } catch (error) {
      if (error instanceof DeskRefusal) throw error;
      return null;
    }
  }
}

class DeskRefusal extends Error {
  override readonly name = "DeskRefusal";
}
