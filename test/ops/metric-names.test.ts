import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import type { Service } from "../../src/app/app.ts";
import { openService, Visitor } from "../journeys/open-service.ts";
import { zaloAccessToken, zaloSettings } from "../journeys/settings.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";

interface Rules {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly runbook: string };
}
interface Panel {
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const { groups }: Rules = parse(readFileSync("ops/prometheus/alerts.yml", "utf8"));
const rules = groups.flatMap((group) => group.rules);
const dashboards = readdirSync("ops/grafana").map((file): { panels: Panel[] } =>
  JSON.parse(readFileSync(`ops/grafana/${file}`, "utf8")),
);
const panels = dashboards.flatMap((dashboard) => dashboard.panels);
const runbook = readFileSync("docs/monitoring.md", "utf8");

let standIn: StandIn;
let service: Service;

beforeAll(async () => {
  standIn = await startZaloStandIn({ accessToken: zaloAccessToken });
  service = await openService({
    ...zaloSettings(standIn.url),
    METRICS_TOKEN: "metrics-token-1",
    LOG_LEVEL: "silent",
  });
  const visitor = new Visitor(service);
  await visitor.open();
  await visitor.say("xin chào");
}, 60_000);

afterAll(async () => {
  await service.close();
  await standIn.close();
}, 30_000);

test("every metric of the dashboard and of the alert rules exists on /metrics", async () => {
  const headers = { authorization: "Bearer metrics-token-1" };
  const { body } = await service.app.inject({ url: "/metrics", headers });
  const exposed = new Set([...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const expressions = [
    ...rules.map(({ expr }) => expr),
    ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ];
  expect(expressions.length).toBeGreaterThan(rules.length);
  const named = expressions.flatMap((expression) =>
    [...expression.matchAll(/\b(?:huong_dan|nodejs|process)_\w+/g)].map(([name]) => name),
  );
  // A histogram's buckets carry its name.
  const missing = named.filter((name) => !exposed.has(name.replace(/_bucket$/, "")));
  expect(missing).toEqual([]);
});

test("every metric of ours is explained in docs/monitoring.md", async () => {
  const headers = { authorization: "Bearer metrics-token-1" };
  const { body } = await service.app.inject({ url: "/metrics", headers });
  const ours = [...body.matchAll(/^# TYPE (huong_dan_\w+)/gm)].map(([, name]) => name ?? "");
  expect(ours.length).toBeGreaterThan(10);
  expect(ours.filter((name) => !runbook.includes(`\`${name}\``))).toEqual([]);
});

test("every alert has a severity, and a section of the runbook that says what to do", () => {
  const headings = new Set([...runbook.matchAll(/^### (\w+)$/gm)].map(([, name]) => name));
  for (const { alert, labels, annotations } of rules) {
    expect(["page", "ticket"]).toContain(labels.severity);
    expect(annotations.runbook).toBe(`docs/monitoring.md#${alert.toLowerCase()}`);
    expect(headings).toContain(alert);
  }
  expect(headings.size).toBe(rules.length);
});
