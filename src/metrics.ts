import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { NotFoundError, ProblemError } from "./api/problem.ts";
import type { IntakeResult } from "./bot/intake.ts";
import type { TurnEvent, TurnOutcome } from "./bot/turn.ts";
import type { ChannelEvent } from "./channels/event.ts";

/** A turn on the web is some milliseconds; a webhook's may take 1.5 s at most. */
const turnSecondsBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3];

export interface Metrics {
  /** The same turn, counted by channel, flow and outcome, and timed. */
  measure(turn: Turn): Turn;
  countEvent(event: ChannelEvent, result: IntakeResult): void;
  countWebhook(channel: string, result: string): void;
  /** Shows these figures, read anew each time: `journal`, { waiting: 3 } is `huong_dan_journal{figure="waiting"} 3`. */
  show(room: "journal" | "outbox", figures: () => Readonly<Record<string, number>>): void;
  /** In the format of Prometheus. */
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
    help: "How long a turn took, its store included",
    labelNames: ["channel"],
    buckets: turnSecondsBuckets,
    registers,
  });
  const events = new Counter({
    name: "huong_dan_events_total",
    help: "Events of platforms, by what became of them",
    labelNames: ["channel", "type", "result"],
    registers,
  });
  const webhooks = new Counter({
    name: "huong_dan_webhooks_total",
    help: "Webhooks of platforms, by how they were answered",
    labelNames: ["channel", "result"],
    registers,
  });

  return {
    countEvent: ({ channel, what: { type } }, result) => events.inc({ channel, type, result }),
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
      const stop = seconds.startTimer({ channel });
      try {
        const outcome = await turn(event);
        const { flow, outcome: result } =
          outcome.status === "committed" ? outcome.fact : { flow: "none", outcome: "seen" };
        turns.inc({ channel, flow, outcome: result });
        return outcome;
      } catch (error) {
        turns.inc({ channel, flow: "none", outcome: "failed" });
        throw error;
      } finally {
        stop();
      }
    },
    read: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** `GET /metrics` for whoever has the token; without one there is no such address. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  app.get("/metrics", { logLevel: "warn" }, async (request, reply) => {
    if (token === null) throw new NotFoundError("address");
    if (!isEqual(request.headers.authorization ?? "", `Bearer ${token}`)) {
      reply.header("www-authenticate", "Bearer");
      throw new ProblemError(401, "no-token", "This needs the metrics token");
    }
    return reply.type(metrics.contentType).send(await metrics.read());
  });
}

/** In a time that tells nothing of the secret; hashing makes both as long. */
function isEqual(given: string, expected: string): boolean {
  const hash = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
