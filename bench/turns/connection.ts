import { connect, type Socket } from "node:net";
import type { Webhook } from "../platforms/platform.ts";

interface Waiting {
  readonly resolve: (status: number) => void;
  readonly reject: (error: Error) => void;
}

const endOfHead = "\r\n\r\n";

/**
 * One HTTP/1.1 connection of the loopback, kept alive: a tenth of what fetch costs, so that the driver is not
 * what is measured. Posts may follow each other without waiting. All that wait reject when it closes.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #waiting: Waiting[] = [];
  #unread = "";

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`;
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (chunk: string) => this.#read(chunk));
    this.#socket.on("error", (error) => this.#fail(error));
    this.#socket.on("close", () => this.#fail(new Error("the connection was closed")));
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** Resolves with the answer's status; rejects where none came. */
  post({ path, headers, body }: Webhook): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    if (!this.isOpen) {
      reject(new Error("the connection is closed"));
      return promise;
    }
    this.#waiting.push({ resolve, reject });
    const signed = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(
      `POST ${path} HTTP/1.1\r\nhost: ${this.#host}\r\ncontent-type: application/json\r\n` +
        `${signed.join("")}content-length: ${Buffer.byteLength(body)}${endOfHead}${body}`,
    );
    return promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: string): void {
    this.#unread += chunk;
    while (this.#unread !== "") {
      const head = this.#unread.indexOf(endOfHead);
      if (head === -1) return;
      const length = /\r\ncontent-length: (\d+)/i.exec(this.#unread.slice(0, head))?.[1] ?? "0";
      const end = head + endOfHead.length + Number(length);
      if (this.#unread.length < end) return;
      const status = Number(this.#unread.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));
      this.#unread = this.#unread.slice(end);
      this.#waiting.shift()?.resolve(status);
    }
  }

  #fail(error: Error): void {
    this.#socket.destroy();
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
