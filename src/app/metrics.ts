import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { IntakeResult } from "../bot/intake.ts";
import type { TurnEvent, TurnOutcome } from "../bot/process-turn.ts";
import type { ChannelEvent } from "../channels/event.ts";
import { withTimeout } from "../concurrency/with-timeout.ts";
import { NotFoundError, ProblemError, TooManyRequestsError } from "../http/problem.ts";
import { limitRequests } from "../http/rate-limit.ts";
import { isWebhook } from "../http/raw-body.ts";
import { equalInConstantTime } from "../security/constant-time.ts";

const msPerSecond = 1_000;
/** Of one address: several scrapers, and too few to guess the token. */
const scrapesPerMinute = 120;
const minErrorStatus = 500;
/** A scrape as a whole should take less than Prometheus's ten seconds, whatever is away. */
const maxReadMs = 3_000;
/** A turn of the web page takes milliseconds; a webhook's turn may take up to 1.5 s. */
const turnSecondsBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3];

export interface Metrics {
  /** Wraps a turn so that it is counted by channel, flow and outcome, and timed. */
  measure(turn: Turn): Turn;
  countEvent(event: ChannelEvent, result: IntakeResult): void;
  countWebhook(channel: string, result: string): void;
  /** Counts a message for which no turn can be run, on any channel. */
  countFailedMessage(): void;
  /** Exposes figures that are read at each scrape: `journal`, { waiting: 3 } is `huong_dan_journal{figure="waiting"} 3`. */
  show(
    room: "journal" | "outbox" | "store_files" | "language_model",
    figures: () => Readonly<Record<string, number>>,
  ): void;
  /** Exposes a gauge that is read at each scrape. What cannot be read in time is left out of that scrape. */
  gauge(gauge: ScrapedGauge): void;
  /** Counts every answered request by the pattern of its route. Webhooks have a counter of their own. */
  countRequests(app: FastifyInstance): void;
  /** Returns all metrics in the format of Prometheus. */
  read(): Promise<string>;
  readonly contentType: string;
}

/** One value of a gauge, with a value for each of its labels. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ScrapedGauge {
  readonly name: `huong_dan_${string}`;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly read: () => Promise<readonly Sample[]>;
}

class ScrapeTimeoutError extends Error {
  override readonly name = "ScrapeTimeoutError";
}

type Turn = (event: TurnEvent) => Promise<TurnOutcome>;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Counter({
    name: "huong_dan_turns_total",
    help: "Turns of conversations",
    labelNames: ["channel", "flow", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "huong_dan_turn_seconds",
    help: "How long a turn took, including its store",
    labelNames: ["channel"],
    buckets: turnSecondsBuckets,
    registers,
  });
  const events = new Counter({
    name: "huong_dan_events_total",
    help: "Events of platforms, by what happened to them",
    labelNames: ["channel", "type", "result"],
    registers,
  });
  const webhooks = new Counter({
    name: "huong_dan_webhooks_total",
    help: "Webhooks of platforms, by their answer",
    labelNames: ["channel", "result"],
    registers,
  });

  const requests = new Counter({
    name: "huong_dan_requests_total",
    help: "Answered requests, by the pattern of their route",
    labelNames: ["method", "route", "status"],
    registers,
  });
  // Without labels, so that it is there from the start: an increase from nothing cannot be computed.
  const errorAnswers = new Counter({
    name: "huong_dan_error_answers_total",
    help: "Requests answered with an error of ours (5xx)",
    registers,
  });
  // Without labels for the same reason.
  const failedMessages = new Counter({
    name: "huong_dan_failed_messages_total",
    help: "Messages of residents for which no turn can be run: they got an apology",
    registers,
  });

  return {
    countFailedMessage: () => failedMessages.inc(),
    countEvent: ({ channel, payload: { type } }, result) => events.inc({ channel, type, result }),
    countWebhook: (channel, result) => webhooks.inc({ channel, result }),
    show: (room, figures) => {
      new Gauge({
        name: `huong_dan_${room}`,
        help: `The ${room} at this moment, and what it did since the start`,
        labelNames: ["figure"],
        registers,
        collect() {
          for (const [figure, value] of Object.entries(figures())) this.set({ figure }, value);
        },
      });
    },
    gauge: ({ name, help, labels = [], read }) => {
      new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers,
        async collect() {
          const samples = await readInTime(read);
          this.reset();
          // A gauge without labels would otherwise be 0 when nothing is known.
          if (labels.length === 0) this.remove();
          for (const sample of samples) this.set(sample.labels ?? {}, sample.value);
        },
      });
    },
    countRequests: (app) => {
      app.addHook("onResponse", (request, { statusCode }, done) => {
        if (isWebhook(request)) return done();
        const { method, routeOptions } = request;
        if (statusCode >= minErrorStatus) errorAnswers.inc();
        requests.inc({ method, route: routeOptions.url ?? "none", status: String(statusCode) });
        done();
      });
    },
    measure: (turn) => async (event) => {
      const { channel } = event.resident;
      const startedAt = performance.now();
      try {
        const result = await turn(event);
        const { flow, outcome } =
          result.status === "committed" ? result.fact : { flow: "none", outcome: "seen" };
        turns.inc({ channel, flow, outcome });
        return result;
      } catch (error) {
        turns.inc({ channel, flow: "none", outcome: "failed" });
        throw error;
      } finally {
        seconds.observe({ channel }, (performance.now() - startedAt) / msPerSecond);
      }
    },
    read: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Returns nothing if a part is away: `huong_dan_ready` says which, and the other metrics are still scraped. */
async function readInTime(read: ScrapedGauge["read"]): Promise<readonly Sample[]> {
  try {
    return await withTimeout(read(), maxReadMs, () => new ScrapeTimeoutError("too slow"));
  } catch {
    return [];
  }
}

/** `GET /metrics` with the token as a bearer; without a configured token the address does not exist. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  app.register(async (scope) => {
    await limitRequests(scope, {
      requestsPerMinute: scrapesPerMinute,
      createError: () => new TooManyRequestsError(),
    });
    addRoute(scope, metrics, token);
  });
}

function addRoute(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  app.get("/metrics", { logLevel: "warn" }, async (request, reply) => {
    if (token === null) throw new NotFoundError("address");
    if (!equalInConstantTime(request.headers.authorization ?? "", `Bearer ${token}`)) {
      reply.header("www-authenticate", "Bearer");
      throw new ProblemError(401, "no-token", "This needs the metrics token");
    }
    return reply.type(metrics.contentType).send(await metrics.read());
  });
}
