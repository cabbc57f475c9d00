import type { OutboxBacklog } from "../bot/store/outbox-store.ts";
import type { TurnStore } from "../bot/store/turn-store.ts";
import { createSingleFlight } from "../concurrency/single-flight.ts";
import { readBackupRecord } from "../db/backup-record.ts";
import type { Database } from "../db/open.ts";
import {
  selectNotificationBacklog,
  selectOldestDueRecipient,
  selectScheduledJobs,
  selectTokenConditions,
  selectWrongAttempts,
} from "../db/queries/operating-figures.ts";
import { checkParts, type HealthChecks } from "../http/health.ts";
import type { Notify } from "../notify/notify.ts";
import type { Metrics, Sample } from "./metrics.ts";

export interface OperatingMetricsOptions {
  readonly checks: HealthChecks;
  readonly store: { readonly outbox: Pick<TurnStore["outbox"], "readBacklog"> };
  readonly database: Pick<Database, "db" | "connections">;
  readonly notify: Pick<Notify, "knownQuotas">;
  readonly dataDir: string;
  readonly now: () => Date;
}

const msPerSecond = 1_000;

/**
 * Exposes what the alert rules in `ops/prometheus/alerts.yml` judge. What is read from the stores is the same on every replica:
 * the rules take the maximum.
 */
export function exposeOperatingMetrics(metrics: Metrics, options: OperatingMetricsOptions): void {
  // First, before the scrape's own statements take connections and wait for them.
  exposeConnections(metrics, options);
  exposeReadiness(metrics, options);
  exposeReplies(metrics, options);
  exposeNotifications(metrics, options);
  exposePlatforms(metrics, options);
  exposeGuessing(metrics, options);
  exposeJobs(metrics, options);
  exposeBackup(metrics, options);
}

function exposeReadiness(metrics: Metrics, { checks }: OperatingMetricsOptions): void {
  metrics.gauge({
    name: "huong_dan_ready",
    help: "1 if /health/ready finds that the part works",
    labels: ["part"],
    read: async () =>
      (await checkParts(checks)).map(([part, state]) => ({
        labels: { part },
        value: Number(state === "ok"),
      })),
  });
}

function exposeReplies(metrics: Metrics, { store: { outbox } }: OperatingMetricsOptions): void {
  // All gauges are read at the same moment, and share the answer.
  const readBacklog = createSingleFlight(() => outbox.readBacklog());
  const ofBacklog = (read: (backlog: OutboxBacklog) => number) => async () => [
    { value: read(await readBacklog()) },
  ];
  metrics.gauge({
    name: "huong_dan_replies_overdue_seconds",
    help: "How long the reply that is due longest has waited past its time",
    read: ofBacklog(({ overdueMs }) => overdueMs / msPerSecond),
  });
  metrics.gauge({
    name: "huong_dan_replies_waiting_residents",
    help: "Residents with an unsent reply",
    read: ofBacklog(({ residents }) => residents),
  });
  metrics.gauge({
    name: "huong_dan_replies_dead_lettered",
    help: "Replies that could not be delivered and wait for an operator",
    read: ofBacklog(({ deadLetters }) => deadLetters),
  });
}

function exposeNotifications(
  metrics: Metrics,
  { database: { db }, now }: OperatingMetricsOptions,
): void {
  const readBacklog = createSingleFlight(() => selectNotificationBacklog(db));
  metrics.gauge({
    name: "huong_dan_notifications_overdue_seconds",
    help: "How long the notification that is due longest has waited past its time",
    labels: ["queue"],
    read: async () => {
      const [{ oldestDueAt }, recipient] = await Promise.all([
        readBacklog(),
        selectOldestDueRecipient(db),
      ]);
      return [
        { labels: { queue: "dossiers" }, value: secondsSince(oldestDueAt, now()) },
        { labels: { queue: "broadcasts" }, value: secondsSince(recipient, now()) },
      ];
    },
  });
  metrics.gauge({
    name: "huong_dan_notifications_waiting",
    help: "Notifications about dossiers that are not sent yet",
    read: async () => [{ value: (await readBacklog()).waiting }],
  });
  metrics.gauge({
    name: "huong_dan_notifications_dead_lettered",
    help: "Notifications that no route could carry and that wait for an official at the desk",
    read: async () => [{ value: (await readBacklog()).deadLettered }],
  });
}

