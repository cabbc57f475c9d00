import { toLocalDay } from "../../catalog/local-time.ts";
import type { Database } from "../../db/open.ts";
import { insertDigests, selectDigestReaders } from "../../db/queries/colleague-digests.ts";
import { insertSends } from "../../db/queries/colleague-sends.ts";
import { selectWaitingCounts, type WaitingCounts } from "../../db/queries/waiting-counts.ts";
import type { QuietHours } from "../delivery/quiet-hours.ts";
import { readSettings } from "./choices.ts";
import type { ColleagueMessage } from "./describe-notices.ts";
import { isWeekend } from "./event-times.ts";
import { sendChannels } from "./events.ts";
import { afterQuietHours } from "./find-events.ts";
import { waitingKinds, waitingNames } from "./waiting-names.ts";

interface DigestOptions {
  readonly quietHours: QuietHours | null;
  readonly now: Date;
}

/**
 * Has everybody who chose it, and for whom something waits, told of it all on a working day. However often it runs, everybody gets
 * one a day. Returns how many.
 */
export async function startDigests(
  database: Pick<Database, "db" | "transaction">,
  { quietHours, now }: DigestOptions,
): Promise<number> {
  const day = toLocalDay(now);
  if (isWeekend(day)) return 0;
  const readers = await selectDigestReaders(database.db);
  const waiting: number[] = [];
  for (const reader of readers) {
    const counts = await selectWaitingCounts(database.db, reader, now);
    if (describeCounts(counts).length > 0) waiting.push(reader.id);
  }
  return database.transaction(async (tx) => {
    const digests = await insertDigests(tx, { accountIds: waiting, day: dayNumber(day), now });
    const settingsOf = await readSettings(tx, waiting);
    const sends = digests.flatMap(({ id, account_id }) =>
      sendChannels.map((channel) => ({
        notice_id: id,
        channel,
        due_at: afterQuietHours(now, [quietHours, settingsOf(account_id).quietHours]),
      })),
    );
    await insertSends(tx, sends);
    return digests.length;
  });
}

/** The id of a day, as notices have one of each object. */
function dayNumber(day: string): number {
  return Number(day.replaceAll("-", ""));
}

function describeCounts(counts: WaitingCounts): readonly string[] {
  return waitingKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `- ${counts[kind]} ${waitingNames[kind]}`);
}

/** Writes the digest as of now. */
export function writeDigest(counts: WaitingCounts, publicUrl: string): ColleagueMessage {
  const url = `${publicUrl}/desk`;
  const lines = describeCounts(counts);
  return {
    subject: "Việc của bạn hôm nay",
    text: ["Việc của bạn hôm nay:", ...lines, url].join("\n"),
    url,
  };
}
