import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";
import type { BotSwitch } from "../flows/engine/bot-switch.ts";
import { botOn } from "../flows/engine/bot-switch.ts";
import { raiseLiveVersion } from "./version.ts";

/** What an administrator sets. Texts are trimmed and checked by the caller; null: no notice. */
export interface SwitchSetting {
  readonly isOff: boolean;
  readonly notice: { readonly vi: string; readonly en: string | null } | null;
}

export async function readSwitch(db: DbHandle): Promise<BotSwitch> {
  const row = await db.selectFrom("bot_switch").selectAll().executeTakeFirst();
  if (row === undefined) return botOn;
  const { is_off: isOff, notice_id: id, notice_vi: vi, notice_en: en } = row;
  return { isOff, notice: vi === null ? null : { id, vi, en } };
}

/** Sets it, and returns what it was before. The same notice again is told to nobody twice. */
export async function setSwitch(
  tx: Transaction,
  { isOff, notice }: SwitchSetting,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<BotSwitch> {
  const before = await readSwitch(tx);
  const last = await tx.selectFrom("bot_switch").select("notice_id").executeTakeFirst();
  const isSame = before.notice?.vi === notice?.vi && before.notice?.en === notice?.en;
  const row = {
    is_off: isOff,
    notice_id: (last?.notice_id ?? 0) + (isSame ? 0 : 1),
    notice_vi: notice?.vi ?? null,
    notice_en: notice?.en ?? null,
    changed_by: by,
    changed_at: now,
  };
  await tx
    .insertInto("bot_switch")
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  await raiseLiveVersion(tx);
  return before;
}
