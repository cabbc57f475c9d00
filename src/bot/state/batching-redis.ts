import { Redis } from "ioredis";

type SendArguments = Parameters<Redis["sendCommand"]>;

/**
 * A connection on which the commands of one round of the event loop leave in one write. ioredis' automatic pipelines
 * do as much, but keep every command alive for two collections of garbage.
 */
export class BatchingRedis extends Redis {
  #isHeld = false;

  override sendCommand(...args: SendArguments): unknown {
    this.#hold();
    return super.sendCommand(...args);
  }

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
