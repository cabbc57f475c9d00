import type { Catalog } from "../../catalog/catalog.ts";
import { countChecklists } from "../../db/queries/figures.ts";
import type { DbHandle } from "../../db/schema.ts";

/** Returns the ids of the procedures that residents begin most, the first most often. It never rejects. */
export type FindMostAsked = () => Promise<readonly string[]>;

interface MostAskedOptions {
  readonly db: DbHandle;
  readonly now: () => Date;
  readonly onFailure: (error: unknown) => void;
}

const countedMs = 30 * 24 * 3_600_000;
/** The order changes slowly, and counting reads a month of turns. */
const cachedMs = 3_600_000;
const maxCounted = 20;
/** What fewer people asked for may say more about one of them than about the ward. */
const minBegun = 5;
const flowPrefix = "procedure:";

/** Counts what was asked for in the last 30 days, at most once an hour; a failure leaves the former count in place. */
export function createMostAsked({ db, now, onFailure }: MostAskedOptions): FindMostAsked {
  let ids: readonly string[] = [];
  let countedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const at = now();
    if (at.getTime() - countedAt < cachedMs) return ids;
    // Set first, so that many screens at once count once, and a database that is away is not asked by each.
    countedAt = at.getTime();
    const from = new Date(at.getTime() - countedMs);
    try {
      const counts = await countChecklists(
        { db, from, now: at, agencyId: null, points: null },
        maxCounted,
      );
      ids = counts
        .filter(({ begun }) => begun >= minBegun)
        .map(({ flow }) => flow.slice(flowPrefix.length));
    } catch (error) {
      // The screen goes on with what it knows.
      onFailure(error);
    }
    return ids;
  };
}

/** Completes a short list with the first procedures of the life events, which are what people come for anywhere. */
export function completeMostAsked(
  catalog: Catalog,
  asked: readonly string[],
  count: number,
): string[] {
  const usual = [0, 1].flatMap((rank) =>
    catalog.lifeEvents.flatMap(({ procedures }) => procedures[rank] ?? []),
  );
  const known = [...asked, ...usual].filter((id) => catalog.procedures.has(id));
  return [...new Set(known)].slice(0, count);
}
