import { z } from "zod";
import { createPoller } from "../../concurrency/poller.ts";
import type { JobKind } from "../../db/jobs.ts";
import type { Database } from "../../db/open.ts";
import type { QuietHours } from "../delivery/quiet-hours.ts";
import { startDigests } from "./digest.ts";
import { dispatchNotices, type SendToColleague } from "./dispatch.ts";
import type { SendChannel } from "./events.ts";
import { dailyEvents, findEvents, urgentEvents } from "./find-events.ts";

/** Whoever waits for an answer has been waiting for at most so long. */
const intervalMs = 5_000;
/** While people work. */
const everyHalfHour = "*/30 6-18 * * *";

const findDailyEvents: JobKind<Record<string, never>> = {
  name: "find-colleague-events",
  data: z.strictObject({}),
};

const sendDigests: JobKind<Record<string, never>> = {
  name: "send-colleague-digests",
  data: z.strictObject({}),
};
const everyMorning = "30 7 * * 1-5";

interface ColleagueNoticesOptions {
  readonly database: Pick<Database, "db" | "jobs" | "transaction">;
  readonly senders: Readonly<Record<SendChannel, SendToColleague>>;
  readonly quietHours: QuietHours | null;
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** Tells colleagues of their work, together with all other replicas. */
export function createColleagueNotices(options: ColleagueNoticesOptions) {
  const { database, senders, quietHours, publicUrl, now, onError } = options;
  const poller = createPoller({
    intervalMs,
    run: async () => {
      await findEvents(database, { events: urgentEvents, quietHours, now: now() });
      await dispatchNotices({ db: database.db, senders, publicUrl, now: now() });
    },
    onError,
  });
  return {
    start: async (): Promise<void> => {
      const { jobs } = database;
      await jobs.declare(findDailyEvents);
      await jobs.work(findDailyEvents, async () => {
        await findEvents(database, { events: dailyEvents, quietHours, now: now() });
      });
      await jobs.schedule(findDailyEvents, everyHalfHour, {});
      await jobs.declare(sendDigests);
      await jobs.work(sendDigests, async () => {
        await startDigests(database, { quietHours, now: now() });
      });
      await jobs.schedule(sendDigests, everyMorning, {});
      poller.start();
    },
    close: () => poller.close(),
  };
}
