/** A message that the stand-in accepted, in the order of acceptance: what a resident would see. */
export interface LedgerEntry {
  readonly id: string;
  readonly user: string;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  add(entry: Omit<LedgerEntry, "id">): LedgerEntry;
  clear(): void;
}

export function createLedger(): Ledger {
  const entries: LedgerEntry[] = [];
  let count = 0;
  return {
    entries,
    add(entry) {
      count += 1;
      const kept = { id: `sent-${count}`, ...entry };
      entries.push(kept);
      return kept;
    },
    clear: () => entries.splice(0),
  };
}
