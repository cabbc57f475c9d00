import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import { FollowedDossier } from "../followed-dossier.ts";
import type { ScriptedResident } from "../resident.ts";
import { type Outcome, type Scenario, type Trial, withViolations } from "../scenario.ts";

const residentCount = 8;
const messagesBefore = 3;
const messagesAfter = 9;
const followerCount = 500;

/** Everything is lost but a backup that was made while the service ran. */
export const restoreScenarios: readonly Scenario[] = [
  { name: "restore", replicas: 1, on: "zalo", run: destroyAndRestore },
];

/**
 * A backup is made while residents write. Redis, PostgreSQL and the data folder are destroyed and restored from it. Every
 * dossier, follower and consent is there, and residents who wrote before the backup go on where they were.
 */
async function destroyAndRestore(trial: Trial): Promise<Outcome> {
  const { environment } = trial;
  const [replica] = environment.replicas;
  if (replica === undefined) throw new Error("There is no replica.");
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-fault-backup-"));
  try {
    const dossier = new FollowedDossier(replica.port);
    await environment.withDatabase((client) => dossier.register(client, followerCount));
    const residents = await trial.createGreetedResidents(residentCount);
    await Promise.all(residents.map((resident) => takeTurns(resident, messagesBefore)));
    const before = await environment.withDatabase(countRows);

    const others = await trial.createGreetedResidents(residentCount);
    let isOver = false;
    const load = others.map(async (resident) => {
      while (!isOver && (await resident.takeTurn()));
    });
    await environment.runProgram(replica, ["src/cli/backup.ts", folder]);
    isOver = true;
    await Promise.all(load);

    await environment.destroyStores(replica);
    const [backup = ""] = await readdir(folder);
    await environment.runProgram(replica, ["src/cli/restore.ts", join(folder, backup)]);
    const restored = await environment.withDatabase(countRows);
    await environment.restart(replica);
    const returnedAt = Date.now();
    await Promise.all(residents.map((resident) => takeTurns(resident, messagesAfter)));
    return withViolations(trial.outcomeOf(residents, { liftedAt: [returnedAt] }), [
      JSON.stringify(restored) === JSON.stringify(before)
        ? null
        : `restored ${JSON.stringify(restored)} of ${JSON.stringify(before)}`,
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeTurns(resident: ScriptedResident, messages: number): Promise<void> {
  for (let turn = 0; turn < messages; turn += 1) await resident.takeTurn();
}

async function countRows(client: Client) {
  const { rows } = await client.query(
    `select (select count(*)::int from dossier) as dossiers,
      (select count(*)::int from follower) as followers,
      (select count(*)::int from consent) as consents`,
  );
  return rows[0] as { dossiers: number; followers: number; consents: number };
}
