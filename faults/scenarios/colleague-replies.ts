import { setTimeout as pause } from "node:timers/promises";
import { loadCatalog } from "../../src/catalog/load.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Colleague } from "../../src/notify/inbox/conversation.ts";
import { createInbox, type InboxService } from "../../src/notify/inbox/create-inbox.ts";
import { createTaskBox } from "../../src/notify/tasks/task-box.ts";
import { addCounts, checkReplies } from "../check-replies.ts";
import type { ScriptedResident } from "../resident.ts";
import type { Outcome, Scenario, Trial } from "../scenario.ts";

const residentCount = 8;
const replyCount = 5;
const killCount = 5;
/** The service looks every ten seconds for what was left behind. */
const maxDeliveryMs = 60_000;
const maxHandOverMs = 20_000;
const betweenRepliesMs = 1_500;

/**
 * Colleagues reply while the service dies under them: each reply was stored with its conversation, and its process ended before
 * it could pass it on. Nothing is lost, and nothing comes twice but what was in flight.
 */
export const colleagueReplyScenarios: readonly Scenario[] = [
  { name: "reply-kill-9", replicas: 1, run: (trial) => replyDuring(trial, killOnce) },
  { name: "reply-redis-away", replicas: 1, run: (trial) => replyDuring(trial, restartRedis) },
];

async function replyDuring(
  trial: Trial,
  interrupt: (trial: Trial) => Promise<number>,
): Promise<Outcome> {
  const { environment } = trial;
  const residents = await trial.createGreetedResidents(residentCount);
  for (const resident of residents) await askForPerson(trial, resident);
  const settings = environment.serviceSettings("colleague");
  const database = await openDatabase({
    databaseUrl: environment.databaseUrl,
    dataDir: settings["DATA_DIR"] ?? "",
    retentionDays: 365,
    onError: fail,
  });
  const catalog = await loadCatalog("data");
  const desk = createInbox({
    database,
    box: createTaskBox(settings["SECRET_KEY"] ?? ""),
    catalog: () => catalog,
    // The process in which a colleague writes dies each time before it has passed the reply on.
    runTurn: async () => {
      throw new Error("this process is gone");
    },
    routes: {},
    isPageOpen: async () => false,
    publicUrl: "https://huongdan.example.vn",
    now: () => new Date(),
    onError: () => {},
  });
  try {
    const account = await findAdministrator(trial);
    const conversations = await desk.inbox.list(database.db, account, "waiting");
    const byUser = new Map(conversations.map((one) => [one.userId, one.id]));
    const tasks = residents.map(({ user }) => byUser.get(user) ?? 0);
    for (const taskId of tasks) await desk.inbox.take({ taskId, account, at: new Date() });
    const interruptedAt = await writeAll(trial, desk, { tasks, account }, interrupt);
    const due = Array.from({ length: replyCount }, (_, n) => textOf(account, n));
    const received = ({ user }: ScriptedResident) =>
      environment.platform.delivered(user).filter(({ text }) => text.startsWith(prefixOf(account)));
    await environment.platform.waitUntil(
      () => residents.every((resident) => received(resident).length >= due.length),
      maxDeliveryMs,
    );
    await pause(betweenRepliesMs);
    const counts = residents.map((resident) =>
      checkReplies(due, received(resident), { interruptedAt, unanswered: [] }),
    );
    return {
      ...addCounts(counts),
      sent: residentCount * replyCount,
      recoverMs: null,
      violations: [],
    };
  } finally {
    await desk.close();
    await database.close();
  }
}

async function writeAll(
  trial: Trial,
  desk: InboxService,
  { tasks, account }: { readonly tasks: readonly number[]; readonly account: Colleague },
  interrupt: (trial: Trial) => Promise<number>,
): Promise<number[]> {
  const interruptedAt: number[] = [];
  for (let n = 0; n < Math.max(replyCount, killCount); n += 1) {
    if (n < replyCount) {
      for (const taskId of tasks) {
        await desk.inbox.reply({ taskId, account, at: new Date(), words: wordsOf(n) });
      }
    }
    await pause(betweenRepliesMs);
    if (n < killCount) interruptedAt.push(await interrupt(trial));
  }
  return interruptedAt;
}

/** Kills the service and starts it again: it passes at once what it finds. */
async function killOnce({ environment }: Trial): Promise<number> {
  const [replica] = environment.replicas;
  if (replica === undefined) throw new Error("There is no replica.");
  replica.program.signal("SIGKILL");
  const killedAt = Date.now();
  await replica.program.ended;
  await environment.restart(replica);
  return killedAt;
}

async function restartRedis({ environment }: Trial): Promise<number> {
  const stoppedAt = Date.now();
  await environment.redis.shutdown();
  await pause(betweenRepliesMs);
  await environment.redis.start();
  return stoppedAt;
}

async function askForPerson(trial: Trial, resident: ScriptedResident): Promise<void> {
  const { platform } = trial.context;
  const webhook = platform.bench.textWebhook({ ...resident.nextMessage(), text: "gặp người" });
  await resident.deliver(webhook);
  const isHandedOver = await platform.waitUntil(
    () => platform.delivered(resident.user).some(({ text }) => text.includes("Cháu đã chuyển")),
    maxHandOverMs,
  );
  if (!isHandedOver) throw new Error("A resident was not handed over.");
}

async function findAdministrator({ environment }: Trial): Promise<Colleague> {
  const { rows } = await environment.withDatabase((client) =>
    client.query("select id::int, username, name from desk_account order by id limit 1"),
  );
  const [row] = rows as { id: number; username: string; name: string }[];
  if (row === undefined) throw new Error("There is no account.");
  return { ...row, role: "administrator", agencyId: null, pointIds: [] };
}

function wordsOf(n: number): string {
  return `Câu trả lời số ${n + 1} của cán bộ.`;
}

function prefixOf({ name }: Colleague): string {
  return `${name}:`;
}

function textOf(account: Colleague, n: number): string {
  return `${prefixOf(account)}\n${wordsOf(n)}`;
}

function fail(error: Error): never {
  throw error;
}
