import type { FastifyBaseLogger } from "fastify";
import { z } from "zod";
import type { TurnStore } from "../bot/store/turn-store.ts";
import type { JobKind, Jobs } from "../db/jobs.ts";
import type { Metrics } from "./metrics.ts";

/** Residents sleep then. What is erased on one day is gone from the disk before the next evening. */
const everyNight = "20 3 * * *";
const msPerSecond = 1_000;

const rewriteStoreFiles: JobKind<Record<string, never>> = {
  name: "rewrite-store-files",
  data: z.strictObject({}),
};

interface StoreFileOptions {
  readonly jobs: Jobs;
  readonly store: Pick<TurnStore, "rewriteFiles">;
  readonly metrics: Pick<Metrics, "show">;
  readonly now: () => Date;
  readonly log: FastifyBaseLogger;
}

/**
 * Rewrites the files of the turn store every night, on one replica, so that what was erased or has expired is gone from the
 * disk too. A server that refuses is an error in the log and a figure in the metrics: then an operator must see to it.
 */
export async function scheduleFileRewrite({
  jobs,
  store,
  metrics,
  now,
  log,
}: StoreFileOptions): Promise<void> {
  const figures = { rewritten: 0, failed: 0, last_rewrite_timestamp_seconds: 0 };
  metrics.show("store_files", () => figures);
  await jobs.declare(rewriteStoreFiles);
  await jobs.work(rewriteStoreFiles, async () => {
    try {
      await store.rewriteFiles();
      figures.rewritten += 1;
      figures.last_rewrite_timestamp_seconds = now().getTime() / msPerSecond;
    } catch (err) {
      figures.failed += 1;
      log.error({ err }, "the turn store's files still hold what was erased");
    }
  });
  await jobs.schedule(rewriteStoreFiles, everyNight, {});
}
