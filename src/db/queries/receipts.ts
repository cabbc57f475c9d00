import { sql } from "kysely";
import { literalsOf } from "../literals.ts";
import type { DbHandle } from "../schema.ts";
import { recipientState } from "../tables/broadcast-tables.ts";
import { deliveryState } from "../tables/delivery-tables.ts";
import type { ResidentRef } from "../tables/resident-columns.ts";
import { withCounts } from "./broadcast-counts.ts";

const { sent } = literalsOf(recipientState);

export type ReceiptKind = "delivered" | "seen";

/** The platform received or showed the message with this id. */
export interface MessageReceipt {
  readonly id: string;
  readonly at: Date;
}

/** Everything that was sent to a person until then was received or seen. */
interface ReceiptWatermark extends ResidentRef {
  readonly at: Date;
  readonly until: Date;
}

/** A message that was seen was delivered. */
const columnsOf = {
  delivered: ["delivered_at"],
  seen: ["delivered_at", "seen_at"],
} as const;
const eventOf = { delivered_at: "delivered", seen_at: "seen" } as const;

/** Stores the receipts of notifications. The first receipt of a kind holds. */
export async function updateDeliveryReceipts(
  db: DbHandle,
  kind: ReceiptKind,
  receipts: readonly MessageReceipt[],
): Promise<void> {
  if (receipts.length === 0) return;
  const seenAt = kind === "seen" ? sql`coalesce(delivery.seen_at, r.at)` : sql`delivery.seen_at`;
  await sql`
    update delivery set delivered_at = coalesce(delivery.delivered_at, r.at), seen_at = ${seenAt}
    from json_to_recordset(${JSON.stringify(receipts)}::json) as r(id text, at timestamptz)
    where delivery.platform_id = r.id
  `.execute(db);
}

/** Stores and counts the receipts of broadcasts. Each recipient counts once for each kind. */
export async function updateBroadcastReceipts(
  db: DbHandle,
  kind: ReceiptKind,
  receipts: readonly MessageReceipt[],
): Promise<void> {
  if (receipts.length === 0) return;
  for (const column of columnsOf[kind]) {
    await withCounts(sql`
      update broadcast_recipient set ${sql.ref(column)} = r.at
      from json_to_recordset(${JSON.stringify(receipts)}::json) as r(id text, at timestamptz)
      where broadcast_recipient.platform_id = r.id
        and ${sql.ref(`broadcast_recipient.${column}`)} is null
      returning broadcast_id, ${eventOf[column]}::text as what, null::text as detail`).execute(db);
  }
}

/** Stores a watermark for the notifications of a person. */
export async function updateDeliveriesUntil(
  db: DbHandle,
  kind: ReceiptKind,
  { channel, account, user, at, until }: ReceiptWatermark,
): Promise<void> {
  const column = kind === "seen" ? "seen_at" : "delivered_at";
  await db
    .updateTable("delivery")
    .from("follower")
    .set({ [column]: at })
    .whereRef("follower.id", "=", "delivery.follower_id")
    .where("follower.channel", "=", channel)
    .where("follower.account", "=", account)
    .where("follower.user_id", "=", user)
    .where("state", "=", deliveryState.sent)
    .where("settled_at", "<=", until)
    .where(`delivery.${column}`, "is", null)
    .execute();
}

/** Stores and counts a watermark for the broadcasts to a person. */
export async function updateBroadcastsUntil(
  db: DbHandle,
  kind: ReceiptKind,
  { channel, account, user, at, until }: ReceiptWatermark,
): Promise<void> {
  for (const column of columnsOf[kind]) {
    await withCounts(sql`
      update broadcast_recipient set ${sql.ref(column)} = ${at}
      where channel = ${channel} and account = ${account} and user_id = ${user}
        and state = ${sent} and settled_at <= ${until} and ${sql.ref(column)} is null
      returning broadcast_id, ${eventOf[column]}::text as what, null::text as detail`).execute(db);
  }
}
