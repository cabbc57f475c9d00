import { fromKysely, PgBoss } from "pg-boss";
import type { z } from "zod";
import type { OpenDriver } from "./driver.ts";
import { assertOutsideTransaction, type Transaction } from "./transaction.ts";
import { toUnavailableError } from "./unavailable.ts";

const timeZone = "Asia/Ho_Chi_Minh";
const stopTimeoutMs = 5_000;

/** A kind of background work: the name of its queue and the schema of its jobs' data. */
export interface JobKind<Data extends object> {
  readonly name: string;
  readonly data: z.ZodType<Data>;
}

/** Background work, stored in the database until it is done. */
export interface Jobs {
  /** Creates the queue. Every replica has to call it before `send` and `work`. */
  declare<Data extends object>(kind: JobKind<Data>): Promise<void>;
  /** With `tx` the job is sent if and only if that transaction commits. */
  send<Data extends object>(kind: JobKind<Data>, data: Data, tx?: Transaction): Promise<void>;
  /** Runs `handle` for each job. If it throws, pg-boss retries the job. */
  work<Data extends object>(
    kind: JobKind<Data>,
    handle: (data: Data) => Promise<void>,
  ): Promise<void>;
  /** Sends a job at each time of `cron`, in Viet Nam's time zone. A missed job is sent later. */
  schedule<Data extends object>(kind: JobKind<Data>, cron: string, data: Data): Promise<void>;
  stop(): Promise<void>;
}

/** Starts pg-boss on either database. `onError` gets errors that occur outside jobs. */
export async function startJobs(
  driver: OpenDriver,
  onError: (error: Error) => void,
  { ownsTables = true }: { readonly ownsTables?: boolean } = {},
): Promise<Jobs> {
  const boss = new PgBoss({ ...driver.bossOptions, migrate: ownsTables });
  boss.on("error", (error) => onError(toJobError(error, driver.server)));
  await boss.start();
  return {
    declare: async (kind) => {
      assertOutsideTransaction("A queue was declared");
      await boss.createQueue(kind.name);
      // pg-boss loads a queue at its first use, outside any transaction. This is that first use, so that a later one may be
      // a send inside a transaction.
      await boss.findJobs(kind.name, { limit: 1 });
    },
    send: async (kind, data, tx) => {
      if (!tx) assertOutsideTransaction("A job was sent without the transaction's handle");
      await boss.send(kind.name, kind.data.parse(data), tx ? { db: fromKysely(tx) } : {});
    },
    work: async (kind, handle) => {
      assertOutsideTransaction("A worker was started");
      await boss.work<unknown>(kind.name, async (jobs) => {
        for (const job of jobs) await handle(kind.data.parse(job.data));
      });
    },
    schedule: async (kind, cron, data) => {
      assertOutsideTransaction("A job was scheduled");
      await boss.schedule(kind.name, cron, data, { tz: timeZone, missed: "once" });
    },
    stop: () => boss.stop({ timeout: stopTimeoutMs }),
  };
}

/** pg-boss emits copies of errors: plain objects with the message and the stack of what was thrown. */
function toJobError(emitted: Error, server: string): Error {
  const error = Error.isError(emitted) ? emitted : Object.assign(new Error(), emitted);
  const thrown = toUnavailableError(error, server);
  return Error.isError(thrown) ? thrown : error;
}
