import { closeTask, giveTaskBack, selectPointOfTask, takeTask } from "../../db/queries/tasks.ts";
import type { Transaction } from "../../db/transaction.ts";
import { ProblemError } from "../../http/problem.ts";
import type { Press, PressResult } from "../../notify/inbox/inbox.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskContext, DeskRoute, Owner, SignedInRequest } from "../framework/route.ts";
import { page, redirect, type ViewResult } from "../framework/view-result.ts";
import type { Account } from "../identity/account.ts";
import { pointTeams } from "../identity/roles.ts";
import { findTask, listClosedTasks, listOpenTasks } from "./tasks.ts";

/** Requests about personal data, talks that were handed over, and whatever else only a person can answer. */
export const taskRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/tasks",
    roles: pointTeams,
    purpose: "lists the open tasks, the first due first, and those closed lately",
    handle: async ({ account, now }, { database: { db }, catalog }) => {
      const named = <Task extends { readonly point: string | null }>(task: Task) => ({
        ...task,
        pointName: catalog().points.get(task.point ?? "")?.name ?? null,
      });
      return page("tasks", "Việc cần làm", {
        tasks: (await listOpenTasks(db, account, now)).map(named),
        done: (await listClosedTasks(db, account, now)).map(named),
      });
    },
  },
  {
    method: "GET",
    path: "/tasks/:task",
    roles: pointTeams,
    findOwner: findTaskOwner,
    purpose: "shows a task with the talk that was handed over; who looked is recorded",
    handle: showTask,
  },
  {
    method: "POST",
    path: "/tasks/:task/take",
    roles: pointTeams,
    findOwner: findTaskOwner,
    purpose: "takes a task that nobody has taken",
    handle: (request, desk) =>
      runAction(request, desk, {
        action: "task.take",
        message: "Bạn đã nhận việc này.",
        run: (tx, id) => takeTask(tx, id, request.account.id, request.now),
        runInInbox: (press) => desk.inbox.take(press),
      }),
  },
  {
    method: "POST",
    path: "/tasks/:task/give-back",
    roles: pointTeams,
    findOwner: findTaskOwner,
    purpose: "gives a task back for somebody else to take",
    handle: (request, desk) =>
      runAction(request, desk, {
        action: "task.give-back",
        message: "Đã trả việc lại cho người khác nhận.",
        run: (tx, id) => giveTaskBack(tx, id, takenBy(request.account)),
        runInInbox: (press) => desk.inbox.giveBack(press),
      }),
  },
  {
    method: "POST",
    path: "/tasks/:task/close",
    roles: pointTeams,
    findOwner: findTaskOwner,
    purpose: "closes a task and deletes the talk",
    handle: (request, desk) =>
      runAction(request, desk, {
        action: "task.close",
        message: "Đã ghi: việc này xong.",
        run: (tx, id) => closeTask(tx, id, request.account.id, request.now),
        runInInbox: (press) => desk.inbox.close({ ...press, reason: "answered" }),
        to: "/tasks",
      }),
  },
];

async function showTask(
  { account, params, now }: SignedInRequest,
  desk: DeskContext,
): Promise<ViewResult> {
  const { database, inbox, catalog } = desk;
  const task = await findTask(database.db, account, idOf(params), now);
  if (task === null) throw notFound();
  await recordAction(
    database.db,
    account,
    { action: "task.read", subject: `task ${task.id}` },
    now,
  );
  const talks =
    task.kind === "person" ? [task.id] : task.kind === "data-copy" ? task.conversations : [];
  const lines = (await Promise.all(talks.map((id) => inbox.lines(database.db, id)))).flat();
  return page("task", task.kindName, {
    task: {
      ...task,
      pointName: catalog().points.get(task.point ?? "")?.name ?? null,
      lines: lines.map(({ from, words }) => ({
        from: from === "resident" ? "resident" : "service",
        words,
      })),
    },
    reachesDossiers: account.role === "administrator",
  });
}

interface TaskAction {
  readonly action: string;
  readonly message: string;
  readonly run: (tx: Transaction, id: number) => Promise<boolean>;
  /** The same for a conversation, of which the resident and the bot hear. */
  readonly runInInbox: (press: Press) => Promise<PressResult>;
  /** The page to open next; by default the task itself. */
  readonly to?: string;
}

async function runAction(
  { account, params, now }: SignedInRequest,
  { database }: DeskContext,
  { action, message, run, runInInbox, to }: TaskAction,
): Promise<ViewResult> {
  const id = idOf(params);
  const task = await findTask(database.db, account, id, now);
  const isDone =
    task?.kind === "person"
      ? (await runInInbox({ taskId: id, account, at: now })) === "done"
      : await database.transaction(async (tx) => {
          if (!(await run(tx, id))) return false;
          await recordAction(tx, account, { action, subject: `task ${id}` }, now);
          return true;
        });
  if (!isDone) throw taskChanged();
  return redirect(to ?? `/tasks/${id}`, { message });
}

function taskChanged(): ProblemError {
  return new ProblemError(
    409,
    "overtaken",
    "Việc này vừa có người khác nhận, trả lại hoặc làm xong. Bạn tải lại trang.",
  );
}

/** The owner of a talk is the team of the point at which it began; only administrators reach other tasks. */
async function findTaskOwner(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const pointId = await selectPointOfTask(database.db, idOf(params));
  return pointId === undefined ? null : { pointId };
}

/** An administrator may give back a task that somebody else has taken. */
function takenBy({ id, role }: Account): number | null {
  return role === "administrator" ? null : id;
}

/** Returns 0, which no task has, if the path names no id. */
function idOf(params: SignedInRequest["params"]): number {
  const id = Number(params["task"]);
  return Number.isSafeInteger(id) ? id : 0;
}
