import type { Catalog } from "../../catalog/catalog.ts";
import type { PushRouteName, PushRoutes } from "../../channels/push.ts";
import type { Database } from "../../db/open.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import { Deliverer, type DeliveryTransport } from "../delivery/deliverer.ts";
import type { ContactDependencies } from "../delivery/follower-contacts.ts";
import type { QuietHours } from "../delivery/quiet-hours.ts";
import type { QuotaTracker } from "../delivery/quota-tracker.ts";
import { createBroadcastQueue } from "./broadcast-queue.ts";
import { type Broadcast, createBroadcast } from "./broadcast-store.ts";
import type { Estimate } from "./estimate.ts";
import { estimateBroadcast } from "./recipients.ts";
import { type Submission, type SubmissionResult, submitBroadcast } from "./submit-broadcast.ts";
import { createTestRecipients, type TestRecipients } from "./test-recipients.ts";

interface BroadcastOptions extends ContactDependencies {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly transport: DeliveryTransport;
  readonly catalog: () => Catalog;
  readonly addressBox: SecretBox;
  /** Keys the hashes of test addresses. */
  readonly hashKey: string;
  readonly quietHours: QuietHours | null;
  readonly approveOver: number;
  /** Shared with the other deliverers, so that all learn from each answer. */
  readonly quotas?: QuotaTracker;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/**
 * Estimates, submits and sends broadcasts. State transitions (`state-transitions.ts`) and reading (`broadcast-store.ts`,
 * `progress.ts`, `ledger.ts`) need only the database.
 */
export interface BroadcastService {
  readonly testRecipients: TestRecipients;
  readonly approveOver: number;
  /** The routes by which broadcasts go, and messages about a dossier too. */
  readonly routeNames: ReadonlySet<PushRouteName>;
  /** Estimates what would become of it now. */
  estimate(broadcast: Broadcast): Promise<Estimate>;
  submit(submission: Omit<Submission, "now">): Promise<SubmissionResult>;
  /**
   * Sends the broadcast as it is now to the account's test addresses. Pressing the same button twice sends it once. Returns the
   * id of the test, or null if there is no address.
   */
  sendTest(broadcast: Broadcast, account: number, key: string): Promise<number | null>;
  /** There may be something to send. */
  wake(): void;
  start(): void;
  close(): Promise<void>;
}

export function createBroadcastService(options: BroadcastOptions): BroadcastService {
  const { database, transport, catalog, quietHours, approveOver, now, onError } = options;
  const { box, hashResident } = options;
  const testRecipients = createTestRecipients(options.addressBox, options.hashKey);
  const recipients = { box, hashResident, catalog, testRecipients };
  const routes = withoutTemplates(transport.routes);
  const capacity = { routes, limits: transport.limits, quietHours };
  const deliverer = new Deliverer({
    routes,
    queue: createBroadcastQueue(database.db, recipients),
    pacer: transport.pacer,
    quietHours,
    ...(options.quotas !== undefined && { quotas: options.quotas }),
    now,
    onError,
  });

  const submit = async (submission: Omit<Submission, "now">): Promise<SubmissionResult> => {
    const dependencies = { ...recipients, database, capacity, approveOver };
    const submitted = await submitBroadcast(dependencies, { ...submission, now: now() });
    deliverer.wake();
    return submitted;
  };

  return {
    testRecipients,
    approveOver,
    routeNames: new Set(Object.keys(routes) as PushRouteName[]),
    estimate: (broadcast) =>
      estimateBroadcast(database.db, broadcast, { ...recipients, capacity, now: now() }),
    submit,
    sendTest: async (broadcast, account, key) => {
      const audience = { kind: "myself", account } as const;
      const { id } = await createBroadcast(database.db, {
        agencyId: broadcast.agencyId,
        key: `myself ${account} ${broadcast.id} ${key}`,
        draft: { ...broadcast, audience, isTrial: true, startsAt: null },
        by: account,
        now: now(),
      });
      const onSubmitted = async () => undefined;
      const { result } = await submit({ id, revision: 1, by: account, onSubmitted });
      return result === "nobody" ? null : id;
    },
    wake: () => deliverer.wake(),
    start: () => deliverer.start(),
    close: () => deliverer.close(),
  };
}

/** Removes the templates: their words are approved for notifications of one dossier, and no platform lets them carry more. */
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
