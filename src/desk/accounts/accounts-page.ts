import { z } from "zod";
import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import { listAgencies } from "../dossiers/agencies.ts";
import type { DeskContext } from "../framework/context.ts";
import { notFound } from "../framework/errors.ts";
import { freeText, neededText, optionalId, readForm, typedFields } from "../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { type Account, findAccount, usernameKey } from "../identity/account.ts";
import { administrators, asRole, type Role, roleNames, roles } from "../identity/roles.ts";
import { endSessions } from "../identity/sessions.ts";
import { invite } from "./invitations.ts";

export const peopleRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/people",
    roles: administrators,
    does: "lists the desk's accounts",
    answer: async (_call, { database }) =>
      page("people", "Người dùng", { people: await listPeople(database.db) }),
  },
  {
    method: "GET",
    path: "/people/new",
    roles: administrators,
    does: "shows the form to invite somebody",
    answer: (call, desk) => form(call, desk),
  },
  {
    method: "POST",
    path: "/people",
    roles: administrators,
    does: "makes an account and its one-time link",
    answer: invitePerson,
  },
  {
    method: "POST",
    path: "/people/:account/invite",
    roles: administrators,
    does: "makes a new one-time link for an account, to set a new password",
    answer: async (call, desk) => {
      const account = await requireAccount(call, desk);
      const token = await desk.database.transaction(async (tx) => {
        const subject = `account ${account.id}`;
        await recordAction(tx, call.account, { action: "invitation.make", subject }, call.now);
        return invite(tx, account.id, call.now);
      });
      return invitationMade(desk, account, token);
    },
  },
  {
    method: "POST",
    path: "/people/:account/close",
    roles: administrators,
    does: "closes an account and ends its sessions",
    answer: closeAccount,
  },
];

async function listPeople(db: DbHandle) {
  const rows = await db
    .selectFrom("desk_account")
    .leftJoin("agency", "agency.id", "desk_account.agency_id")
    .select(["desk_account.id", "desk_account.username", "desk_account.name"])
    .select(["desk_account.role", "desk_account.closed_at", "agency.name as agency"])
    .select(({ eb }) => eb("desk_account.password_hash", "is", null).as("is_invited"))
    .orderBy("desk_account.closed_at", (order) => order.asc().nullsFirst())
    .orderBy("desk_account.username")
    .execute();
  return rows.map(({ id, username, name, role, closed_at, agency, is_invited }) => ({
    id,
    username,
    name,
    role,
    roleName: roleNames[asRole(role)],
    agency,
    isInvited: is_invited === true,
    closedAt: closed_at,
  }));
}

const schema = z
  .object({
    username: neededText("Nhập tên đăng nhập", 50)
      .transform(usernameKey)
      .pipe(
        z
          .string()
          .regex(
            /^[a-z0-9][a-z0-9._@-]{1,49}$/,
            "Chỉ dùng chữ không dấu, số và . _ @ -, từ 2 ký tự",
          ),
      ),
    name: neededText("Nhập họ tên", 100),
    role: z.enum(roles as [Role, ...Role[]], { error: "Chọn vai trò" }),
    agency: optionalId("Chọn cơ quan"),
    points: freeText(2_000).transform((ids) => ids.split(/[\s,]+/).filter((id) => id !== "")),
  })
  .superRefine(({ role, agency, points }, context) => {
    const add = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (role === "official" && agency === null) add("agency", "Chọn cơ quan của cán bộ");
    if (role === "staff" && points.length === 0) add("points", "Ghi ít nhất một điểm hướng dẫn");
  });

async function form({ body }: SignedInRequest, { database, catalog }: DeskContext) {
  const agencies = await listAgencies(database.db);
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

async function invitePerson(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, faults } = readForm(schema, call.body);
  if (faults !== null) return invalidForm(await form(call, desk), faults);
  const unknown = value.points.find((id) => !desk.catalog().points.has(id));
  if (unknown !== undefined) {
    const reason = "Có mã điểm không có trong danh mục";
    return invalidForm(await form(call, desk), [{ field: "points", reason }]);
  }
  const agencyId = value.role === "official" ? value.agency : null;
  if (agencyId !== null && !(await isAgency(desk, agencyId))) {
    return invalidForm(await form(call, desk), [{ field: "agency", reason: "Chọn cơ quan" }]);
  }
  const made = await desk.database.transaction(async (tx) => {
    const account = await tx
      .insertInto("desk_account")
      .values({
        username: value.username,
        name: value.name,
        role: value.role,
        agency_id: agencyId,
        password_hash: null,
        created_at: call.now,
        closed_at: null,
      })
      .onConflict((conflict) => conflict.column("username").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (account === undefined) return null;
    if (value.role === "staff") await setPoints(tx, account.id, value.points);
    const subject = `account ${account.id}`;
    const deed = { action: "account.create", subject, detail: `${value.username} ${value.role}` };
    await recordAction(tx, call.account, deed, call.now);
    return { id: account.id, token: await invite(tx, account.id, call.now) };
  });
  if (made === null) {
    const reason = "Tên đăng nhập này đã có người dùng";
    return invalidForm(await form(call, desk), [{ field: "username", reason }]);
  }
  return invitationMade(desk, { id: made.id, name: value.name }, made.token);
}

async function isAgency({ database }: DeskContext, id: number): Promise<boolean> {
  const known = await database.db.selectFrom("agency").select("id").where("id", "=", id).execute();
  return known.length > 0;
}

async function setPoints(db: DbHandle, accountId: number, ids: readonly string[]): Promise<void> {
  const rows = [...new Set(ids)].map((id) => ({ account_id: accountId, point_id: id }));
  await db.insertInto("desk_account_point").values(rows).execute();
}

/** Shown once, on a page of its own: the link is kept nowhere. */
function invitationMade(
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

async function closeAccount(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const account = await requireAccount(call, desk);
  if (account.id === call.account.id) {
    const people = await listPeople(desk.database.db);
    const reason = "Bạn không tự đóng tài khoản của mình được; nhờ quản trị khác";
    return invalidForm(page("people", "Người dùng", { people }), [{ field: "account", reason }]);
  }
  await desk.database.transaction(async (tx) => {
    await tx
      .updateTable("desk_account")
      .set({ closed_at: call.now, password_hash: null })
      .where("id", "=", account.id)
      .execute();
    await tx.deleteFrom("desk_invitation").where("account_id", "=", account.id).execute();
    await endSessions(tx, account.id);
    const subject = `account ${account.id}`;
    await recordAction(tx, call.account, { action: "account.close", subject }, call.now);
  });
  return redirect("/people", { said: `Đã đóng tài khoản ${account.username}.` });
}
