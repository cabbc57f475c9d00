import {
  type ClaimedRecipientRow,
  claimDueRecipients,
  type RecipientOutcome,
  selectSendPermission,
  updateRecipientOutcomes,
} from "../../db/queries/broadcast-sending.ts";
import type { DbHandle } from "../../db/schema.ts";
import {
  broadcastState,
  type RecipientState,
  recipientState,
} from "../../db/tables/broadcast-tables.ts";
import { deliveryState } from "../../db/tables/delivery-tables.ts";
import type { RecipientContacts } from "../delivery/channel-fallback.ts";
import {
  claimMs,
  type DeliveryOutcome,
  type MessageQueue,
  type OutboundMessage,
  parseRefused,
  type RenderResult,
} from "../delivery/outbound-message.ts";
import { renderMessage } from "./content.ts";
import { placeholderValues, trialValues } from "./placeholders.ts";
import { finishBroadcasts } from "./progress.ts";
import { type LoadedRecipient, loadRecipients } from "./recipient-contacts.ts";
import type { RecipientDependencies } from "./recipients.ts";

/** The queue of messages to the recipients of all broadcasts that are being sent. */
export function createBroadcastQueue(
  db: DbHandle,
  dependencies: RecipientDependencies,
): MessageQueue {
  return {
    claim: async (limit, now) => {
      const until = new Date(now.getTime() + claimMs);
      const claimed = await claimDueRecipients(db, { limit, now, until });
      if (claimed.length === 0) {
        await finishBroadcasts(db, now);
        return [];
      }
      const loadedOf = await loadRecipients(db, claimed, dependencies);
      return claimed.map((row) => toMessage(db, row, loadedOf(row), dependencies));
    },
    saveOutcomes: (outcomes, now) =>
      updateRecipientOutcomes(
        db,
        outcomes.map((outcome) => toRecipientOutcome(outcome, now)),
      ),
  };
}

function toMessage(
  db: DbHandle,
  row: ClaimedRecipientRow,
  { contacts, dossiers }: LoadedRecipient,
  dependencies: RecipientDependencies,
): OutboundMessage {
  const values = row.is_trial ? trialValues(row.agency) : placeholderValues(row.agency, dossiers);
  return {
    id: row.id,
    tries: row.tries,
    unknowns: row.unknowns,
    refused: parseRefused(row.refused),
    lastRoute: row.route,
    to: { account: row.account, to: row.user_id },
    contacts: row.is_trial ? trialContacts(row, contacts, dependencies) : contacts,
    render: async () => (await checkPermission(db, row)) ?? renderRow(row, values),
  };
}

function trialContacts(
  { channel, account, user_id, sealed, known_since }: ClaimedRecipientRow,
  { lastActiveAt }: RecipientContacts,
  { testRecipients }: RecipientDependencies,
): RecipientContacts {
  const address = { kind: channel, account, user_id, sealed };
  return testRecipients.contactsOf(address, lastActiveAt ?? known_since);
}

function renderRow(
  { id, language, title, text, plain_sms, is_trial }: ClaimedRecipientRow,
  values: ReturnType<typeof trialValues>,
): RenderResult {
  const content = { title, text, plainSms: plain_sms, isTrial: is_trial };
  const message = renderMessage(content, { id, language, values });
  return "missing" in message
    ? { type: "dropped", reason: `no ${message.missing}`, why: "missing-value" }
    : { type: "message", message };
}

/** Checks before each send whether an official has paused, or the resident has stopped, since the row was claimed. */
async function checkPermission(
  db: DbHandle,
  row: ClaimedRecipientRow,
): Promise<RenderResult | null> {
  const permission = await selectSendPermission(db, row.id);
  if (permission === null || !permission.is_waiting) return { type: "held", reason: "gone" };
  const { state, has_consented, follows } = permission;
  if (state !== broadcastState.sending) return { type: "held", reason: state };
  if (row.is_trial || (has_consented === true && follows)) return null;
  return { type: "dropped", reason: "stopped", why: "stopped" };
}

function toRecipientOutcome(outcome: DeliveryOutcome, now: Date): RecipientOutcome {
  const { id, dueAt, tries, unknowns, refused, route, reason, platformId } = outcome;
  const state = toRecipientState(outcome);
  const hasFailed = state === recipientState.failed || state === recipientState.skipped;
  return {
    id,
    state,
    due_at: dueAt,
    tries,
    unknowns,
    refused: refused.join(" "),
    route,
    reason,
    why: hasFailed ? outcome.why : null,
    platform_id: platformId,
    settled_at: state === recipientState.waiting ? null : now,
  };
}

/** A message that a platform refused has failed and may be sent again. One that never had a route was skipped. */
function toRecipientState({ state, refused }: DeliveryOutcome): RecipientState {
  switch (state) {
    case deliveryState.waiting:
      return recipientState.waiting;
    case deliveryState.sent:
      return recipientState.sent;
    case deliveryState.deadLettered:
      return refused.length > 0 ? recipientState.failed : recipientState.skipped;
    case deliveryState.dropped:
      return recipientState.skipped;
  }
}
