import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely, Transaction as KyselyTransaction } from "kysely";
import type { DbHandle, Tables } from "./schema.ts";

/**
 * Something was called that must not be called inside a transaction. On the embedded database, which has one connection, it
 * would wait for ever for a second one; on PostgreSQL it would not be part of the transaction; and an HTTP call would hold the
 * transaction's locks for as long as the other side takes.
 */
export class InsideTransactionError extends Error {
  override readonly name = "InsideTransactionError";

  constructor(what: string) {
    super(`${what} inside an open transaction; use the transaction's own handle, or do it after.`);
  }
}

/** The handle to use while a transaction is open; no other one works then. */
export type Transaction = DbHandle & Pick<KyselyTransaction<Tables>, "isTransaction">;

const open = new AsyncLocalStorage<{ isOpen: boolean }>();

/** Throws InsideTransactionError if the caller runs inside `runTransaction`. HTTP clients may call it too. */
export function assertOutsideTransaction(what: string): void {
  if (open.getStore()?.isOpen) throw new InsideTransactionError(what);
}

/**
 * Runs `work` in a transaction, and commits what it did with `tx`; if `work` throws, nothing is committed. Work that was not
 * awaited counts as outside the transaction after its end.
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
