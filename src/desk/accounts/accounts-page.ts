import { z } from "zod";
import {
  deleteInvitationsOfAccount,
  insertAccount,
  replaceAccountPoints,
  selectAccounts,
  updateAccountClosed,
  updatePasswordHash,
} from "../../db/queries/accounts.ts";
import { deleteNoticesOfAccount } from "../../db/queries/colleague-notices.ts";
import { deleteSecondFactor } from "../../db/queries/second-factors.ts";
import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, requiredText, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { type Account, findAccount, normalizeUsername } from "../identity/account.ts";
import { administrators, parseRole, roleNames } from "../identity/roles.ts";
import { accessChoices, accessFields, checkAccess, findAccess } from "./access-form.ts";
import { createInvitation } from "./invitations.ts";
import { endSessions, requireAccount, requirePresentAdministrator } from "./other-account.ts";
import { listSecondFactorRoles } from "./second-factor-roles.ts";

export const accountRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/people",
    roles: administrators,
    purpose: "lists the desk's accounts",
    handle: async (_request, { database }) => showAccounts(database.db),
  },
  {
    method: "GET",
    path: "/people/new",
    roles: administrators,
    purpose: "shows the form to invite somebody",
    handle: (request, desk) => showForm(request, desk),
  },
  {
    method: "POST",
    path: "/people/find-points",
    roles: administrators,
    purpose: "searches help points for the form to invite somebody",
    handle: (request, desk) => showForm(request, desk),
  },
  {
    method: "POST",
    path: "/people",
    roles: administrators,
    purpose: "creates an account and its one-time link",
    handle: inviteAccount,
  },
  {
    method: "POST",
    path: "/people/:account/invite",
    roles: administrators,
    purpose: "creates a new one-time link for an account, to set a new password",
    handle: resetPassword,
  },
  {
    method: "POST",
    path: "/people/:account/close",
    roles: administrators,
    purpose: "closes an account and ends its sessions",
    handle: closeAccount,
  },
];

async function showAccounts(db: DbHandle) {
  const rows = await selectAccounts(db);
  const people = rows.map((row) => ({
    id: row.id,
    username: row.username,
    name: row.name,
    role: row.role,
    roleName: roleNames[parseRole(row.role)],
    agency: row.agency,
    isInvited: row.is_invited === true,
    hasSecondFactor: row.has_second_factor === true,
    closedAt: row.closed_at,
  }));
  return page("people", "Người dùng", {
    people,
    secondFactor: await listSecondFactorRoles(db),
  });
}

const schema = z
  .object({
    username: requiredText("Nhập tên đăng nhập", 50)
      .transform(normalizeUsername)
      .pipe(
        z
          .string()
          .regex(
            /^[a-z0-9][a-z0-9._@-]{1,49}$/,
            "Chỉ dùng chữ không dấu, số và . _ @ -, từ 2 ký tự",
          ),
      ),
    ...accessFields,
  })
  .superRefine(checkAccess);

const querySchema = z.object({
  /** A colleague of the same place. */
  like: z.coerce.number().int().positive().optional().catch(undefined),
  point: z.string().max(100).optional().catch(undefined),
  agency: z.string().max(20).optional().catch(undefined),
});

async function showForm({ body, query }: SignedInRequest, desk: DeskContext) {
  const { like, point, agency } = querySchema.parse(query);
  const colleague = like === undefined ? null : await findAccount(desk.database.db, like);
  const role = colleague?.role ?? (agency === undefined ? "staff" : "official");
  const typed = { role, agency: `${colleague?.agencyId ?? agency ?? ""}`, ...typedFields(body) };
  const chosen = colleague?.pointIds ?? (point === undefined ? [] : [point]);
  return page("person-new", "Mời người dùng", {
    typed,
    isPublic: (await desk.reach()).isPublic,
    ...(await accessChoices(desk, body, chosen)),
  });
}

