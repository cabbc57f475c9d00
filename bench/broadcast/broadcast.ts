import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { openDatabase } from "../../src/db/open.ts";
import { startPostgres } from "../../test/servers/start-postgres.ts";
import { openTown } from "./town.ts";

/** Milliseconds. */
export interface BroadcastFigures {
  readonly recipients: number;
  readonly foreseeMs: number;
  readonly submitMs: number;
  /** The longest that anything else waited for the service's one thread meanwhile. */
  readonly blockedMs: number;
  /** To choose the next messages, with each one's window and consent, and to write what became of them; the median. */
  readonly claimMs: number;
}

const claims = 50;
const perClaim = 16;

/** What a broadcast to so many costs over PostgreSQL, one after the other in the same tables. */
export async function measureBroadcasts(sizes: readonly number[]): Promise<BroadcastFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-broadcast-"));
  const postgres = await startPostgres();
  if (postgres === null) throw new Error("PostgreSQL is not installed.");
  const database = await openDatabase({
    databaseUrl: postgres.url,
    dataDir: folder,
    retentionDays: 365,
    onError: (error) => {
      throw error;
    },
  });
  try {
    const town = await openTown(database);
    const figures: BroadcastFigures[] = [];
    for (const recipients of sizes) {
      const id = await town.write(recipients);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const foreseeMs = await timed(() => town.foresee(id));
      const submitMs = await timed(() => town.submit(id));
      delay.disable();
      await town.release(id);
      const claimMs = await timeClaims(town);
      await town.pause(id);
      figures.push({ recipients, foreseeMs, submitMs, blockedMs: delay.max / 1e6, claimMs });
    }
    return figures;
  } finally {
    await database.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeClaims({ queue }: Awaited<ReturnType<typeof openTown>>): Promise<number> {
  const times: number[] = [];
  while (times.length < claims) {
    times.push(
      await timed(async () => {
        const now = new Date();
        const errands = await queue.claim(perClaim, now);
        if (errands.length < perClaim) throw new Error("There was nothing to send.");
        const outcomes = errands.map(async (errand) => {
          const { id, tries, unknowns, refused } = errand;
          const composed = await errand.compose(now);
          if (composed.type !== "message") throw new Error(`It was ${composed.reason}.`);
          const base = { id, tries, unknowns, refused, dueAt: now, reason: "", why: null };
          return { ...base, state: "sent", route: "zalo-chat", platformId: `sent ${id}` } as const;
        });
        await queue.settle(await Promise.all(outcomes), now);
      }),
    );
  }
  return times.toSorted((one, other) => one - other)[claims / 2] ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
