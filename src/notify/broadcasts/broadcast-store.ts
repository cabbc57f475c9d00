import type { Selectable } from "kysely";
import type { DbHandle } from "../../db/schema.ts";
import type { BroadcastTable } from "../../db/tables/broadcast-tables.ts";
import { type Audience, audienceSchema } from "./audience.ts";
import type { Content } from "./content.ts";
import type { Estimate } from "./estimate.ts";

export const broadcastStates = [
  "draft",
  "pending",
  "sending",
  "paused",
  "cancelled",
  "done",
] as const;
export type BroadcastState = (typeof broadcastStates)[number];

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
}

/** The id of the broadcast that this form makes: pressed twice, it is the same one. */
export async function createBroadcast(
  db: DbHandle,
  {
    agencyId,
    key,
    draft,
    by,
    now,
  }: { agencyId: number; key: string; draft: Draft; by: number; now: Date },
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const made = await db
    .insertInto("broadcast")
    .values({
      ...columnsOf(draft),
      agency_id: agencyId,
      key,
      state: "draft",
      created_by: by,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(["agency_id", "key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (made !== undefined) return { id: made.id, isNew: true };
  const { id } = await db
    .selectFrom("broadcast")
    .select("id")
    .where("agency_id", "=", agencyId)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return { id, isNew: false };
}

/** Changes what nobody has been told yet, and takes back what was approved; false where it is too late, or was changed meanwhile. */
export async function updateBroadcast(
  db: DbHandle,
  id: number,
  { revision, draft, now }: { revision: number; draft: Draft; now: Date },
): Promise<boolean> {
  const [result] = await db
    .updateTable("broadcast")
    .set((row) => ({
      ...columnsOf(draft),
      state: "draft",
      revision: row("revision", "+", 1),
      fingerprint: null,
      recipients: null,
      forecast: null,
      submitted_by: null,
      approved_by: null,
      approved_at: null,
    }))
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where((row) =>
      row.or([
        row("state", "in", ["draft", "pending"]),
        // Released, but its time has not come.
        row.and([row("state", "in", ["sending", "paused"]), row("starts_at", ">", now)]),
      ]),
    )
    .execute();
  return Number(result?.numUpdatedRows ?? 0) === 1;
}

export async function readBroadcast(db: DbHandle, id: number): Promise<Broadcast | null> {
  const row = await rows(db).where("broadcast.id", "=", id).executeTakeFirst();
  return row === undefined ? null : toBroadcast(row);
}

/** The latest first; of one agency, or with null of all. Tries at oneself are not among them. */
export async function listBroadcasts(
  db: DbHandle,
  agencyId: number | null,
  { before, limit }: { before: number | null; limit: number },
): Promise<Broadcast[]> {
  const found = await rows(db)
    .where("audience", "<>", "myself")
    .$if(agencyId !== null, (query) => query.where("agency_id", "=", agencyId ?? 0))
    .$if(before !== null, (query) => query.where("broadcast.id", "<", before ?? 0))
    .orderBy("broadcast.id", "desc")
    .limit(limit)
    .execute();
  return found.map(toBroadcast);
}

function columnsOf({ title, text, plainSms, isTrial, audience, startsAt }: Draft) {
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

function rows(db: DbHandle) {
  return db
    .selectFrom("broadcast")
    .innerJoin("agency", "agency.id", "broadcast.agency_id")
    .selectAll("broadcast")
    .select("agency.name as agency");
}

function toBroadcast(row: Selectable<BroadcastTable> & { readonly agency: string }): Broadcast {
  const state = broadcastStates.find((known) => known === row.state);
  if (state === undefined) throw new RangeError("A broadcast has a state of another version");
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
  };
}
