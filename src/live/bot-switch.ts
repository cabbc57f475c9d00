import {
  incrementLiveVersion,
  selectBotSwitch,
  upsertBotSwitch,
} from "../db/queries/live-overrides.ts";
import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";
import { botOn, type TimedSwitch } from "../flows/engine/bot-switch.ts";

/** What an administrator sets. The caller has trimmed and checked the texts; null: no notice. */
interface SwitchSetting {
  readonly isOff: boolean;
  readonly notice: { readonly vi: string; readonly en: string | null } | null;
  /** When the bot comes back by itself, and the notice ends; absent: when somebody says so. */
  readonly backAt?: Date | null;
}

/** Returns what holds now: once its time has come, the bot is on, without a notice. */
export function switchAt(stored: TimedSwitch, now: Date): TimedSwitch {
  return stored.backAt !== null && stored.backAt <= now ? botOn : stored;
}

export async function readBotSwitch(db: DbHandle): Promise<TimedSwitch> {
  const row = await selectBotSwitch(db);
  if (row === undefined) return botOn;
  const { is_off: isOff, notice_id: id, notice_vi: vi, notice_en: en, back_at: backAt } = row;
  return { isOff, notice: vi === null ? null : { id, vi, en }, backAt };
}

/** Sets the switch and returns what it was before. An unchanged notice keeps its id, so that nobody reads it twice. */
export async function setBotSwitch(
  tx: Transaction,
  { isOff, notice, backAt = null }: SwitchSetting,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<TimedSwitch> {
  const before = await readBotSwitch(tx);
  const lastNoticeId = (await selectBotSwitch(tx))?.notice_id ?? 0;
  const isSame = before.notice?.vi === notice?.vi && before.notice?.en === notice?.en;
  await upsertBotSwitch(tx, {
    is_off: isOff,
    notice_id: lastNoticeId + (isSame ? 0 : 1),
    notice_vi: notice?.vi ?? null,
    notice_en: notice?.en ?? null,
    back_at: backAt,
    changed_by: by,
    changed_at: now,
  });
  await incrementLiveVersion(tx);
  return before;
}
