import type { DbHandle } from "../../db/schema.ts";
import { noteMark, noteReceipts } from "../broadcasts/ledger-lines.ts";

/** A platform says that messages of ours arrived, or were seen. */
export interface DeliveryReceipt {
  readonly kind: "delivered" | "seen";
  readonly messages: readonly string[];
  readonly at: Date;
  /** Everything sent to this person until then, where the platform names no messages. */
  readonly until?: Date;
  readonly channel: string;
  readonly account: string;
  readonly user: string;
}

export interface ReceiptFolder {
  take(receipt: DeliveryReceipt): void;
  /** Writes what came in. Never rejects. */
  fold(): Promise<void>;
  start(everyMs: number): void;
  close(): Promise<void>;
}

/** Most receipts are of replies, and name no delivery: beyond this many the oldest may go. */
const maxWaiting = 20_000;
const batchSize = 500;

/** Folds receipts into deliveries, some at a time: the webhook waits for no database. */
export function createReceiptFolder(
  db: DbHandle,
  onError: (error: unknown) => void,
): ReceiptFolder {
  let waiting: {
    readonly id: string;
    readonly kind: DeliveryReceipt["kind"];
    readonly at: Date;
  }[] = [];
  let marks: DeliveryReceipt[] = [];
  let timer: NodeJS.Timeout | undefined;

  const foldMarks = async (): Promise<void> => {
    const batch = marks;
    marks = [];
    for (const mark of batch) {
      await writeMark(db, mark);
      await noteMark(db, mark.kind, { ...mark, until: mark.until ?? mark.at });
    }
  };

  const fold = async (): Promise<void> => {
    await foldMarks().catch(onError);
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchSize);
      try {
        for (const kind of ["delivered", "seen"] as const) {
          const receipts = batch.filter((one) => one.kind === kind);
          await write(db, kind, receipts);
          await noteReceipts(db, kind, receipts);
        }
      } catch (error) {
        waiting = [...batch, ...waiting];
        return onError(error);
      }
    }
  };

  return {
    take: (receipt) => {
      const { kind, messages, at } = receipt;
      if (receipt.until !== undefined && messages.length === 0)
        marks = [...marks, receipt].slice(-maxWaiting);
      waiting.push(...messages.map((id) => ({ id, kind, at })));
      if (waiting.length > maxWaiting) waiting = waiting.slice(-maxWaiting);
    },
    fold,
    start: (everyMs) => {
      timer = setInterval(fold, everyMs);
    },
    close: async () => {
      clearInterval(timer);
      await fold();
    },
  };
}

/** The first receipt of a kind holds. What was seen was delivered. */
async function write(
  db: DbHandle,
  kind: DeliveryReceipt["kind"],
  receipts: readonly { readonly id: string; readonly at: Date }[],
): Promise<void> {
  const [first] = receipts;
  if (first === undefined) return;
  const ids = receipts.map(({ id }) => id);
  const known = await db
    .selectFrom("delivery")
    .select(["id", "platform_id", "delivered_at", "seen_at"])
    .where("platform_id", "in", ids)
    .execute();
  const at = new Map(receipts.map((receipt) => [receipt.id, receipt.at]));
  for (const { id, platform_id, delivered_at, seen_at } of known) {
    const time = at.get(platform_id ?? "") ?? first.at;
    await db
      .updateTable("delivery")
      .set({
        delivered_at: delivered_at ?? time,
        seen_at: seen_at ?? (kind === "seen" ? time : null),
      })
      .where("id", "=", id)
      .execute();
  }
}

/** Of all that was sent to a person until then. */
async function writeMark(
  db: DbHandle,
  { kind, at, until, channel, account, user }: DeliveryReceipt,
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
    .where("state", "=", "sent")
    .where("settled_at", "<=", until ?? at)
    .where(`delivery.${column}`, "is", null)
    .execute();
}
