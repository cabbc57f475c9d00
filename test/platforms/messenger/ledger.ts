export interface SentButton {
  readonly title: string;
  readonly payload: string;
  readonly kind: "quick_reply" | "postback" | "web_url" | "phone_number";
}

/** A message that the stand-in accepted, in the order of acceptance: what a resident would see. */
export interface LedgerEntry {
  readonly id: string;
  readonly user: string;
  readonly text: string;
  readonly buttons: readonly SentButton[];
  readonly metadata: string | null;
  readonly messagingType: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `message` as it was sent. */
  readonly message: unknown;
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** Typing signs and other sender actions. */
  readonly actions: readonly { readonly user: string; readonly action: string }[];
  add(entry: Omit<LedgerEntry, "id">): LedgerEntry;
  act(user: string, action: string): void;
  clear(): void;
}

export function createLedger(): Ledger {
  const entries: LedgerEntry[] = [];
  const actions: { user: string; action: string }[] = [];
  let count = 0;
  return {
    entries,
    actions,
    add(entry) {
      count += 1;
      const kept = { id: `m_sent_${count}`, ...entry };
      entries.push(kept);
      return kept;
    },
    act: (user, action) => actions.push({ user, action }),
    clear: () => {
      entries.splice(0);
      actions.splice(0);
    },
  };
}
