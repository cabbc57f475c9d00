import { z } from "zod";
import { selectPasswordHash, updatePasswordHash } from "../../db/queries/accounts.ts";
import { countRecoveryCodes, selectSecondFactor } from "../../db/queries/second-factors.ts";
import { deleteSession, deleteSessionsOfAccount } from "../../db/queries/sessions.ts";
import { deleteSignInStepsOfAccount } from "../../db/queries/sign-in-steps.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound, tooManyAttempts } from "../framework/errors.ts";
import { parseForm } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import {
  findPasswordError,
  hashPassword,
  isPassword,
  minPasswordLength,
  typedPassword,
} from "../identity/password.ts";
import { everybody } from "../identity/roles.ts";
import { needsSecondFactor } from "../identity/second-factor.ts";
import { listSessions } from "../identity/sessions.ts";

export const ownAccountRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/account",
    roles: everybody,
    purpose: "shows one's own account and where it is signed in",
    handle: (request, desk) => showAccount(request, desk),
  },
  {
    method: "POST",
    path: "/account/password",
    roles: everybody,
    purpose: "changes one's own password and ends the other sessions",
    handle: changePassword,
  },
  {
    method: "POST",
    path: "/account/sessions/end",
    roles: everybody,
    purpose: "ends all sessions of one's own, also the present one",
    handle: async ({ account, now }, { database }) => {
      await database.transaction(async (tx) => {
        await deleteSessionsOfAccount(tx, account.id, null);
        await deleteSignInStepsOfAccount(tx, account.id);
        const action = { action: "session.end-all", subject: `account ${account.id}` };
        await recordAction(tx, account, action, now);
      });
      const message = "Đã đăng xuất khỏi mọi thiết bị.";
      return redirect("/sign-in", { message, session: null });
    },
  },
  {
    method: "POST",
    path: "/account/sessions/:session/end",
    roles: everybody,
    purpose: "ends a session of one's own",
    handle: async ({ account, session, params, now }, { database }) => {
      const id = Number(params["session"]);
      const ended = await database.transaction(async (tx) => {
        if (!Number.isSafeInteger(id) || !(await deleteSession(tx, account.id, id))) return false;
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
        message: "Đã kết thúc phiên đăng nhập đó.",
        ...(id === session.id && { session: null }),
      });
    },
  },
];

export async function showAccount(
  { account, session, now }: SignedInRequest,
  { database, catalog }: DeskContext,
) {
  const sessions = await listSessions(database.db, account.id, now);
  const factor = await selectSecondFactor(database.db, account.id);
  return page("account", "Tài khoản của tôi", {
    account,
    points: account.pointIds.map((id) => ({ id, name: catalog().points.get(id)?.name ?? id })),
    minPasswordLength,
    secondFactor: {
      since: factor?.created_at ?? null,
      recoveryCodesLeft: await countRecoveryCodes(database.db, account.id),
      isNeeded: await needsSecondFactor(database.db, account.role),
    },
    sessions: sessions.map((one) => ({ ...one, isPresent: one.id === session.id })),
  });
}

const passwords = z.object({
  old_password: typedPassword("Nhập mật khẩu đang dùng"),
  new_password: typedPassword("Nhập mật khẩu mới"),
});

async function changePassword(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, session, body, now } = request;
  const { attempts, database } = desk;
  const { value, errors } = parseForm(passwords, body);
  if (errors !== null) return invalidForm(await showAccount(request, desk), errors);
  const passwordError = await findPasswordError(value.new_password, account, desk.passwordStrength);
  if (passwordError !== null) {
    return invalidForm(await showAccount(request, desk), [
      { field: "new_password", reason: passwordError },
    ]);
  }
  const attempt = await attempts.count("desk own password", { session: `${session.id}` }, now);
  if (!attempt.isAllowed) throw tooManyAttempts(attempt.retryAfterMs);
  const oldHash = await selectPasswordHash(database.db, account.id);
  if (!(await isPassword(value.old_password, oldHash))) {
    const reason = "Mật khẩu đang dùng chưa đúng";
    return invalidForm(await showAccount(request, desk), [{ field: "old_password", reason }]);
  }
  await attempt.takeBack();
  const hash = await hashPassword(value.new_password);
  await database.transaction(async (tx) => {
    await updatePasswordHash(tx, account.id, hash);
    await deleteSessionsOfAccount(tx, account.id, session.id);
    await deleteSignInStepsOfAccount(tx, account.id);
    await recordAction(
      tx,
      account,
      { action: "password.change", subject: `account ${account.id}` },
      now,
    );
  });
  return redirect("/account", {
    message: "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.",
  });
}
