import { z } from "zod";
import type { Catalog } from "../../catalog/catalog.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { JobKind } from "../../db/jobs.ts";
import type { Database } from "../../db/open.ts";
import { type DueMail, writeDueMail } from "./due-mail.ts";
import { readDue } from "./read-due.ts";

const everyMonday = "0 7 * * 1";

export const dueMailJob: JobKind<Record<string, never>> = {
  name: "mail-catalog-due",
  data: z.strictObject({}),
};

export interface DueMailJobOptions {
  readonly catalog: () => Catalog;
  readonly now: () => Date;
  /** The address that people open, without a slash at its end. */
  readonly publicUrl: string;
  /** Sends it to the administrators; rejects if it cannot, and the job is tried again. */
  readonly sendMail: (mail: DueMail) => Promise<void>;
}

/** Mails what is due in the catalogue every Monday at 7:00. Nothing is sent while nothing is due. */
export async function scheduleDueMail(
  { db, jobs }: Pick<Database, "db" | "jobs">,
  { catalog, now, publicUrl, sendMail }: DueMailJobOptions,
): Promise<void> {
  await jobs.declare(dueMailJob);
  await jobs.work(dueMailJob, async () => {
    const at = now();
    const day = toLocalDay(at);
    const mail = writeDueMail(await readDue({ db, catalog }, { day, now: at }), { day, publicUrl });
    if (mail !== null) await sendMail(mail);
  });
  await jobs.schedule(dueMailJob, everyMonday, {});
}
