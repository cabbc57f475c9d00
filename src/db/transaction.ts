import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely, Transaction as KyselyTransaction } from "kysely";
import type { DbHandle, Tables } from "./schema.ts";

/**
 * Something that must not happen inside a transaction did. On the embedded database, which has one
 * connection, waiting for a second one would wait for ever; on PostgreSQL the work would not be
 * part of the transaction; and an HTTP call would hold its locks for as long as the other side takes.
 */
export class InsideTransactionError extends Error {
  override readonly name = "InsideTransactionError";

  constructor(what: string) {
    super(`${what} inside an open transaction; use the transaction's own handle, or do it after.`);
  }
}

/** The only way to the database while a transaction is open. */
export type Transaction = DbHandle & Pick<KyselyTransaction<Tables>, "isTransaction">;

const open = new AsyncLocalStorage<{ isOpen: boolean }>();

/** Throws InsideTransactionError where the caller runs inside `runTransaction`. For HTTP clients too. */
export function assertOutsideTransaction(what: string): void {
  if (open.getStore()?.isOpen) throw new InsideTransactionError(what);
}

/**
 * Runs `work` in a transaction: all of what it did through `tx`, or, if it throws, nothing.
 * Work that outlives the transaction without being awaited is outside again once it has ended.
 */
export async function runTransaction<Result>(
  db: Kysely<Tables>,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const scope = { isOpen: true };
  try {
    return await db.transaction().execute((tx) => open.run(scope, () => work(tx)));
  } finally {
    scope.isOpen = false;
  }
}
