import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { IntakeResult } from "../bot/intake.ts";
import type { TurnEvent, TurnOutcome } from "../bot/process-turn.ts";
import type { ChannelEvent } from "../channels/event.ts";
import { NotFoundError, ProblemError } from "../http/problem.ts";
import { equalInConstantTime } from "../security/constant-time.ts";

const msPerSecond = 1_000;
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
  const turns = tally(registers, "turns", "Turns of conversations", ["channel", "flow", "outcome"]);
  const seconds = new Histogram({
    name: "huong_dan_turn_seconds",
    help: "How long a turn took, its store included",
    labelNames: ["channel"],
    buckets: turnSecondsBuckets,
    registers,
  });
  const events = tally(registers, "events", "Events of platforms, by what became of them", [
    "channel",
    "type",
    "result",
  ]);
  const webhooks = tally(
    registers,
    "webhooks",
    "Webhooks of platforms, by how they were answered",
    ["channel", "result"],
  );

  return {
    countEvent: ({ channel, payload: { type } }, result) => events(channel, type, result),
    countWebhook: (channel, result) => webhooks(channel, result),
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
        const outcome = await turn(event);
        const { flow, outcome: result } =
          outcome.status === "committed" ? outcome.fact : { flow: "none", outcome: "seen" };
        turns(channel, flow, result);
        return outcome;
      } catch (error) {
        turns(channel, "none", "failed");
        throw error;
      } finally {
        seconds.observe({ channel }, (performance.now() - startedAt) / msPerSecond);
      }
    },
    read: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/**
 * Counts by labels, `huong_dan_<name>_total`. prom-client sorts and joins the labels at each count; here that is
 * done when the figures are read.
 */
function tally<const Labels extends readonly string[]>(
  registers: Registry[],
  name: string,
  help: string,
  labelNames: Labels,
): (...labels: { readonly [At in keyof Labels]: string }) => void {
  const counts = new Map<string, number>();
  new Counter({
    ...{ name: `huong_dan_${name}_total`, help, labelNames: [...labelNames], registers },
    collect() {
      this.reset();
      for (const [key, count] of counts) this.inc(labelsIn<Labels[number]>(key, labelNames), count);
    },
  });
  return (...labels) => {
    const key = labels.join("\n");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
}

function labelsIn<Name extends string>(key: string, names: readonly Name[]): Record<Name, string> {
  const values = key.split("\n");
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""])) as Record<
    Name,
    string
  >;
}

/** `GET /metrics` for whoever has the token; without one there is no such address. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  app.get("/metrics", { logLevel: "warn" }, async (request, reply) => {
    if (token === null) throw new NotFoundError("address");
    if (!equalInConstantTime(request.headers.authorization ?? "", `Bearer ${token}`)) {
      reply.header("www-authenticate", "Bearer");
      throw new ProblemError(401, "no-token", "This needs the metrics token");
    }
    return reply.type(metrics.contentType).send(await metrics.read());
  });
}
