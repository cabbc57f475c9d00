import { PGliteAdapter, PGliteDialect, type PGliteDialectConfig, PGliteDriver } from "kysely";
import { assertOutsideTransaction } from "./transaction.ts";
import { reportUnavailability } from "./unavailable.ts";

/**
 * Kysely's dialect for PGlite, which refuses the outer database inside a transaction at once. Kysely itself would first queue
 * for the only connection, which the transaction holds, and so wait for ever.
 */
export class GuardedEmbeddedDialect extends PGliteDialect {
  readonly #config: PGliteDialectConfig;
  readonly #server: string;

  constructor(config: PGliteDialectConfig, server: string) {
    super(config);
    this.#config = config;
    this.#server = server;
  }

  override createAdapter() {
    return new UnqueuedAdapter();
  }

  override createDriver() {
    return new QueuedDriver(this.#config, this.#server);
  }
}

/** Makes Kysely ask the driver at once: the queue is in the driver, after the check. */
class UnqueuedAdapter extends PGliteAdapter {
  override get supportsMultipleConnections() {
    return true;
  }
}

class QueuedDriver extends PGliteDriver {
  readonly #server: string;
  #lastInQueue: Promise<void> = Promise.resolve();
  #endTurn = () => {};

  constructor(config: PGliteDialectConfig, server: string) {
    super(config);
    this.#server = server;
  }

  override async acquireConnection() {
    assertOutsideTransaction("The outer database was used");
    const turn = this.#lastInQueue;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#lastInQueue = promise;
    await turn;
    this.#endTurn = resolve;
    return reportUnavailability(await super.acquireConnection(), this.#server);
  }

  override async releaseConnection() {
    this.#endTurn();
  }
}
