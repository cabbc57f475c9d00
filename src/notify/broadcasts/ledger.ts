import { selectLedgerPage } from "../../db/queries/broadcast-recipients.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { RecipientState } from "../../db/tables/broadcast-tables.ts";

/** A ledger row as officials see it: of the person only the channel, and the dossiers, which the officials know anyway. */
export interface LedgerLine {
  readonly id: number;
  readonly channel: string;
  readonly dossierCodes: string;
  readonly state: RecipientState;
  readonly route: string | null;
  readonly why: string | null;
  readonly reason: string;
  readonly tries: number;
  readonly settledAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly seenAt: Date | null;
}

/** Small enough that writing a page out delays no reply. */
const pageSize = 500;

/** Reads the lines after that id, in the ledger's order; only those in `state`, unless it is null. */
export async function readLedgerPage(
  db: DbHandle,
  broadcastId: number,
  page: { after: number; limit: number; state: RecipientState | null },
): Promise<LedgerLine[]> {
  const rows = await selectLedgerPage(db, broadcastId, page);
  return rows.map(({ codes, settled_at, delivered_at, seen_at, ...line }) => ({
    ...line,
    dossierCodes: codes,
    settledAt: settled_at,
    deliveredAt: delivered_at,
    seenAt: seen_at,
  }));
}

/** Reads the whole ledger, one page at a time. */
export async function* readLedgerPages(
  db: DbHandle,
  broadcastId: number,
): AsyncGenerator<readonly LedgerLine[]> {
  for (let after = 0; ; ) {
    const page = await readLedgerPage(db, broadcastId, { after, limit: pageSize, state: null });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}
