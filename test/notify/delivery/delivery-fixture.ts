import { createMemoryPacer } from "../../../src/channels/pacing.ts";
import type {
  PushAddress,
  PushMessage,
  PushRouteName,
  PushRoutes,
} from "../../../src/channels/push.ts";
import type { SendResult } from "../../../src/channels/sender.ts";
import type { Database } from "../../../src/db/open.ts";
import { Deliverer } from "../../../src/notify/delivery/deliverer.ts";
import {
  enqueueNotifications,
  statusNotifications,
} from "../../../src/notify/delivery/enqueue-notifications.ts";
import { createNotificationQueue } from "../../../src/notify/delivery/notification-queue.ts";
import type { QuietHours } from "../../../src/notify/delivery/quiet-hours.ts";
import { createDossierBox } from "../../../src/notify/dossiers/dossier-box.ts";
import { createReportIngestion } from "../../../src/notify/dossiers/ingest-reports.ts";
import type { StepReport } from "../../../src/notify/dossiers/report.ts";

export interface Sent extends PushAddress {
  readonly route: PushRouteName;
  readonly message: PushMessage;
}

type Answer = (sent: Sent) => SendResult | Promise<SendResult>;

const ok: SendResult = { outcome: "sent", platformId: null };
let dossiers = 0;

/** Dossiers with followers over a real database, and routes whose answers the test chooses. */
export function createDeliveryFixture(database: Database, clock: { now: Date }) {
  const now = () => clock.now;
  const box = createDossierBox("0".repeat(32));
  const ingest = createReportIngestion({
    database,
    box,
    now,
    enqueueNotifications: (tx, changes) =>
      enqueueNotifications(tx, database.jobs, statusNotifications(changes, now()), now()),
  });
  const sent: Sent[] = [];
  const errors: unknown[] = [];

  const deliverer = (
    answers: Partial<Record<PushRouteName, Answer>>,
    quietHours: QuietHours | null = null,
  ) => {
    const routes = Object.fromEntries(
      Object.entries(answers).map(([name, answer]) => {
        const route = name as PushRouteName;
        const send = async (address: PushAddress, message: PushMessage) => {
          const one = { ...address, message, route };
          sent.push(one);
          return answer(one);
        };
        return [route, { paceKey: null, send }];
      }),
    ) as PushRoutes;
    return new Deliverer({
      routes,
      queue: createNotificationQueue(database.db, {
        box,
        hashResident: () => "nobody",
        linkFor: (id) => `https://a.vn/stop/${id}`,
        procedureOf: (code) =>
          code === null ? null : { id: "khai-sinh", name: "Đăng ký khai sinh" },
        numberOf: () => ({
          phone: "0236 1022",
          extension: null,
          of: "province",
          name: "Thành phố Đà Nẵng",
          isDoubtful: false,
        }),
      }),
      quietHours,
      pacer: createMemoryPacer({}, () => now().getTime()),
      now,
      random: () => 0.5,
      onError: (error) => errors.push(error),
    });
  };

  const report = { procedureCode: null, procedureName: null, applicant: null, receivedAt: null };

  return {
    sent,
    errors,
    ingest,
    deliverer,
    ok: () => ok,
    /** Adds a dossier with so many followers, who have all consented to these purposes. */
    addFollowed: async (
      count = 1,
      {
        purposes = ["chat"],
        channel = "zalo",
        promisedAt = null as Date | null,
        sender = "H26.1",
        procedure = null as string | null,
        since = clock.now,
      } = {},
    ) => {
      dossiers += 1;
      const code = `${sender}-251125-${dossiers}`;
      const numbers = { phone: "0912345678", birthYear: null, identityTail: null };
      const contacts = { ...numbers, email: "sau@example.vn", agencyName: null };
      const named = { procedureCode: procedure, procedureName: procedure && "Đăng ký khai sinh" };
      const record = { ...report, ...contacts, ...named, code, promisedAt, state: null };
      await ingest({ sender: { madonvi: sender }, dossiers: [record], steps: [] });
      const { id } = await database.db
        .selectFrom("dossier")
        .select("id")
        .where("code", "=", code)
        .executeTakeFirstOrThrow();
      for (let from = 0; from < count; from += 500) {
        const residents = Array.from({ length: Math.min(500, count - from) }, (_, n) => ({
          channel,
          account: "oa",
          user_id: `${code} ${from + n}`,
        }));
        const follower = { dossier_id: id, language: "vi", since, stopped_at: null };
        await database.db
          .insertInto("follower")
          .values(residents.map((resident) => ({ ...resident, ...follower })))
          .execute();
        const consent = { is_given: true, kept_days: 365, language: "vi", at: clock.now };
        await database.db
          .insertInto("consent")
          .values(
            residents.flatMap((resident) =>
              purposes.map((purpose) => {
                const event_id = `${resident.user_id} ${purpose}`;
                return { ...resident, ...consent, purpose, event_id };
              }),
            ),
          )
          .execute();
      }
      return { code, id };
    },
    step: (code: string, status: StepReport["status"], note = "", at = clock.now) => {
      const step = { code, status, note, at, officer: null, unit: null, dueAt: null };
      return ingest({ sender: { madonvi: null }, dossiers: [], steps: [step] });
    },
    deliveries: (dossierId: number) =>
      database.db
        .selectFrom("delivery")
        .innerJoin("status_event", "status_event.id", "delivery.event_id")
        .select([
          "delivery.id",
          "state",
          "route",
          "reason",
          "tries",
          "due_at",
          "kind",
          "follower_id",
        ])
        .select(["platform_id", "delivered_at", "seen_at"])
        .where("dossier_id", "=", dossierId)
        .orderBy("delivery.id")
        .execute(),
  };
}
