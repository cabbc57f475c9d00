import type { ConversationState } from "./state.ts";

/** Facts under their keys; see `ToldMemory`. */
export type ToldEntries = ReadonlyMap<string, string>;

/** More than a conversation tells; the oldest go first. */
const maxEntries = 16;
const maxBytes = 640;
const separator = ";";

/**
 * What the resident told in this conversation, so that no later flow asks it again: values of options and figures, never words
 * that were typed. The keys are the flows' own; all of it is stored as one text, and each fact once.
 */
export class ToldMemory {
  #entries: ToldEntries;

  constructor(stored: ConversationState["told"]) {
    this.#entries = new Map(
      (stored ?? "").split(separator).flatMap((entry) => {
        const at = entry.indexOf("=");
        return at < 1 ? [] : [[entry.slice(0, at), entry.slice(at + 1)] as const];
      }),
    );
  }

  /** The same object until something is told. */
  get entries(): ToldEntries {
    return this.#entries;
  }

  get text(): string | undefined {
    const text = toText(this.#entries);
    return text === "" ? undefined : text;
  }

  /** A later fact under the same key replaces the earlier one, and those under `replaced` go. */
  remember(key: string, value: string, replaced: readonly string[] = []): void {
    if (this.#entries.get(key) === value) return;
    const gone = new Set([key, ...replaced]);
    let kept = [...[...this.#entries].filter(([other]) => !gone.has(other)), [key, value] as const];
    kept = kept.slice(-maxEntries);
    while (Buffer.byteLength(toText(kept)) > maxBytes) kept = kept.slice(1);
    this.#entries = new Map(kept);
  }

  erase(): void {
    this.#entries = new Map();
  }
}

function toText(entries: Iterable<readonly [string, string]>): string {
  return [...entries].map(([key, value]) => `${key}=${value}`).join(separator);
}
