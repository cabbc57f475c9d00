import { z } from "zod";
import { audit } from "../audit/record.ts";
import { type Answer, done, page, refused } from "../frame/answer.ts";
import type { Desk } from "../frame/desk.ts";
import { DeskError } from "../frame/desk-error.ts";
import { readForm } from "../frame/form.ts";
import type { Call, DeskRoute } from "../frame/route.ts";
import { findInvited, type Invited, useInvitation } from "./invitations.ts";
import { findPasswordFault, hashPassword, minPasswordLength } from "./password.ts";
import { endSessions } from "./sessions.ts";

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

async function requireInvited({ params, now }: Call, { database }: Desk): Promise<Invited> {
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

async function takeInvitation(call: Call, desk: Desk): Promise<Answer> {
  const { params, body, now } = call;
  const invited = await requireInvited(call, desk);
  const { value, faults } = readForm(schema, body);
  if (faults !== null) return refused(form(invited), faults);
  const reason = findPasswordFault(value.password, invited.username);
  if (reason !== null) return refused(form(invited), [{ field: "password", reason }]);
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
    await audit(tx, null, { action: "invitation.take", subject }, now);
  });
  return done("/sign-in", { said: "Đã đặt mật khẩu. Bạn đăng nhập để bắt đầu." });
}
