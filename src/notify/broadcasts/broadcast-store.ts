import {
  type BroadcastRow,
  type DraftColumns,
  insertDraft,
  selectBroadcast,
  selectBroadcasts,
  updateToDraft,
} from "../../db/queries/broadcasts.ts";
import type { DbHandle } from "../../db/schema.ts";
import { type BroadcastState, broadcastState } from "../../db/tables/broadcast-tables.ts";
import { type Audience, audienceSchema } from "./audience.ts";
import type { Content } from "./content.ts";
import type { Estimate } from "./estimate.ts";

/** What an official writes. */
export interface Draft extends Content {
  readonly audience: Audience;
  /** null: as soon as it is released. */
  readonly startsAt: Date | null;
}

export interface Broadcast extends Draft {
  readonly id: number;
  readonly agencyId: number;
  readonly agency: string;
  readonly state: BroadcastState;
  readonly revision: number;
  readonly fingerprint: string | null;
  readonly recipients: number | null;
  readonly estimate: Estimate | null;
  readonly createdBy: number;
  readonly createdAt: Date;
  readonly submittedBy: number | null;
  readonly approvedBy: number | null;
  readonly approvedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Who would not approve it, when and why; null: nobody, or it was changed since. */
  readonly returned: { readonly by: number; readonly at: Date; readonly reason: string } | null;
}

interface NewBroadcast {
  readonly agencyId: number;
  /** Comes with the form: submitting the same form twice makes one broadcast. */
  readonly key: string;
  readonly draft: Draft;
  readonly by: number;
  readonly now: Date;
}

export function createBroadcast(
  db: DbHandle,
  { agencyId, key, draft, by, now }: NewBroadcast,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  return insertDraft(db, {
    ...toColumns(draft),
    agency_id: agencyId,
    key,
    created_by: by,
    created_at: now,
  });
}

/**
 * Changes a broadcast of which nothing has been sent, and removes its approval. Returns false if sending has begun or somebody
 * else has changed it.
 */
export function updateBroadcast(
  db: DbHandle,
  id: number,
  { revision, draft, now }: { revision: number; draft: Draft; now: Date },
): Promise<boolean> {
  return updateToDraft(db, id, { revision, columns: toColumns(draft), now });
}

export async function readBroadcast(db: DbHandle, id: number): Promise<Broadcast | null> {
  const row = await selectBroadcast(db, id);
  return row === undefined ? null : toBroadcast(row);
}

/** Lists the broadcasts of one agency, or of all if the id is null, the latest first; without tests at one's own addresses. */
export async function listBroadcasts(
  db: DbHandle,
  agencyId: number | null,
  { before, limit }: { before: number | null; limit: number },
): Promise<Broadcast[]> {
  const rows = await selectBroadcasts(db, { agencyId, exceptAudience: "myself", before, limit });
  return rows.map(toBroadcast);
}

function toColumns({ title, text, plainSms, isTrial, audience, startsAt }: Draft): DraftColumns {
  const { kind, ...detail } = audience;
  return {
    title,
    text,
    plain_sms: plainSms,
    is_trial: isTrial,
    starts_at: startsAt,
    audience: kind,
    audience_detail: JSON.stringify(detail),
  };
}

function toBroadcast(row: BroadcastRow): Broadcast {
  const { state } = row;
  if (!Object.values(broadcastState).includes(state)) {
    throw new RangeError("A broadcast has a state of another version");
  }
  return {
    id: row.id,
    agencyId: row.agency_id,
    agency: row.agency,
    title: row.title,
    text: row.text,
    plainSms: row.plain_sms,
    isTrial: row.is_trial,
    audience: audienceSchema.parse({ kind: row.audience, ...JSON.parse(row.audience_detail) }),
    startsAt: row.starts_at,
    state,
    revision: row.revision,
    fingerprint: row.fingerprint,
    recipients: row.recipients,
    estimate: row.forecast === null ? null : (JSON.parse(row.forecast) as Estimate),
    createdBy: row.created_by,
    createdAt: row.created_at,
    submittedBy: row.submitted_by,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    finishedAt: row.finished_at,
    returned: toReturned(row),
  };
}

function toReturned({ returned_by: by, returned_at: at, return_reason: reason }: BroadcastRow) {
  return by === null || at === null || reason === null ? null : { by, at, reason };
}
