import type { DbHandle } from "../../db/schema.ts";
import type { MessageQueue } from "./outbound-message.ts";
import { claimDue } from "./queue.ts";
import { loadReach, type ReachDependencies } from "./recipient-contacts.ts";
import { type MessageDependencies, newsComposer } from "./render-notification.ts";
import { settle } from "./settle.ts";

export interface NewsQueueOptions extends ReachDependencies, MessageDependencies {}

/** News of dossiers, waiting for their followers. */
export function createNotificationQueue(db: DbHandle, options: NewsQueueOptions): MessageQueue {
  return {
    claim: async (limit, now) => {
      const claimed = await claimDue(db, limit, now);
      if (claimed.length === 0) return [];
      const reachOf = await loadReach(db, claimed, options);
      const composeFor = newsComposer(db, options);
      return claimed.map((one) => {
        const { id, tries, unknowns, refused, lastRoute } = one;
        const { account, user } = one.follower;
        return {
          ...{ id, tries, unknowns, refused, lastRoute },
          to: { account, to: user },
          reach: reachOf(one),
          compose: (at) => composeFor(one, at),
        };
      });
    },
    settle: (outcomes, now) => settle(db, outcomes, now),
  };
}
