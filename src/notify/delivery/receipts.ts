import { createPoller } from "../../concurrency/poller.ts";
import {
  type MessageReceipt,
  type ReceiptKind,
  updateBroadcastReceipts,
  updateBroadcastsUntil,
  updateDeliveriesUntil,
  updateDeliveryReceipts,
} from "../../db/queries/receipts.ts";
import type { DbHandle } from "../../db/schema.ts";

/** A platform reports that messages of ours were delivered or seen. */
export interface DeliveryReceipt {
  readonly kind: ReceiptKind;
  readonly messages: readonly string[];
  readonly at: Date;
  /** If the platform names no messages: everything sent to this person until then. */
  readonly until?: Date;
  readonly channel: string;
  readonly account: string;
  readonly user: string;
}

interface ReceiptWriter {
  record(receipt: DeliveryReceipt): void;
  /** Stores what was recorded. Never rejects. */
  flush(): Promise<void>;
  /** Flushes at intervals. */
  start(): void;
  /** Flushes a last time. */
  close(): Promise<void>;
}

interface WaitingReceipt extends MessageReceipt {
  readonly kind: ReceiptKind;
}

/** Most receipts are for replies and match no delivery, so beyond this number the oldest may be lost. */
const maxWaiting = 20_000;
const batchSize = 500;
const flushIntervalMs = 1_000;
const kinds = ["delivered", "seen"] as const;

/** Creates a writer that stores receipts in batches, so that the webhook does not wait for the database. */
export function createReceiptWriter(
  db: DbHandle,
  onError: (error: unknown) => void,
): ReceiptWriter {
  let receipts: WaitingReceipt[] = [];
  let watermarks: DeliveryReceipt[] = [];

  const flushWatermarks = async (): Promise<void> => {
    const batch = watermarks;
    watermarks = [];
    for (const receipt of batch) {
      const watermark = { ...receipt, until: receipt.until ?? receipt.at };
      await updateDeliveriesUntil(db, receipt.kind, watermark);
      await updateBroadcastsUntil(db, receipt.kind, watermark);
    }
  };

  const flushReceipts = async (): Promise<void> => {
    while (receipts.length > 0) {
      const batch = receipts.splice(0, batchSize);
      try {
        for (const kind of kinds) await storeReceipts(db, kind, batch);
      } catch (error) {
        receipts = [...batch, ...receipts];
        throw error;
      }
    }
  };

  const flush = async (): Promise<void> => {
    await flushWatermarks().catch(onError);
    await flushReceipts().catch(onError);
  };
  const poller = createPoller({ intervalMs: flushIntervalMs, run: flush, onError });

  return {
    record: (receipt) => {
      const { kind, messages, at, until } = receipt;
      if (until !== undefined && messages.length === 0) {
        watermarks = [...watermarks, receipt].slice(-maxWaiting);
      }
      receipts.push(...messages.map((id) => ({ id, kind, at })));
      if (receipts.length > maxWaiting) receipts = receipts.slice(-maxWaiting);
    },
    flush,
    start: poller.start,
    close: async () => {
      await poller.close();
      await flush();
    },
  };
}

async function storeReceipts(
  db: DbHandle,
  kind: ReceiptKind,
  batch: readonly WaitingReceipt[],
): Promise<void> {
  const times = new Map(batch.filter((one) => one.kind === kind).map(({ id, at }) => [id, at]));
  const receipts = [...times].map(([id, at]) => ({ id, at }));
  await updateDeliveryReceipts(db, kind, receipts);
  await updateBroadcastReceipts(db, kind, receipts);
}