async function inviteAccount(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(await showForm(request, desk), errors);
  const access = await findAccess(value, desk);
  if (access.errors !== null) return invalidForm(await showForm(request, desk), access.errors);
  const { agencyId, pointIds } = access.value;
  const created = await desk.database.transaction(async (tx) => {
    const id = await insertAccount(tx, {
      username: value.username,
      name: value.name,
      role: value.role,
      agency_id: agencyId,
      password_hash: null,
      created_at: request.now,
    });
    if (id === null) return null;
    await replaceAccountPoints(tx, id, pointIds);
    const action = {
      action: "account.create",
      subject: `account ${id}`,
      detail: `${value.username} ${value.role}`,
    };
    await recordAction(tx, request.account, action, request.now);
    return { id, token: await createInvitation(tx, id, request.now) };
  });
  if (created === null) {
    const reason = "Tên đăng nhập này đã có người dùng";
    return invalidForm(await showForm(request, desk), [{ field: "username", reason }]);
  }
  const { name, username } = value;
  return showInvitation(desk, { id: created.id, name, username }, created.token);
}

/**
 * Makes the link and ends what it replaces: whoever asks for it may have lost the password to somebody else. Nobody does this to
 * their own account, because a link that gets lost would leave it without any way in.
 */
async function resetPassword(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const account = await requireAccount(request, desk);
  if (account.id === request.account.id) {
    const reason = "Bạn đổi mật khẩu của mình ở trang Tài khoản của tôi, hoặc nhờ quản trị khác";
    return invalidForm(await showAccounts(desk.database.db), [{ field: "account", reason }]);
  }
  const token = await desk.database.transaction(async (tx) => {
    await requirePresentAdministrator(tx, request.account);
    const action = { action: "invitation.make", subject: `account ${account.id}` };
    await recordAction(tx, request.account, action, request.now);
    await updatePasswordHash(tx, account.id, null);
    await endSessions(tx, account.id);
    return createInvitation(tx, account.id, request.now);
  });
  return showInvitation(desk, account, token);
}

/** The link is shown only once, on a page of its own: it is not stored. */
async function showInvitation(
  desk: DeskContext,
  { id, name, username }: Pick<Account, "id" | "name" | "username">,
  token: string,
) {
  const link = `${desk.publicUrl}/desk/invitation/${token}`;
  const { isPublic } = await desk.reach();
  const text = `Chào ${name}, đây là đường dẫn riêng để vào bàn làm việc Hướng Dẫn, tên đăng nhập ${username}: ${link}\nBạn mở một lần trong 3 ngày để đặt mật khẩu. Đừng gửi cho người khác.`;
  return page("invited", "Đường dẫn mời", {
    id,
    name,
    link,
    text,
    isPublic,
    qr: isPublic ? await drawQr(link) : null,
  });
}

/** The code is drawn here, so that the link goes through no other hands. */
async function drawQr(link: string): Promise<string> {
  const { toString: draw } = await import("qrcode");
  return draw(link, { type: "svg", errorCorrectionLevel: "M" });
}

async function closeAccount(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const account = await requireAccount(request, desk);
  if (account.id === request.account.id) {
    const reason = "Bạn không tự đóng tài khoản của mình được; nhờ quản trị khác";
    return invalidForm(await showAccounts(desk.database.db), [{ field: "account", reason }]);
  }
  await desk.database.transaction(async (tx) => {
    await requirePresentAdministrator(tx, request.account);
    await updateAccountClosed(tx, account.id, request.now);
    await deleteInvitationsOfAccount(tx, account.id);
    await deleteSecondFactor(tx, account.id);
    await endSessions(tx, account.id);
    await deleteNoticesOfAccount(tx, account.id);
    const subject = `account ${account.id}`;
    await recordAction(tx, request.account, { action: "account.close", subject }, request.now);
  });
  return redirect("/people", { message: `Đã đóng tài khoản ${account.username}.` });
}
