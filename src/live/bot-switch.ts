import {
  incrementLiveVersion,
  selectBotSwitch,
  upsertBotSwitch,
} from "../db/queries/live-overrides.ts";
import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";
import { type BotSwitch, botOn } from "../flows/engine/bot-switch.ts";

/** What an administrator sets. The caller has trimmed and checked the texts; null: no notice. */
interface SwitchSetting {
  readonly isOff: boolean;
  readonly notice: { readonly vi: string; readonly en: string | null } | null;
}

export async function readBotSwitch(db: DbHandle): Promise<BotSwitch> {
  const row = await selectBotSwitch(db);
  if (row === undefined) return botOn;
  const { is_off: isOff, notice_id: id, notice_vi: vi, notice_en: en } = row;
  return { isOff, notice: vi === null ? null : { id, vi, en } };
}

/** Sets the switch and returns what it was before. An unchanged notice keeps its id, so that nobody reads it twice. */
export async function setBotSwitch(
  tx: Transaction,
  { isOff, notice }: SwitchSetting,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<BotSwitch> {
  const before = await readBotSwitch(tx);
  const lastNoticeId = (await selectBotSwitch(tx))?.notice_id ?? 0;
  const isSame = before.notice?.vi === notice?.vi && before.notice?.en === notice?.en;
  await upsertBotSwitch(tx, {
    is_off: isOff,
    notice_id: lastNoticeId + (isSame ? 0 : 1),
    notice_vi: notice?.vi ?? null,
    notice_en: notice?.en ?? null,
    changed_by: by,
    changed_at: now,
  });
  await incrementLiveVersion(tx);
  return before;
}
