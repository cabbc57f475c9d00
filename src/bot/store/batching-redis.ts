import type { Writable } from "node:stream";
import { Redis } from "ioredis";

type SendArguments = Parameters<Redis["sendCommand"]>;

/**
 * A connection on which commands leave together: those made in one tick at its end, single ones once a round of the event loop. ioredis'
 * automatic pipelines do as much, but keep every command alive for two collections of garbage.
 */
export class BatchingRedis extends Redis {
  /** What is held back; a connection that is lost meanwhile has another stream. */
  #corked: Writable | null = null;
  #inTick = 0;

  override sendCommand(...args: SendArguments): unknown {
    if (this.#corked === null) this.#hold();
    if (this.#inTick === 0) process.nextTick(this.#endTick);
    this.#inTick += 1;
    return super.sendCommand(...args);
  }

  #hold(): void {
    const { stream } = this;
    // Before the first connection there is none.
    if (stream === undefined) return;
    stream.cork();
    this.#corked = stream;
    setImmediate(this.#release);
  }

  /** Turns that were run together have committed together: the server need not wait for what comes in meanwhile. */
  readonly #endTick = (): void => {
    if (this.#inTick > 1) this.#release();
    this.#inTick = 0;
  };

  readonly #release = (): void => {
    this.#corked?.uncork();
    this.#corked = null;
  };
}
