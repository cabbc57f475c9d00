import { closeTask, giveTaskBack, handedOver, takeTask } from "../../db/queries/tasks.ts";
import type { Transaction } from "../../db/transaction.ts";
import { ProblemError } from "../../http/problem.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page, redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators, everybody } from "../identity/roles.ts";
import { findTask, listClosedTasks, listOpenTasks } from "./tasks.ts";

/** Requests about personal data. Conversations are in the inbox, whose addresses were here before. */
export const taskRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/tasks",
    roles: everybody,
    purpose:
      "lists the open requests about personal data; leads all but administrators to the inbox",
    handle: async ({ account, now }, { database: { db } }) => {
      if (account.role !== "administrator") return redirect("/inbox");
      return page("tasks", "Yêu cầu về dữ liệu cá nhân", {
        tasks: await listOpenTasks(db, now),
        done: await listClosedTasks(db, now),
      });
    },
  },
  {
    method: "GET",
    path: "/tasks/:task",
    roles: administrators,
    purpose: "shows a request about personal data; who looked is recorded",
    handle: showTask,
  },
  {
    method: "POST",
    path: "/tasks/:task/take",
    roles: administrators,
    purpose: "takes a request that nobody has taken",
    handle: (request, desk) =>
      runAction(request, desk, {
        action: "task.take",
        message: "Bạn đã nhận việc này.",
        run: (tx, id) => takeTask(tx, id, request.account.id, request.now),
      }),
  },
  {
    method: "POST",
    path: "/tasks/:task/give-back",
    roles: administrators,
    purpose: "gives a request back for somebody else to take",
    handle: (request, desk) =>
      runAction(request, desk, {
        action: "task.give-back",
        message: "Đã trả việc lại cho người khác nhận.",
        run: (tx, id) => giveTaskBack(tx, id),
      }),
  },
  {
    method: "POST",
    path: "/tasks/:task/close",
    roles: administrators,
    purpose: "closes a request",
    handle: (request, desk) =>
      runAction(request, desk, {
        action: "task.close",
        message: "Đã ghi: việc này xong.",
        run: (tx, id) => closeTask(tx, id, request.account.id, request.now),
        to: "/tasks",
      }),
  },
];

async function showTask(
  { account, params, now }: SignedInRequest,
  { database: { db }, inbox }: DeskContext,
): Promise<ViewResult> {
  const task = await findTask(db, idOf(params), now);
  if (task === null) throw notFound();
  if (task.kind === handedOver) return redirect(`/inbox/${task.id}`);
  await recordAction(db, account, { action: "task.read", subject: `task ${task.id}` }, now);
  // Who wants a copy of their data gets what was said with colleagues, too.
  const talks = task.kind === "data-copy" ? task.conversations : [];
  const lines = (await Promise.all(talks.map((id) => inbox.lines(db, id)))).flat();
  return page("task", task.kindName, {
    task: { ...task, lines: lines.map(({ at, from, words }) => ({ at, from, words })) },
  });
}

interface TaskAction {
  readonly action: string;
  readonly message: string;
  readonly run: (tx: Transaction, id: number) => Promise<boolean>;
  /** The page to open next; by default the task itself. */
  readonly to?: string;
}

async function runAction(
  { account, params, now }: SignedInRequest,
  { database }: DeskContext,
  { action, message, run, to }: TaskAction,
): Promise<ViewResult> {
  const id = idOf(params);
  const isDone = await database.transaction(async (tx) => {
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

/** Returns 0, which no task has, if the path names no id. */
function idOf(params: SignedInRequest["params"]): number {
  const id = Number(params["task"]);
  return Number.isSafeInteger(id) ? id : 0;
}
