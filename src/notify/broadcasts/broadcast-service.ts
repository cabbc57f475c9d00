import type { Catalog } from "../../catalog/catalog.ts";
import type { PaceLimits, Pacer } from "../../channels/pacing.ts";
import type { PushRouteName, PushRoutes } from "../../channels/push.ts";
import type { Database } from "../../db/open.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import { createDeliverer, type Deliverer } from "../delivery/deliverer.ts";
import type { QuietHours } from "../delivery/quiet-hours.ts";
import type { ReachDependencies } from "../delivery/recipient-contacts.ts";
import { createBroadcastQueue } from "./broadcast-queue.ts";
import type { Broadcast } from "./broadcast-store.ts";
import { createBroadcast } from "./broadcast-store.ts";
import type { Estimate, Roads } from "./estimate.ts";
import { foresee } from "./recipients.ts";
import { type Submission, type Submitted, submit } from "./submit-broadcast.ts";
import { createTestRecipients, type TestRecipients } from "./test-recipients.ts";

export interface BroadcastOptions extends ReachDependencies {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly catalog: () => Catalog;
  readonly addressBox: SecretBox;
  readonly secretKey: string;
  readonly quietHours: QuietHours | null;
  readonly approveOver: number;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** What the desk needs to tell many. Beside it stand the steps (`steps.ts`) and readings (`broadcasts.ts`, `progress.ts`, `ledger.ts`). */
export interface BroadcastService {
  readonly testRecipients: TestRecipients;
  readonly approveOver: number;
  /** What would become of it now. */
  estimate(broadcast: Broadcast): Promise<Estimate>;
  submit(submission: Omit<Submission, "now">): Promise<Submitted>;
  /** Sends it to the account's own addresses as it is now; the same click again sends nothing. null: there is no address. */
  sendTest(broadcast: Broadcast, account: number, key: string): Promise<number | null>;
  /** There may be something to send. */
  wake(): void;
  start(outgoing: BroadcastOutgoing): void;
  close(): Promise<void>;
}

export interface BroadcastOutgoing {
  readonly routes: PushRoutes;
  readonly pacer: Pacer;
  readonly limits: PaceLimits;
}

/** For broadcasts that another replica released, and for those whose time has come. */
const lookEveryMs = 1_000;

export function createBroadcastService(options: BroadcastOptions): BroadcastService {
  const { database, catalog, quietHours, approveOver, now, onError, box, hashResident } = options;
  const own = createTestRecipients(options.addressBox, options.secretKey);
  const people = { box, hashResident, catalog, own };
  let roads: Roads = { routes: {}, limits: {}, quietHours };
  let deliverer: Deliverer | null = null;
  const release = (submission: Omit<Submission, "now">) =>
    submit({ ...people, database, roads, approveOver }, { ...submission, now: now() });

  return {
    testRecipients: own,
    approveOver,
    estimate: (broadcast) => foresee(database.db, broadcast, { ...people, roads, now: now() }),
    submit: async (submission) => {
      const submitted = await release(submission);
      deliverer?.wake();
      return submitted;
    },
    sendTest: async (broadcast, account, key) => {
      const audience = { kind: "myself", account } as const;
      const { id } = await createBroadcast(database.db, {
        agencyId: broadcast.agencyId,
        key: `myself ${account} ${broadcast.id} ${key}`,
        draft: { ...broadcast, audience, isTrial: true, startsAt: null },
        by: account,
        now: now(),
      });
      const nothing = async (_tx: Transaction) => undefined;
      const { result } = await release({ id, revision: 1, by: account, alongside: nothing });
      deliverer?.wake();
      return result === "nobody" ? null : id;
    },
    wake: () => deliverer?.wake(),
    start: ({ routes, limits, pacer }) => {
      roads = { routes: withoutTemplates(routes), limits, quietHours };
      const queue = createBroadcastQueue(database.db, people);
      deliverer = createDeliverer({
        ...{ queue, pacer, quietHours, now, onError },
        routes: roads.routes,
      });
      deliverer.start(lookEveryMs);
    },
    close: async () => {
      await deliverer?.close();
    },
  };
}

/** A template's words are approved for news of one dossier: no platform lets it carry anything else. */
function withoutTemplates(routes: PushRoutes): PushRoutes {
  const templates: readonly PushRouteName[] = [
    "zalo-template",
    "zalo-template-phone",
    "messenger-template",
  ];
  return Object.fromEntries(
    Object.entries(routes).filter(([route]) => !templates.includes(route as PushRouteName)),
  );
}
