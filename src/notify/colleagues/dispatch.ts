import { selectDigestReader } from "../../db/queries/colleague-digests.ts";
import { type ClaimedSend, claimSends, updateSends } from "../../db/queries/colleague-sends.ts";
import { selectWaitingCounts } from "../../db/queries/waiting-counts.ts";
import type { DbHandle } from "../../db/schema.ts";
import { type ColleagueMessage, describeNotices, writeMessage } from "./describe-notices.ts";
import { writeDigest } from "./digest.ts";
import type { SendChannel } from "./events.ts";

/** What became of a message. After `retry` it is tried again later; `failed`: there is no way to reach them. */
export type SendOutcome = "sent" | "retry" | "failed";

/** Sends a message to a colleague. `id` is the same for every try. Never rejects. */
export type SendToColleague = (
  accountId: number,
  message: ColleagueMessage & { readonly id: string },
) => Promise<SendOutcome>;

interface DispatchOptions {
  readonly db: DbHandle;
  readonly senders: Readonly<Record<SendChannel, SendToColleague>>;
  readonly publicUrl: string;
  readonly now: Date;
}

const claimMs = 60_000;
const maxSends = 500;
const maxTries = 5;
const firstRetryMs = 60_000;

/**
 * Sends what is due: everything for one colleague by one channel in one message. What was claimed by a process that died is sent by
 * another one after a minute, so that only what was in flight may arrive twice. Returns how many messages were sent.
 */
export async function dispatchNotices(options: DispatchOptions): Promise<number> {
  const { db, now } = options;
  const until = new Date(now.getTime() + claimMs);
  const claimed = await claimSends(db, { now, until, limit: maxSends });
  const messages = Map.groupBy(
    claimed,
    // The digest is a message of its own.
    ({ account_id, channel, object_kind }) => `${account_id} ${channel} ${object_kind === "day"}`,
  );
  let sent = 0;
  for (const sends of messages.values()) {
    if ((await sendTogether(sends, options)) === "sent") sent += 1;
  }
  return sent;
}

async function sendTogether(
  sends: readonly ClaimedSend[],
  { db, senders, publicUrl, now }: DispatchOptions,
): Promise<SendOutcome> {
  const ordered = sends.toSorted((one, other) => one.notice_id - other.notice_id);
  const [first] = ordered;
  if (first === undefined) return "sent";
  const message =
    first.object_kind === "day"
      ? writeDigest(
          await selectWaitingCounts(db, await selectDigestReader(db, first.account_id), now),
          publicUrl,
        )
      : writeMessage(await describeNotices(db, ordered), publicUrl);
  const channel = first.channel as SendChannel;
  const outcome = await senders[channel](first.account_id, {
    ...message,
    id: `notice-${first.notice_id}-${channel}`,
  });
  const tries = Math.max(...ordered.map((send) => send.tries));
  const those = { noticeIds: ordered.map(({ notice_id }) => notice_id), channel };
  if (outcome === "retry" && tries < maxTries) {
    const dueAt = new Date(now.getTime() + firstRetryMs * 2 ** (tries - 1));
    await updateSends(db, those, { dueAt });
  } else {
    await updateSends(db, those, { state: outcome === "sent" ? "sent" : "failed" });
  }
  return outcome;
}
