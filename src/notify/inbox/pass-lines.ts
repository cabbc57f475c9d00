import type { Resident } from "../../channels/resident.ts";
import { createPoller } from "../../concurrency/poller.ts";
import { withTimeout } from "../../concurrency/with-timeout.ts";
import type { Database } from "../../db/open.ts";
import { incrementInboxVersion } from "../../db/queries/inbox.ts";
import {
  failLinesBefore,
  selectSendingLines,
  selectTasksWithSendingLines,
  settleLine,
} from "../../db/queries/inbox-lines.ts";
import type { ConversationInput } from "../../flows/engine/input.ts";
import type { TaskBox } from "../tasks/task-box.ts";
import { unknownOutcome } from "./describe-line.ts";
import type { SendCopy } from "./page-copy.ts";

/** A turn that a line at the desk makes in the resident's conversation. */
export interface DeskTurn {
  readonly resident: Resident;
  /** The same for each try, so that the turn is committed once. */
  readonly messageId: string;
  readonly input: ConversationInput;
  /** The line whose outcome comes back with `recordOutcome`; null: nobody waits for one. */
  readonly line: number | null;
}

/** Runs the turn unless it was committed before. Rejects if it could do neither. */
export type RunDeskTurn = (turn: DeskTurn) => Promise<unknown>;

/** What became of a line on its platform. */
export interface LineOutcome {
  readonly line: number;
  /** null: sent; otherwise the platform's reason. */
  readonly failure: string | null;
}

export interface LinePassing {
  /** Passes what waits in a conversation, in its order. Never rejects: what fails is passed again later. */
  pass(taskId: number): void;
  /** Never rejects, and takes no longer than half a second: while the database is away, the outcome is kept for later. */
  recordOutcome(outcome: LineOutcome): Promise<void>;
  /** Passes what an earlier process left, and from then on what is left behind. */
  start(): Promise<void>;
  close(): Promise<void>;
}

interface PassingOptions {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly box: TaskBox;
  readonly runTurn: RunDeskTurn;
  readonly sendCopy: SendCopy;
  readonly now: () => Date;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** The database did not take an outcome in time. */
class OutcomeTimeoutError extends Error {
  override readonly name = "OutcomeTimeoutError";
}

const recordTimeoutMs = 500;

type SendingLine = Awaited<ReturnType<typeof selectSendingLines>>[number];

const intervalMs = 10_000;
/** A turn that takes longer has failed. */
const leftBehindMs = 5_000;
const maxTasks = 100;
/** Before the seen-marks of turns expire: a line that is passed later could be sent twice. */
const givenUpMs = 47 * 3_600_000;

/** Passes the lines of colleagues to the bot, each conversation's in order, each exactly once. */
export function createLinePassing(options: PassingOptions): LinePassing {
  const { database, box, runTurn, sendCopy, now, onChange, onError } = options;
  const { db } = database;
  /** The lines whose turns this process has seen committed; their outcomes are still to come. */
  const passed = new Set<number>();
  /** Outcomes that the database could not take. */
  const unrecorded = new Map<number, LineOutcome>();
  const underWay = new Map<number, Promise<void>>();

  const settle = async (
    id: number,
    state: "stored" | "sent" | "failed",
    failure: string | null,
  ): Promise<void> => {
    passed.delete(id);
    await database.transaction(async (tx) => {
      if (await settleLine(tx, id, { state, failure })) await incrementInboxVersion(tx);
    });
    onChange();
  };

  const passLine = async (row: SendingLine): Promise<void> => {
    if (passed.has(row.id)) return;
    const { deed, name = "" } = box.openLine(row.words_sealed, row.event_id);
    const resident = residentOf(row);
    const isMessage = row.from === "colleague";
    if (deed !== undefined) {
      const input = { type: "colleague", name, deed } as const;
      const line = isMessage && resident.channel !== "web" ? row.id : null;
      await runTurn({ resident, messageId: `desk:${row.event_id}`, input, line });
    }
    if (!isMessage || deed === undefined) return settle(row.id, "stored", null);
    if (resident.channel !== "web") {
      passed.add(row.id);
      return;
    }
    // It stands on the page from now on. A copy goes where the visitor asked for it.
    const copy = await sendCopy(row, resident);
    if (copy.isSettled) await settle(row.id, "sent", copy.failure);
  };

  const passAll = async (taskId: number): Promise<void> => {
    try {
      for (const row of await selectSendingLines(db, taskId)) await passLine(row);
    } catch (error) {
      onError(error);
    }
  };

  const pass = (taskId: number): void => {
    const before = underWay.get(taskId) ?? Promise.resolve();
    const run = before.then(() => passAll(taskId));
    underWay.set(taskId, run);
    run.finally(() => {
      if (underWay.get(taskId) === run) underWay.delete(taskId);
    });
  };

  const record = ({ line, failure }: LineOutcome): Promise<void> =>
    settle(line, failure === null ? "sent" : "failed", failure);

  const recordOutcome = async (outcome: LineOutcome): Promise<void> => {
    unrecorded.set(outcome.line, outcome);
    try {
      await withTimeout(record(outcome), recordTimeoutMs, () => new OutcomeTimeoutError());
      unrecorded.delete(outcome.line);
    } catch (error) {
      onError(error);
    }
  };

  const passLeftBehind = async (waitedMs: number): Promise<void> => {
    for (const outcome of [...unrecorded.values()]) {
      await record(outcome);
      if (unrecorded.get(outcome.line) === outcome) unrecorded.delete(outcome.line);
    }
    const at = now().getTime();
    await failLinesBefore(db, new Date(at - givenUpMs), unknownOutcome);
    const tasks = await selectTasksWithSendingLines(db, new Date(at - waitedMs), maxTasks);
    for (const taskId of tasks) pass(taskId);
  };

  const poller = createPoller({ intervalMs, run: () => passLeftBehind(leftBehindMs), onError });

  return {
    pass,
    recordOutcome,
    start: async () => {
      await passLeftBehind(0);
      poller.start();
    },
    close: async () => {
      await poller.close();
      await Promise.all(underWay.values());
    },
  };
}

function residentOf({ channel, account, user_id: user }: SendingLine): Resident {
  // Only residents of our channels open tasks.
  return { channel: channel as Resident["channel"], account, user };
}
