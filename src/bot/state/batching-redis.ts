import { Redis } from "ioredis";

type SendArguments = Parameters<Redis["sendCommand"]>;

/**
 * A connection on which commands leave together: those made in one tick at its end, single ones once a round of the event loop. ioredis'
 * automatic pipelines do as much, but keep every command alive for two collections of garbage.
 */
export class BatchingRedis extends Redis {
  #isHeld = false;
  #inTick = 0;

  override sendCommand(...args: SendArguments): unknown {
    this.#hold();
    if (this.#inTick === 0) process.nextTick(this.#endTick);
    this.#inTick += 1;
    return super.sendCommand(...args);
  }

  /** Turns that were run together have committed together: the server need not wait for what comes in meanwhile. */
  readonly #endTick = (): void => {
    const { stream } = this;
    if (this.#inTick > 1 && this.#isHeld && stream !== undefined) {
      stream.uncork();
      stream.cork();
    }
    this.#inTick = 0;
  };

  #hold(): void {
    const { stream } = this;
    if (this.#isHeld || stream === undefined) return;
    this.#isHeld = true;
    stream.cork();
    setImmediate(() => {
      this.#isHeld = false;
      stream.uncork();
    });
  }
}
