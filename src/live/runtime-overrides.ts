import { type Catalog, createCatalogBuilder } from "../catalog/catalog.ts";
import { toLocalDay } from "../catalog/local-time.ts";
import { applyOverrides, type CatalogOverrides } from "../catalog/overrides.ts";
import type { CatalogRecords } from "../catalog/schema.ts";
import type { CatalogVersion } from "../catalog/versions/change.ts";
import { createPoller } from "../concurrency/poller.ts";
import { selectLiveVersion } from "../db/queries/live-overrides.ts";
import type { DbHandle } from "../db/schema.ts";
import type { TimedSwitch } from "../flows/engine/bot-switch.ts";
import { readBotSwitch, switchAt } from "./bot-switch.ts";
import { readCatalogOverrides } from "./catalog-overrides.ts";
import { createDraftCatalogs } from "./draft-catalogs.ts";
import { createEffectiveRecords } from "./effective-records.ts";

export interface RuntimeOverridesOptions {
  readonly db: DbHandle;
  /** The records as they were shipped. */
  readonly records: CatalogRecords;
  /** A refresh failed: what was read last stays in use. */
  readonly onRefreshError: (error: unknown) => void;
  /** An edit that this version cannot read is left out. */
  readonly onInvalidEdit: (pointId: string) => void;
  /** A version of the catalogue that cannot be read, or that contradicts the shipped records, is left out. */
  readonly onInvalidVersion: (id: number) => void;
  /** Decides from when a version is in effect that begins on a day. */
  readonly now: () => Date;
}

/** What the desk changes while the service runs, as this replica last read it. */
export interface RuntimeOverrides {
  /** The present catalogue. It is immutable: a turn that began with one ends with it. */
  catalog(): Catalog;
  botSwitch(): TimedSwitch;
  /** The present catalogue as if a procedure had one name more, to try sentences. */
  catalogWithAlias(procedureId: string, alias: string): Catalog;
  /** The records in effect, without the direct edits of points and aliases: what a change is made to. */
  records(): CatalogRecords;
  /** The active versions that contradict the others or the shipped records, and are not applied. */
  leftOut(): readonly number[];
  /** The records that will be in effect on a local day, as far as it is known now; `without` leaves a version out. */
  recordsOn(day: string, without?: number): Promise<CatalogRecords>;
  /** The catalogue as it would be with a draft over these records, and with the direct edits of points and aliases. */
  draftCatalog(records: CatalogRecords, version: CatalogVersion, revision: number): Catalog;
  /** Reads again if something changed. Rejects if the database fails. */
  refresh(): Promise<void>;
  /** The same, but never rejects: an error goes to `onRefreshError`, and the next interval tries again. */
  tryRefresh(): Promise<void>;
  /** Refreshes every `intervalMs`, never twice at once. */
  start(intervalMs: number): void;
  close(): Promise<void>;
}

/** What was read last, for one local day. */
interface Current {
  readonly day: string;
  readonly records: CatalogRecords;
  readonly leftOut: readonly number[];
  readonly overrides: CatalogOverrides;
  readonly catalog: Catalog;
  readonly botSwitch: TimedSwitch;
}

/** Reads the overrides of the shipped records for the first time. Rejects if the database fails. */
export async function openRuntimeOverrides(
  options: RuntimeOverridesOptions,
): Promise<RuntimeOverrides> {
  const { db, records: shipped, onRefreshError, onInvalidEdit, onInvalidVersion, now } = options;
  const readRecords = createEffectiveRecords(shipped, onInvalidVersion);
  const buildCatalog = createCatalogBuilder();
  let poller: ReturnType<typeof createPoller> | undefined;
  let lastRefresh: Promise<void> = Promise.resolve();
  let version = -1;
  let current: Current | undefined;

  const readIfChanged = async (): Promise<void> => {
    // Read the version first: a change that is committed in between is read again by the next refresh.
    const found = await selectLiveVersion(db);
    const day = toLocalDay(now());
    if (found === version && current?.day === day) return;
    const { records, leftOut } = await readRecords(db, day);
    if (found === version && current?.records === records) {
      current = { ...current, day };
      return;
    }
    const overrides = await readCatalogOverrides(db, onInvalidEdit);
    const botSwitch = await readBotSwitch(db);
    const catalog = buildCatalog(applyOverrides(records, overrides));
    current = { day, records, leftOut, overrides, catalog, botSwitch };
    version = found;
  };
  /** Runs after the refresh under way, not with it: that one may have read before the caller's change. */
  const refresh = (): Promise<void> => {
    lastRefresh = lastRefresh.catch(ignoreReported).then(readIfChanged);
    return lastRefresh;
  };
  await refresh();

  const read = () => {
    if (current === undefined) throw new Error("nothing was read yet");
    return current;
  };
  const draftCatalog = createDraftCatalogs((records) =>
    buildCatalog(applyOverrides(records, read().overrides)),
  );
  return {
    catalog: () => read().catalog,
    botSwitch: () => switchAt(read().botSwitch, now()),
    catalogWithAlias: (id, alias) => {
      const { records, overrides } = read();
      const aliases = new Map(overrides.aliases).set(id, [
        ...(overrides.aliases.get(id) ?? []),
        alias,
      ]);
      return buildCatalog(applyOverrides(records, { ...overrides, aliases }));
    },
    records: () => read().records,
    leftOut: () => read().leftOut,
    recordsOn: async (day, without) => (await readRecords(db, day, without)).records,
    draftCatalog,
    refresh,
    tryRefresh: () => refresh().catch(onRefreshError),
    start: (intervalMs) => {
      poller ??= createPoller({ intervalMs, run: refresh, onError: onRefreshError });
      poller.start();
    },
    close: async () => {
      await poller?.close();
      await lastRefresh.catch(ignoreReported);
    },
  };
}

/** Whoever called `refresh` has received its rejection already. */
function ignoreReported(): void {}
