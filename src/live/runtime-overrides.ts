import { type Catalog, createCatalogBuilder } from "../catalog/catalog.ts";
import { applyOverrides } from "../catalog/overrides.ts";
import type { CatalogRecords } from "../catalog/schema.ts";
import type { DbHandle } from "../db/schema.ts";
import type { BotSwitch } from "../flows/engine/bot-switch.ts";
import { readSwitch } from "./bot-switch.ts";
import { readCatalogEdits } from "./catalog-overrides.ts";
import { liveVersion } from "./version.ts";

export interface RuntimeOverridesOptions {
  readonly db: DbHandle;
  /** As they were shipped. */
  readonly records: CatalogRecords;
  /** A round failed: what was read last holds on. */
  readonly onRefreshError: (error: unknown) => void;
  /** An edit that this version can't read is left out. */
  readonly onInvalidEdit: (pointId: string) => void;
}

/** What the desk changes while the service runs, as this replica last read it. */
export interface RuntimeOverrides {
  /** The catalogue of this moment, immutable: who began with one ends with it. */
  catalog(): Catalog;
  botSwitch(): BotSwitch;
  /** Reads anew where something changed, at once. Rejects with what the database does. */
  refresh(): Promise<void>;
  /** The same for who has just changed something. Never rejects: a failed look is told, and comes again with the next round. */
  tryRefresh(): Promise<void>;
  /** Looks every `intervalMs`, never two rounds at once. */
  start(intervalMs: number): void;
  close(): Promise<void>;
}

/** Reads what is laid over the shipped records. Rejects with what the database does. */
export async function openRuntimeOverrides({
  db,
  records,
  onRefreshError: onFailure,
  onInvalidEdit: onFault,
}: RuntimeOverridesOptions): Promise<RuntimeOverrides> {
  const build = createCatalogBuilder();
  let isLooking = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let version = -1;
  let current: { readonly catalog: Catalog; readonly botSwitch: BotSwitch } | undefined;

  const read = async (): Promise<void> => {
    // The number first: a change that comes between is read again in the next round.
    const found = await liveVersion(db);
    if (found === version && current !== undefined) return;
    const edits = await readCatalogEdits(db, onFault);
    const botSwitch = await readSwitch(db);
    current = { catalog: build(applyOverrides(records, edits)), botSwitch };
    version = found;
  };
  /** After the round under way, which may have looked before the change. */
  const refresh = (): Promise<void> => {
    round = round.catch(() => undefined).then(read);
    return round;
  };
  await refresh();

  const now = () => {
    if (current === undefined) throw new Error("nothing was read yet");
    return current;
  };
  const look = () => refresh().catch(onFailure);
  return {
    catalog: () => now().catalog,
    botSwitch: () => now().botSwitch,
    refresh,
    tryRefresh: look,
    start: (intervalMs) => {
      timer = setInterval(async () => {
        if (isLooking) return;
        isLooking = true;
        await look();
        isLooking = false;
      }, intervalMs);
    },
    close: async () => {
      clearInterval(timer);
      await round.catch(() => undefined);
    },
  };
}
