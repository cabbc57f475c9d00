import { z } from "zod";
import {
  deleteInvitationsOfAccount,
  insertAccount,
  insertAccountPoints,
  selectAccounts,
  updateAccountClosed,
  updatePasswordHash,
} from "../../db/queries/accounts.ts";
import { selectAgencyName, selectAgencyNames } from "../../db/queries/agencies.ts";
import { deleteSessionsOfAccount } from "../../db/queries/sessions.ts";
import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import {
  optionalId,
  parseForm,
  requiredText,
  textOrEmpty,
  typedFields,
} from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { type Account, findAccount, normalizeUsername } from "../identity/account.ts";
import { administrators, parseRole, type Role, roleNames, roles } from "../identity/roles.ts";
import { createInvitation } from "./invitations.ts";

export const accountRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/people",
    roles: administrators,
    purpose: "lists the desk's accounts",
    handle: async (_request, { database }) =>
      page("people", "Người dùng", { people: await listAccounts(database.db) }),
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

async function listAccounts(db: DbHandle) {
  const rows = await selectAccounts(db);
  return rows.map(({ id, username, name, role, closed_at, agency, is_invited }) => ({
    id,
    username,
    name,
    role,
    roleName: roleNames[parseRole(role)],
    agency,
    isInvited: is_invited === true,
    closedAt: closed_at,
  }));
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
    name: requiredText("Nhập họ tên", 100),
    role: z.enum(roles as [Role, ...Role[]], { error: "Chọn vai trò" }),
    agency: optionalId("Chọn cơ quan"),
    points: textOrEmpty(2_000).transform((ids) => ids.split(/[\s,]+/).filter((id) => id !== "")),
  })
  .superRefine(({ role, agency, points }, context) => {
    const add = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (role === "official" && agency === null) add("agency", "Chọn cơ quan của cán bộ");
    if (role === "staff" && points.length === 0) add("points", "Ghi ít nhất một điểm hướng dẫn");
  });

async function showForm({ body }: SignedInRequest, { database, catalog }: DeskContext) {
  const agencies = await selectAgencyNames(database.db);
  const points = [...catalog().points.values()]
    .filter(({ status }) => status === "active")
    .map(({ id, name }) => ({ id, name }));
  return page("person-new", "Mời người dùng", {
    typed: typedFields(body),
    roles: roles.map((role) => ({ role, name: roleNames[role] })),
    agencies,
    points,
  });
}

async function inviteAccount(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(await showForm(request, desk), errors);
  const unknown = value.points.find((id) => !desk.catalog().points.has(id));
  if (unknown !== undefined) {
    const reason = "Có mã điểm không có trong danh mục";
    return invalidForm(await showForm(request, desk), [{ field: "points", reason }]);
  }
  const agencyId = value.role === "official" ? value.agency : null;
  if (agencyId !== null && !(await isAgency(desk, agencyId))) {
    return invalidForm(await showForm(request, desk), [
      { field: "agency", reason: "Chọn cơ quan" },
    ]);
  }
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
    if (value.role === "staff") await insertAccountPoints(tx, id, value.points);
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
  return showInvitation(desk, { id: created.id, name: value.name }, created.token);
}

/**
 * Makes the link and ends what it replaces: whoever asks for it may have lost the password to somebody else. Nobody does this to
 * their own account, because a link that gets lost would leave it without any way in.
 */
async function resetPassword(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const account = await requireAccount(request, desk);
  if (account.id === request.account.id) {
    const people = await listAccounts(desk.database.db);
    const reason = "Bạn đổi mật khẩu của mình ở trang Tài khoản của tôi, hoặc nhờ quản trị khác";
    return invalidForm(page("people", "Người dùng", { people }), [{ field: "account", reason }]);
  }
  const token = await desk.database.transaction(async (tx) => {
    const action = { action: "invitation.make", subject: `account ${account.id}` };
    await recordAction(tx, request.account, action, request.now);
    await updatePasswordHash(tx, account.id, null);
    await deleteSessionsOfAccount(tx, account.id, null);
    return createInvitation(tx, account.id, request.now);
  });
  return showInvitation(desk, account, token);
}

async function isAgency({ database }: DeskContext, id: number): Promise<boolean> {
  return (await selectAgencyName(database.db, id)) !== undefined;
}

/** The link is shown only once, on a page of its own: it is not stored. */
function showInvitation(
  desk: DeskContext,
  { id, name }: Pick<Account, "id" | "name">,
  token: string,
) {
  return page("invited", "Đường dẫn mời", {
    id,
    name,
    link: `${desk.publicUrl}/desk/invitation/${token}`,
  });
}

async function requireAccount(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Account> {
  const id = Number(params["account"]);
  const account = Number.isSafeInteger(id) ? await findAccount(database.db, id) : null;
  if (account === null) throw notFound();
  return account;
}

async function closeAccount(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const account = await requireAccount(request, desk);
  if (account.id === request.account.id) {
    const people = await listAccounts(desk.database.db);
    const reason = "Bạn không tự đóng tài khoản của mình được; nhờ quản trị khác";
    return invalidForm(page("people", "Người dùng", { people }), [{ field: "account", reason }]);
  }
  await desk.database.transaction(async (tx) => {
    await updateAccountClosed(tx, account.id, request.now);
    await deleteInvitationsOfAccount(tx, account.id);
    await deleteSessionsOfAccount(tx, account.id, null);
    const subject = `account ${account.id}`;
    await recordAction(tx, request.account, { action: "account.close", subject }, request.now);
  });
  return redirect("/people", { message: `Đã đóng tài khoản ${account.username}.` });
}
