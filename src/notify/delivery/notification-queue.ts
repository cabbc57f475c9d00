import {
  type ClaimedDeliveryRow,
  claimDueDeliveries,
  updateDeliveryOutcomes,
} from "../../db/queries/deliveries.ts";
import type { DbHandle } from "../../db/schema.ts";
import { deliveryState } from "../../db/tables/delivery-tables.ts";
import type { RecipientContacts } from "./channel-fallback.ts";
import { type ContactDependencies, loadFollowerContacts } from "./follower-contacts.ts";
import {
  claimMs,
  type DeliveryOutcome,
  type MessageQueue,
  type OutboundMessage,
  parseRefused,
} from "./outbound-message.ts";
import {
  createNotificationRenderer,
  type NotificationRenderer,
  type RenderDependencies,
} from "./render-notification.ts";

interface NotificationQueueOptions extends ContactDependencies, RenderDependencies {}

/** The queue of dossier notifications to followers. */
export function createNotificationQueue(
  db: DbHandle,
  options: NotificationQueueOptions,
): MessageQueue {
  return {
    claim: async (limit, now) => {
      const until = new Date(now.getTime() + claimMs);
      const claimed = await claimDueDeliveries(db, { limit, now, until });
      if (claimed.length === 0) return [];
      const contactsOf = await loadFollowerContacts(db, claimed, options);
      const render = createNotificationRenderer(db, options);
      return claimed.map((row) => toMessage(row, contactsOf(row), render));
    },
    saveOutcomes: (outcomes, now) => saveOutcomes(db, outcomes, now),
  };
}

function toMessage(
  row: ClaimedDeliveryRow,
  contacts: RecipientContacts,
  render: NotificationRenderer,
): OutboundMessage {
  return {
    id: row.id,
    tries: row.tries,
    unknowns: row.unknowns,
    refused: parseRefused(row.refused),
    lastRoute: row.route,
    to: { account: row.account, to: row.user_id },
    contacts,
    render: (now) => render(row, now),
  };
}

/** Stores all outcomes that differ only in ids and times with one statement. */
async function saveOutcomes(
  db: DbHandle,
  outcomes: readonly DeliveryOutcome[],
  now: Date,
): Promise<void> {
  const groups = [...Map.groupBy(outcomes, sharedKey).values()];
  await Promise.all(
    groups.map(async (group) => {
      const [first] = group;
      if (first !== undefined) await updateDeliveryOutcomes(db, outcomeColumns(first, now), group);
    }),
  );
}

function sharedKey({ state, tries, unknowns, refused, route, reason }: DeliveryOutcome): string {
  return [state, tries, unknowns, refused, route, reason].join("\n");
}

function outcomeColumns(outcome: DeliveryOutcome, now: Date) {
  const { state, tries, unknowns, refused, route, reason } = outcome;
  return {
    state,
    tries,
    unknowns,
    refused: refused.join(" "),
    route,
    reason,
    settled_at: state === deliveryState.waiting ? null : now,
  };
}
