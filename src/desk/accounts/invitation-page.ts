import { z } from "zod";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { DeskError } from "../framework/errors.ts";
import { readForm } from "../framework/form.ts";
import type { DeskRequest, DeskRoute } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { findPasswordFault, hashPassword, minPasswordLength } from "../identity/password.ts";
import { endSessions } from "../identity/sessions.ts";
import { findInvited, type Invited, useInvitation } from "./invitations.ts";

export const invitationRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/invitation/:token",
    roles: "anyone",
    does: "shows the form in which an invited person sets a password",
    answer: async (call, desk) => form(await requireInvited(call, desk)),
  },
  {
    method: "POST",
    path: "/invitation/:token",
    roles: "anyone",
    does: "takes a one-time link: sets the password of its account",
    answer: takeInvitation,
  },
];

const schema = z.object({
  password: z.string({ error: "Đặt mật khẩu" }).min(1, "Đặt mật khẩu"),
});

async function requireInvited(
  { params, now }: DeskRequest,
  { database }: DeskContext,
): Promise<Invited> {
  const invited = await findInvited(database.db, params["token"] ?? "", now);
  if (invited === null) throw goneInvitation();
  return invited;
}

function goneInvitation(): DeskError {
  return new DeskError(
    410,
    "invitation-gone",
    "Đường dẫn mời này đã dùng hoặc đã hết hạn. Bạn xin quản trị một đường dẫn mới.",
  );
}

function form({ name, username }: Invited) {
  return page("invitation", "Đặt mật khẩu", { name, username, minPasswordLength });
}

async function takeInvitation(call: DeskRequest, desk: DeskContext): Promise<ViewResult> {
  const { params, body, now } = call;
  const invited = await requireInvited(call, desk);
  const { value, faults } = readForm(schema, body);
  if (faults !== null) return invalidForm(form(invited), faults);
  const reason = findPasswordFault(value.password, invited.username);
  if (reason !== null) return invalidForm(form(invited), [{ field: "password", reason }]);
  const hash = await hashPassword(value.password);
  await desk.database.transaction(async (tx) => {
    if (!(await useInvitation(tx, params["token"] ?? ""))) throw goneInvitation();
    await tx
      .updateTable("desk_account")
      .set({ password_hash: hash })
      .where("id", "=", invited.accountId)
      .execute();
    // Whoever was signed in with the old password is no longer known to be the owner.
    await endSessions(tx, invited.accountId);
    const subject = `account ${invited.accountId}`;
    await recordAction(tx, null, { action: "invitation.take", subject }, now);
  });
  return redirect("/sign-in", { said: "Đã đặt mật khẩu. Bạn đăng nhập để bắt đầu." });
}
