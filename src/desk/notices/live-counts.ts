import { countUnseenNotices } from "../../db/queries/colleague-notices.ts";
import {
  maxWaiting,
  selectWaitingCounts,
  type WaitingCounts,
} from "../../db/queries/waiting-counts.ts";
import type { DbHandle } from "../../db/schema.ts";
import { badgeOf, menuFor } from "../framework/menu.ts";
import type { Account } from "../identity/account.ts";

/** What waits for an account, with the notices that it has not seen. */
export interface ShownCounts extends WaitingCounts {
  readonly notices: number;
  /** The latest notice that rings; 0: none. */
  readonly ring: number;
}

export async function readShownCounts(
  db: DbHandle,
  account: Account,
  now: Date,
): Promise<ShownCounts> {
  const waiting = await selectWaitingCounts(db, account, now);
  const { count, ring } = await countUnseenNotices(db, account.id, maxWaiting);
  return { ...waiting, notices: count, ring };
}

/** What the page's script needs to keep its badges true: the text of each, by its name in the frame. */
export function describeLiveCounts(account: Account, counts: ShownCounts) {
  const menu = menuFor(account.role, "", counts);
  const badges: Record<string, string> = {
    menu: menu.badge ?? "",
    notices: badgeOf(counts.notices) ?? "",
  };
  for (const group of menu.groups) {
    badges[group.key] = group.badge ?? "";
    for (const item of group.items) badges[item.key] = item.badge ?? "";
  }
  return { badges, notices: counts.notices, ring: counts.ring };
}