function exposePlatforms(
  metrics: Metrics,
  { database: { db }, notify, now }: OperatingMetricsOptions,
): void {
  const readTokens = createSingleFlight(() => selectTokenConditions(db));
  const ofTokens = (read: (token: { obtainedAt: Date; isBroken: boolean }) => number) => async () =>
    (await readTokens()).map(
      (token): Sample => ({ labels: { channel: token.channel }, value: read(token) }),
    );
  metrics.gauge({
    name: "huong_dan_token_age_seconds",
    help: "Age of the platform's token pair, which is renewed before its access token expires",
    labels: ["channel"],
    read: ofTokens(({ obtainedAt }) => secondsSince(obtainedAt, now())),
  });
  metrics.gauge({
    name: "huong_dan_token_refused",
    help: "1 if the platform refuses to renew the token, so that a person must give a new one",
    labels: ["channel"],
    read: ofTokens(({ isBroken }) => Number(isBroken)),
  });
  metrics.gauge({
    name: "huong_dan_quota_remaining",
    help: "What is left of a platform's quota, as its last answer to this replica said",
    labels: ["route", "quota"],
    read: async () =>
      notify.knownQuotas().map(({ route, quota, remaining }) => ({
        labels: { route, quota },
        value: remaining,
      })),
  });
}

function exposeGuessing(
  metrics: Metrics,
  { database: { db }, now }: OperatingMetricsOptions,
): void {
  metrics.gauge({
    name: "huong_dan_wrong_attempts",
    help: "Attempts in the running window of each kind that were not right",
    labels: ["kind"],
    read: async () =>
      (await selectWrongAttempts(db, now())).map(({ kind, count }) => ({
        labels: { kind },
        value: count,
      })),
  });
}

function exposeConnections(metrics: Metrics, { database }: OperatingMetricsOptions): void {
  metrics.gauge({
    name: "huong_dan_database_connections",
    help: "Connections of this replica's pool by state, statements that wait for one, and the maximum",
    labels: ["state"],
    read: async () =>
      Object.entries(database.connections() ?? {}).map(([state, value]) => ({
        labels: { state },
        value,
      })),
  });
}

function exposeJobs(metrics: Metrics, { database }: OperatingMetricsOptions): void {
  const readJobs = createSingleFlight(() => selectScheduledJobs(database.db));
  metrics.gauge({
    name: "huong_dan_job_success_age_seconds",
    help: "Time since a scheduled job succeeded, or since it was first scheduled",
    labels: ["job"],
    read: async () =>
      (await readJobs()).map(({ name, sinceSuccessSeconds }) => ({
        labels: { job: name },
        value: sinceSuccessSeconds,
      })),
  });
  metrics.gauge({
    name: "huong_dan_job_failed",
    help: "Runs of a scheduled job that failed after every retry, in the last 24 hours",
    labels: ["job"],
    read: async () =>
      (await readJobs()).map(({ name, failedInADay }) => ({
        labels: { job: name },
        value: failedInADay,
      })),
  });
}

/** Only the replica whose DATA_DIR the backup copied knows of it: the rules take the minimum. */
function exposeBackup(metrics: Metrics, { dataDir, now }: OperatingMetricsOptions): void {
  metrics.gauge({
    name: "huong_dan_backup_age_seconds",
    help: "Time since the last finished backup was begun; missing if none was made at this DATA_DIR",
    read: async () => {
      const at = await readBackupRecord(dataDir);
      return at === null ? [] : [{ value: secondsSince(at, now()) }];
    },
  });
}

function secondsSince(then: Date | null, now: Date): number {
  return then === null ? 0 : Math.max(0, (now.getTime() - then.getTime()) / msPerSecond);
}
