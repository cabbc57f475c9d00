import { createHash } from "node:crypto";
import {
  type AuditHead,
  type ChainedEntry,
  selectChainedEntries,
  selectFirstUnchainedEntry,
} from "./queries/audit-chain.ts";
import type { DbHandle } from "./schema.ts";

/** On the embedded database everybody waits while a statement runs, so none may be long. */
const rowsAtOnce = 500;

export interface AuditChainOptions {
  /** Heads that were kept elsewhere: the chain must still contain each of them. */
  readonly heads?: readonly AuditHead[];
  /** Begins behind this head, whose entries were removed on purpose. Absent: at the first entry. */
  readonly from?: AuditHead;
}

export type AuditChainResult =
  | { readonly isIntact: true; readonly entries: number; readonly head: AuditHead | null }
  | {
      readonly isIntact: false;
      /** The first position at which something is wrong. */
      readonly position: number;
      /** The id of the entry there, if one is known. */
      readonly entryId: number | null;
      readonly reason: string;
    };

/**
 * Verifies every entry of the audit trail against the chain. The hashes are computed here and not by the database, whose
 * functions somebody who changed the trail may have changed too.
 */
export async function verifyAuditChain(
  db: DbHandle,
  { heads = [], from }: AuditChainOptions = {},
): Promise<AuditChainResult> {
  const expectedHashes = new Map(heads.map(({ position, hash }) => [position, hash]));
  let head: AuditHead | null = from ?? null;
  let entries = 0;
  for (;;) {
    const rows = await selectChainedEntries(db, head?.position ?? 0, rowsAtOnce);
    for (const row of rows) {
      const place = (head?.position ?? 0) + 1;
      if (row.position !== place) {
        const reason = `entries are missing up to position ${row.position}`;
        return { isIntact: false, position: place, entryId: null, reason };
      }
      const reason = faultOf(row, head, expectedHashes.get(place));
      if (reason !== null) {
        return { isIntact: false, position: place, entryId: row.entryId, reason };
      }
      head = { position: place, hash: row.hash };
      entries += 1;
    }
    if (rows.length < rowsAtOnce) break;
  }
  return (await findEndFault(db, head, heads)) ?? { isIntact: true, entries, head };
}

function faultOf(
  row: ChainedEntry,
  previous: AuditHead | null,
  expectedHash: string | undefined,
): string | null {
  if (row.isEntryMissing) return "its entry was deleted";
  const content = [previous?.hash ?? null, String(row.position), ...row.parts];
  if (row.hash !== hashOf(content)) return "its content or its hash was changed";
  if (expectedHash !== undefined && expectedHash !== row.hash) {
    return "the chain was written again: a head that was kept elsewhere is another one";
  }
  return null;
}

/** What no single row shows: entries beside the chain, and an end that was cut off. */
async function findEndFault(
  db: DbHandle,
  head: AuditHead | null,
  heads: readonly AuditHead[],
): Promise<AuditChainResult | null> {
  const position = head?.position ?? 0;
  const cutOff = heads.find((kept) => kept.position > position);
  if (cutOff !== undefined) {
    const reason = `the end was cut off: a head at position ${cutOff.position} was kept elsewhere`;
    return { isIntact: false, position: position + 1, entryId: null, reason };
  }
  const entryId = await selectFirstUnchainedEntry(db, 0);
  if (entryId === null) return null;
  return { isIntact: false, position: position + 1, entryId, reason: "it is not in the chain" };
}

/** The same text as the database's `audit_entry_content`: each part with its length in bytes before it. */
function hashOf(parts: readonly (string | null)[]): string {
  const content = parts.map((part) =>
    part === null ? "-," : `${Buffer.byteLength(part)}:${part},`,
  );
  return createHash("sha256").update(content.join("")).digest("hex");
}
