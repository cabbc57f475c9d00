import { z } from "zod";
import {
  replaceAccountPoints,
  selectAccountHead,
  updateAccount,
} from "../../db/queries/accounts.ts";
import { deleteSecondFactor, selectSecondFactor } from "../../db/queries/second-factors.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import type { Account } from "../identity/account.ts";
import { administrators } from "../identity/roles.ts";
import { listSessions } from "../identity/sessions.ts";
import { accessChoices, accessFields, checkAccess, findAccess } from "./access-form.ts";
import { endSessions, requireAccount, requirePresentAdministrator } from "./other-account.ts";

export const accountPageRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/people/:account",
    roles: administrators,
    purpose: "shows an account, and what an administrator may do with it",
    handle: async (request, desk) =>
      showAccount(request, desk, await requireAccount(request, desk)),
  },
  {
    method: "POST",
    path: "/people/:account",
    roles: administrators,
    purpose: "changes the name, role, agency or help points of an account",
    handle: changeAccess,
  },
  {
    method: "POST",
    path: "/people/:account/find-points",
    roles: administrators,
    purpose: "searches help points for the form of an account",
    handle: async (request, desk) =>
      showAccount(request, desk, await requireAccount(request, desk)),
  },
  {
    method: "POST",
    path: "/people/:account/sessions/end",
    roles: administrators,
    purpose: "ends all sessions of an account",
    handle: async (request, desk) => {
      const account = await requireAccount(request, desk);
      await desk.database.transaction(async (tx) => {
        await endSessions(tx, account.id);
        const action = { action: "session.end-all", subject: `account ${account.id}` };
        await recordAction(tx, request.account, action, request.now);
      });
      const message = `Đã kết thúc mọi phiên đăng nhập của ${account.name}.`;
      return account.id === request.account.id
        ? redirect("/sign-in", { message, session: null })
        : redirect(`/people/${account.id}`, { message });
    },
  },
  {
    method: "POST",
    path: "/people/:account/second-factor/reset",
    roles: administrators,
    purpose: "removes the second factor of somebody who lost their phone, and ends their sessions",
    handle: resetFactor,
  },
];

const schema = z.object(accessFields).superRefine(checkAccess);

async function showAccount(
  { body, account: reader, now }: SignedInRequest,
  desk: DeskContext,
  account: Account,
) {
  const { db } = desk.database;
  const typed = { ...typedOf(account), ...typedFields(body) };
  const { id, name, username } = account;
  return page("person", account.name, {
    person: { id, name, username, isReader: id === reader.id },
    typed,
    isOfficial: account.role === "official",
    isHead: await selectAccountHead(db, id),
    hasSecondFactor: (await selectSecondFactor(db, id)) !== undefined,
    sessions: await listSessions(db, id, now),
    ...(await accessChoices(desk, body, account.pointIds)),
  });
}

/** Returns an account as its form shows it. */
function typedOf({ name, role, agencyId, pointIds }: Account) {
  return { name, role, agency: `${agencyId ?? ""}`, points: pointIds.join(", ") };
}

async function changeAccess(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const account = await requireAccount(request, desk);
  const show = () => showAccount(request, desk, account);
  const { value, errors } = parseForm(schema, { ...typedOf(account), ...fieldsOf(request.body) });
  if (errors !== null) return invalidForm(await show(), errors);
  const hasNewRole = value.role !== account.role;
  if (hasNewRole && account.id === request.account.id) {
    const reason = "Bạn không tự đổi vai trò của mình được; nhờ quản trị khác";
    return invalidForm(await show(), [{ field: "role", reason }]);
  }
  const access = await findAccess(value, desk);
  if (access.errors !== null) return invalidForm(await show(), access.errors);
  const { agencyId, pointIds } = access.value;
  const { name, role } = value;
  await desk.database.transaction(async (tx) => {
    await requirePresentAdministrator(tx, request.account);
    await updateAccount(tx, account.id, { name, role, agency_id: agencyId });
    await replaceAccountPoints(tx, account.id, pointIds);
    // Another role may need a second factor. Agency and points are read for each request, so they count at once.
    if (hasNewRole) await endSessions(tx, account.id);
    const is = describeAccess({ role, agencyId, pointIds });
    const detail = `${describeAccess(account)} -> ${is}`;
    const action = { action: "account.change", subject: `account ${account.id}`, detail };
    await recordAction(tx, request.account, action, request.now);
  });
  return redirect(`/people/${account.id}`, {
    message: hasNewRole
      ? "Đã ghi. Người này phải đăng nhập lại."
      : "Đã ghi. Thay đổi có hiệu lực ngay.",
  });
}

/** A program may send only what it changes. */
function fieldsOf(body: unknown): object {
  return typeof body === "object" && body !== null ? body : {};
}

/** Returns what an account reaches, for the audit trail. */
function describeAccess({
  role,
  agencyId,
  pointIds,
}: Pick<Account, "role" | "agencyId" | "pointIds">) {
  const place = agencyId === null ? pointIds.join(",") : `agency ${agencyId}`;
  return place === "" ? role : `${role} (${place})`;
}

async function resetFactor(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const account = await requireAccount(request, desk);
  if (account.id === request.account.id) {
    const reason = "Bạn đổi điện thoại của mình ở trang Tài khoản của tôi";
    const shown = await showAccount(request, desk, account);
    return invalidForm(shown, [{ field: "second-factor", reason }]);
  }
  await desk.database.transaction(async (tx) => {
    await requirePresentAdministrator(tx, request.account);
    await deleteSecondFactor(tx, account.id);
    await endSessions(tx, account.id);
    const action = { action: "second-factor.reset", subject: `account ${account.id}` };
    await recordAction(tx, request.account, action, request.now);
  });
  const message = `Đã bỏ điện thoại của ${account.name}. Người này cài lại ở lần đăng nhập tới.`;
  return redirect(`/people/${account.id}`, { message });
}
