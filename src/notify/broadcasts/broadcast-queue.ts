import { sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";
import {
  type Composed,
  claimMs,
  type Errand,
  type MessageQueue,
} from "../delivery/outbound-message.ts";
import { type Content, messageFor } from "./content.ts";
import { settleLines } from "./ledger-lines.ts";
import { trialValues, valuesOf } from "./placeholder-values.ts";
import { endWhatIsOver } from "./progress.ts";
import { loadPeople } from "./recipient-contacts.ts";
import type { RecipientDependencies } from "./recipients.ts";

/** The lines of broadcasts that are under way, waiting for their recipients. */
export function createBroadcastQueue(
  db: DbHandle,
  dependencies: RecipientDependencies,
): MessageQueue {
  return {
    claim: async (limit, now) => {
      const claimed = await claimLines(db, limit, now);
      if (claimed.length === 0) {
        await endWhatIsOver(db, now);
        return [];
      }
      return errandsFor(db, claimed, dependencies);
    },
    settle: (outcomes, now) => settleLines(db, outcomes, now),
  };
}

interface ClaimedLine {
  readonly id: number;
  readonly broadcast_id: number;
  readonly channel: string;
  readonly account: string;
  readonly user_id: string;
  readonly language: string;
  readonly dossiers: string;
  readonly known_since: Date;
  readonly tries: number;
  readonly unknowns: number;
  readonly refused: string;
  readonly route: string | null;
  readonly title: string;
  readonly text: string;
  readonly plain_sms: boolean;
  readonly is_trial: boolean;
  readonly agency: string;
  readonly sealed: string | null;
}

/**
 * Of each broadcast under way as many of the due lines, so that a large one holds up no small one; found by its own part of the
 * index, so that a paused one costs nothing. Claimed through an array, for the planner takes it for short: a join with `due`, whose
 * length it can't know, it would do by reading all lines.
 */
async function claimLines(db: DbHandle, limit: number, now: Date): Promise<readonly ClaimedLine[]> {
  const { rows } = await sql<ClaimedLine>`
    with running as (
      select id from broadcast
      where state = 'sending' and (starts_at is null or starts_at <= ${now})),
    due as (
      select line.id from running cross join lateral (
        select id from broadcast_recipient
        where broadcast_id = running.id and state = 'waiting' and due_at <= ${now}
          and (claimed_until is null or claimed_until <= ${now})
        order by due_at, id limit (select greatest(1, ${limit}::bigint / count(*)) from running)
        for update skip locked) line),
    claimed as (
      update broadcast_recipient set claimed_until = ${new Date(now.getTime() + claimMs)}
      where id = any (array(select id from due)) returning broadcast_recipient.*)
    select claimed.id, claimed.broadcast_id, claimed.channel, claimed.account, claimed.user_id,
      claimed.language, claimed.dossiers, claimed.known_since, claimed.tries, claimed.unknowns,
      claimed.refused, claimed.route, broadcast.title, broadcast.text, broadcast.plain_sms,
      broadcast.is_trial, agency.name as agency,
      (select sealed from own_address where broadcast.is_trial and kind = claimed.channel
        and own_address.account = claimed.account and own_address.user_id = claimed.user_id
        limit 1) as sealed
    from claimed join broadcast on broadcast.id = claimed.broadcast_id
    join agency on agency.id = broadcast.agency_id
    order by claimed.due_at, claimed.id
  `.execute(db);
  return rows;
}

async function errandsFor(
  db: DbHandle,
  lines: readonly ClaimedLine[],
  dependencies: RecipientDependencies,
): Promise<Errand[]> {
  const known = await loadPeople(db, lines, dependencies);
  return lines.map((line) => {
    const { reach, dossiers } = known(line);
    const { id, tries, unknowns, refused, language } = line;
    const values = line.is_trial ? trialValues(line.agency) : valuesOf(line.agency, dossiers);
    return {
      ...{ id, tries, unknowns },
      refused: refused === "" ? [] : refused.split(" "),
      lastRoute: line.route,
      to: { account: line.account, to: line.user_id },
      reach: line.is_trial ? trialReach(line, reach.lastHeard, dependencies) : reach,
      compose: async () =>
        (await objection(db, line)) ?? composed(contentOf(line), { id, language, values }),
    };
  });
}

function trialReach(
  { channel: kind, account, user_id, sealed, known_since }: ClaimedLine,
  lastHeard: Date | null,
  { own }: RecipientDependencies,
) {
  const address = { kind: kind as "phone" | "email" | "zalo" | "messenger", account, user_id };
  return own.reachOf({ ...address, sealed }, lastHeard ?? known_since);
}

function contentOf({ title, text, plain_sms, is_trial }: ClaimedLine): Content {
  return { title, text, plainSms: plain_sms, isTrial: is_trial };
}

function composed(content: Content, recipient: Parameters<typeof messageFor>[1]): Composed {
  const message = messageFor(content, recipient);
  return "missing" in message
    ? { type: "dropped", reason: `no ${message.missing}`, why: "missing-value" }
    : { type: "message", message };
}

/** Asked before each send: an official may have paused, the resident may have stopped, since the line was claimed. */
async function objection(db: DbHandle, line: ClaimedLine): Promise<Composed | null> {
  const { rows } = await sql<{
    state: string;
    is_there: boolean;
    consent: boolean | null;
    follows: boolean;
  }>`
    select broadcast.state, broadcast_recipient.state = 'waiting' as is_there,
      exists (select 1 from follower where follower.channel = broadcast_recipient.channel
        and follower.account = broadcast_recipient.account
        and follower.user_id = broadcast_recipient.user_id and follower.stopped_at is null
        and follower.dossier_id = any (string_to_array(broadcast_recipient.dossiers, ' ')::bigint[])
      ) as follows,
      (select is_given from consent where consent.channel = broadcast_recipient.channel
        and consent.account = broadcast_recipient.account
        and consent.user_id = broadcast_recipient.user_id and consent.purpose = 'news'
        order by consent.id desc limit 1) as consent
    from broadcast_recipient join broadcast on broadcast.id = broadcast_recipient.broadcast_id
    where broadcast_recipient.id = ${line.id}
  `.execute(db);
  const [now] = rows;
  if (now === undefined || !now.is_there) return { type: "held", reason: "gone" };
  if (now.state !== "sending") return { type: "held", reason: now.state };
  if (!line.is_trial && !(now.consent === true && now.follows)) {
    return { type: "dropped", reason: "stopped", why: "stopped" };
  }
  return null;
}
