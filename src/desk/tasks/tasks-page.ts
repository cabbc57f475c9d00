import type { Transaction } from "../../db/transaction.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { DeskError, notFound } from "../framework/errors.ts";
import type { DeskRoute, Owner, SignedInRequest } from "../framework/route.ts";
import { page, redirect, type ViewResult } from "../framework/view-result.ts";
import { pointTeams } from "../identity/roles.ts";
import { doneTasks, openTasks, readTask } from "./tasks.ts";
import { readLine } from "./transcript.ts";
import { closeTask, giveTaskBack, takeTask } from "./work.ts";

/** What residents demand of their data, talks that were handed over, and what else only a person can answer. */
export const taskRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/tasks",
    roles: pointTeams,
    does: "lists what residents wait for, the first due first, and what was done lately",
    answer: async ({ account, now }, { database: { db }, catalog }) => {
      const named = <Task extends { readonly point: string | null }>(task: Task) => ({
        ...task,
        pointName: catalog().points.get(task.point ?? "")?.name ?? null,
      });
      return page("tasks", "Việc cần làm", {
        tasks: (await openTasks(db, account, now)).map(named),
        done: (await doneTasks(db, account, now)).map(named),
      });
    },
  },
  {
    method: "GET",
    path: "/tasks/:task",
    roles: pointTeams,
    ownerOf,
    does: "shows a task with the talk that was handed over; who looked is recorded",
    answer: show,
  },
  {
    method: "POST",
    path: "/tasks/:task/take",
    roles: pointTeams,
    ownerOf,
    does: "takes a task that nobody has taken",
    answer: (call, desk) =>
      work(call, desk, {
        action: "task.take",
        said: "Bạn đã nhận việc này.",
        run: (tx, id) => takeTask(tx, id, call.account, call.now),
      }),
  },
  {
    method: "POST",
    path: "/tasks/:task/give-back",
    roles: pointTeams,
    ownerOf,
    does: "gives a task back for somebody else to take",
    answer: (call, desk) =>
      work(call, desk, {
        action: "task.give-back",
        said: "Đã trả việc lại cho người khác nhận.",
        run: (tx, id) => giveTaskBack(tx, id, call.account),
      }),
  },
  {
    method: "POST",
    path: "/tasks/:task/close",
    roles: pointTeams,
    ownerOf,
    does: "notes that a task is done; the talk is kept no longer",
    answer: (call, desk) =>
      work(call, desk, {
        action: "task.close",
        said: "Đã ghi: việc này xong.",
        run: (tx, id) => closeTask(tx, id, call.account, call.now),
        to: "/tasks",
      }),
  },
];

async function show(
  { account, params, now }: SignedInRequest,
  desk: DeskContext,
): Promise<ViewResult> {
  const { database, taskBox, catalog } = desk;
  const task = await readTask(database.db, account, idOf(params), now);
  if (task === null) throw notFound();
  await recordAction(
    database.db,
    account,
    { action: "task.read", subject: `task ${task.id}` },
    now,
  );
  const { linesSealed, eventId, ...shown } = task;
  const lines = linesSealed === null ? [] : taskBox.open(linesSealed, eventId);
  return page("task", task.kindName, {
    task: {
      ...shown,
      pointName: catalog().points.get(task.point ?? "")?.name ?? null,
      lines: lines.map((line) => readLine(line, catalog())),
    },
    reachesDossiers: account.role === "administrator",
  });
}

interface Work {
  readonly action: string;
  readonly said: string;
  readonly run: (tx: Transaction, id: number) => Promise<boolean>;
  /** Where it leads; to the task itself where left out. */
  readonly to?: string;
}

async function work(
  { account, params, now }: SignedInRequest,
  { database }: DeskContext,
  { action, said, run, to }: Work,
): Promise<ViewResult> {
  const id = idOf(params);
  const isDone = await database.transaction(async (tx) => {
    if (!(await run(tx, id))) return false;
    await recordAction(tx, account, { action, subject: `task ${id}` }, now);
    return true;
  });
  if (!isDone) throw overtaken();
  return redirect(to ?? `/tasks/${id}`, { said });
}

function overtaken(): DeskError {
  return new DeskError(
    409,
    "overtaken",
    "Việc này vừa có người khác nhận, trả lại hoặc làm xong. Bạn tải lại trang.",
  );
}

/** Whose the task is that the path names: a talk, the team's of the point at which it began. */
async function ownerOf(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const row = await database.db
    .selectFrom("desk_task")
    .select(["kind", "point_id"])
    .where("id", "=", idOf(params))
    .executeTakeFirst();
  if (row === undefined) return null;
  return { pointId: row.kind === "person" ? row.point_id : null };
}

/** 0, which no task has, where it is no number of ours. */
function idOf(params: SignedInRequest["params"]): number {
  const id = Number(params["task"]);
  return Number.isSafeInteger(id) ? id : 0;
}
