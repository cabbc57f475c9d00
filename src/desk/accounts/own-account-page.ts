import { z } from "zod";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { notFound } from "../framework/errors.ts";
import { readForm } from "../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import {
  findPasswordFault,
  hashPassword,
  isPassword,
  minPasswordLength,
} from "../identity/password.ts";
import { everybody } from "../identity/roles.ts";
import { endSession, endSessions, listSessions } from "../identity/sessions.ts";

export const ownAccountRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/account",
    roles: everybody,
    does: "shows one's own account and where it is signed in",
    answer: (call, desk) => show(call, desk),
  },
  {
    method: "POST",
    path: "/account/password",
    roles: everybody,
    does: "changes one's own password and ends the other sessions",
    answer: changePassword,
  },
  {
    method: "POST",
    path: "/account/sessions/:session/end",
    roles: everybody,
    does: "ends a session of one's own",
    answer: async ({ account, session, params, now }, { database }) => {
      const id = Number(params["session"]);
      const ended = await database.transaction(async (tx) => {
        if (!Number.isSafeInteger(id) || !(await endSession(tx, account.id, id))) return false;
        await recordAction(
          tx,
          account,
          { action: "session.end", subject: `account ${account.id}` },
          now,
        );
        return true;
      });
      if (!ended) throw notFound();
      return redirect("/account", {
        said: "Đã kết thúc phiên đăng nhập đó.",
        ...(id === session.id && { session: null }),
      });
    },
  },
];

async function show(
  { account, session, now }: SignedInRequest,
  { database, catalog }: DeskContext,
) {
  const sessions = await listSessions(database.db, account.id, now);
  return page("account", "Tài khoản của tôi", {
    account,
    points: account.pointIds.map((id) => ({ id, name: catalog().points.get(id)?.name ?? id })),
    minPasswordLength,
    sessions: sessions.map((one) => ({ ...one, isPresent: one.id === session.id })),
  });
}

const passwords = z.object({
  old_password: z.string({ error: "Nhập mật khẩu đang dùng" }).min(1, "Nhập mật khẩu đang dùng"),
  new_password: z.string({ error: "Nhập mật khẩu mới" }).min(1, "Nhập mật khẩu mới"),
});

async function changePassword(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, session, body, address, now } = call;
  const { database, throttle } = desk;
  const { value, faults } = readForm(passwords, body);
  if (faults !== null) return invalidForm(await show(call, desk), faults);
  const fault = findPasswordFault(value.new_password, account.username);
  if (fault !== null) {
    return invalidForm(await show(call, desk), [{ field: "new_password", reason: fault }]);
  }
  const attempt = { username: account.username, address };
  const { password_hash: kept } = await database.db
    .selectFrom("desk_account")
    .select("password_hash")
    .where("id", "=", account.id)
    .executeTakeFirstOrThrow();
  const isThrottled = (await throttle.waitMs(database.db, attempt, now)) > 0;
  if (isThrottled || !(await isPassword(value.old_password, kept))) {
    await throttle.countRefused(database.db, attempt, now);
    const reason = "Mật khẩu đang dùng chưa đúng";
    return invalidForm(await show(call, desk), [{ field: "old_password", reason }]);
  }
  const hash = await hashPassword(value.new_password);
  await database.transaction(async (tx) => {
    await tx
      .updateTable("desk_account")
      .set({ password_hash: hash })
      .where("id", "=", account.id)
      .execute();
    await endSessions(tx, account.id, session.id);
    await recordAction(
      tx,
      account,
      { action: "password.change", subject: `account ${account.id}` },
      now,
    );
  });
  return redirect("/account", { said: "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc." });
}
