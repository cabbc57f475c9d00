import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { IntakeResult } from "../bot/intake.ts";
import type { TurnEvent, TurnOutcome } from "../bot/process-turn.ts";
import type { ChannelEvent } from "../channels/event.ts";
import { NotFoundError, ProblemError, TooManyRequestsError } from "../http/problem.ts";
import { limitRequests } from "../http/rate-limit.ts";
import { equalInConstantTime } from "../security/constant-time.ts";

const msPerSecond = 1_000;
/** Of one address: several scrapers, and too few to guess the token. */
const scrapesPerMinute = 120;
/** A turn of the web page takes milliseconds; a webhook's turn may take up to 1.5 s. */
const turnSecondsBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3];

export interface Metrics {
  /** Wraps a turn so that it is counted by channel, flow and outcome, and timed. */
  measure(turn: Turn): Turn;
  countEvent(event: ChannelEvent, result: IntakeResult): void;
  countWebhook(channel: string, result: string): void;
  /** Exposes figures that are read at each scrape: `journal`, { waiting: 3 } is `huong_dan_journal{figure="waiting"} 3`. */
  show(room: "journal" | "outbox", figures: () => Readonly<Record<string, number>>): void;
  /** Returns all metrics in the format of Prometheus. */
  read(): Promise<string>;
  readonly contentType: string;
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

  return {
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
