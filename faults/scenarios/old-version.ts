import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startProgram } from "../../bench/turns/program.ts";
import { signInOverHttp } from "../../test/desk/sign-in-over-http.ts";
import { freePort } from "../../test/servers/private-server.ts";
import { recordBaseline } from "../baseline.ts";
import { adminPassword, type Environment, type Replica } from "../environment.ts";
import { FaultPlatform } from "../fault-platform.ts";
import { checkOutPreviousRelease } from "../previous-release.ts";
import type { ScriptedResident } from "../resident.ts";
import { type Outcome, type Scenario, Trial, withViolations } from "../scenario.ts";

const residentCount = 8;
const besideMs = 8_000;
/** Turn facts are flushed to PostgreSQL within this time. */
const factFlushMs = 7_000;
/** What both share is the database. Conversations of the previous release are taken over once it has ended. */
const ownRedisDatabase = "/1";
const warning = /"level":(?:40|50|60)/;

/** The previous release still runs while this one starts, as in every update. */
export const versionScenarios: readonly Scenario[] = [
  { name: "old-version-beside-new", replicas: 0, run: runBoth },
];

/**
 * The old version makes the database; its residents write while the new version migrates it and serves others. Both answer
 * everything, record their facts and audit their sign-ins, and the old one reports no error.
 */
async function runBoth(trial: Trial): Promise<Outcome> {
  const { environment, context } = trial;
  const release = await checkOutPreviousRelease();
  // Earlier trials spent the refresh token with which a new database begins; this stand-in has not heard of them.
  const platform = await FaultPlatform.start(context.platform.bench);
  const platformSettings = platform.bench.settings(platform.standIn.url);
  const logFile = join(environment.folder, "previous-release.log");
  const databaseUrl = await environment.createDatabase();
  const port = await freePort();
  const old = await startProgram({
    command: [release.program],
    port,
    logFile,
    environment: {
      ...environment.serviceSettings("previous"),
      ...platformSettings,
      DATABASE_URL: databaseUrl,
      REDIS_URL: `${environment.redis.url}${ownRedisDatabase}`,
      CATALOG_DIR: release.catalogDir,
    },
  });
  try {
    const oldReplica: Replica = { port, program: old };
    const script = await recordBaseline({ replicas: [oldReplica] }, platform);
    const oldTrial = new Trial(environment, script, "old-version", platform, () => port);
    const before = await oldTrial.createGreetedResidents(residentCount);
    const isOver = { value: false };
    const talking = before.map((resident) => talk(resident, isOver));

    const startedAt = Date.now();
    await environment.startService(1, {
      settings: { ...platformSettings, DATABASE_URL: databaseUrl },
    });
    const newTrial = new Trial(environment, context.script, "new-version", platform);
    const after = await newTrial.createGreetedResidents(residentCount);
    const talkingToo = after.map((resident) => talk(resident, isOver));
    const signIns = await Promise.all([signIn(port), signIn(environment.replicas[0]?.port ?? 0)]);
    await pause(besideMs);
    isOver.value = true;
    await Promise.all([...talking, ...talkingToo]);
    await pause(factFlushMs);

    const oldOutcome = oldTrial.outcomeOf(before, { liftedAt: [] });
    const outcome = newTrial.outcomeOf(after, { liftedAt: [startedAt] });
    const log = await readFile(logFile, "utf8");
    const { facts, audited, chained } = await countRows(environment, databaseUrl);
    const sent = oldOutcome.sent + outcome.sent;
    return withViolations(
      {
        ...outcome,
        sent,
        lost: outcome.lost + oldOutcome.lost,
        doubled: outcome.doubled + oldOutcome.doubled,
        outOfStep: outcome.outOfStep + oldOutcome.outOfStep,
      },
      [
        facts < sent ? `${facts} of ${sent} turns were recorded` : null,
        signIns.every((isIn) => isIn === "yes") ? null : `signing in was answered ${signIns}`,
        audited === chained ? null : `${chained} of ${audited} audit entries are chained`,
        warning.test(log) ? "the old version reported an error" : null,
      ],
    );
  } finally {
    await old.stop();
    await Promise.all([platform.standIn.close(), release.remove()]);
  }
}

async function talk(resident: ScriptedResident, isOver: { readonly value: boolean }) {
  while (!isOver.value && (await resident.takeTurn())) await pause(1);
}

async function signIn(port: number): Promise<string> {
  const admin = { username: "admin", password: adminPassword };
  return signInOverHttp(`http://127.0.0.1:${port}`, admin).then(() => "yes", String);
}

async function countRows(environment: Environment, databaseUrl: string) {
  const { rows } = await environment.withDatabase(
    (client) =>
      client.query(
        `select (select count(*)::int from turn_fact) as facts,
          (select count(*)::int from desk_audit) as audited,
          (select count(*)::int from desk_audit_chain) as chained`,
      ),
    databaseUrl,
  );
  return rows[0] as { facts: number; audited: number; chained: number };
}
