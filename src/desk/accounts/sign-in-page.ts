import { z } from "zod";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { DeskError } from "../framework/errors.ts";
import { freeText, neededText, readForm, typedFields } from "../framework/form.ts";
import type { DeskRequest, DeskRoute } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { usernameKey } from "../identity/account.ts";
import { isPassword } from "../identity/password.ts";
import { asRole, everybody } from "../identity/roles.ts";
import { beginSession, endSession, forgetEndedSessions } from "../identity/sessions.ts";
import { describeDevice } from "./device.ts";

const schema = z.object({
  username: neededText("Nhập tên đăng nhập", 100),
  password: z.string({ error: "Nhập mật khẩu" }).min(1, "Nhập mật khẩu").max(1_000),
  next: freeText(),
});

const wrong = {
  field: "password",
  reason: "Tên đăng nhập hoặc mật khẩu chưa đúng",
};

export const signInRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/sign-in",
    roles: "anyone",
    does: "shows the form to sign in",
    answer: async ({ query }) => form(query),
  },
  {
    method: "POST",
    path: "/sign-in",
    roles: "anyone",
    does: "signs in",
    answer: signIn,
  },
  {
    method: "POST",
    path: "/sign-out",
    roles: everybody,
    does: "ends the present session",
    answer: async ({ account, session, now }, { database }) => {
      await database.transaction(async (tx) => {
        await endSession(tx, account.id, session.id);
        await recordAction(
          tx,
          account,
          { action: "session.end", subject: `account ${account.id}` },
          now,
        );
      });
      return redirect("/sign-in", { said: "Bạn đã đăng xuất.", session: null });
    },
  },
];

function form(typed: unknown) {
  const { username = "", next = "" } = typedFields(typed);
  return page("sign-in", "Đăng nhập", { username, next });
}

async function signIn(
  { body, address, userAgent, now }: DeskRequest,
  desk: DeskContext,
): Promise<ViewResult> {
  const { value, faults } = readForm(schema, body);
  if (faults !== null) return invalidForm(form(body), faults);
  const { db } = desk.database;
  const attempt = { username: usernameKey(value.username), address };
  const waitMs = await desk.throttle.waitMs(db, attempt, now);
  if (waitMs > 0) throw tooManyTries(waitMs);

  const known = await db
    .selectFrom("desk_account")
    .select(["id", "username", "role", "password_hash"])
    .where("username", "=", attempt.username)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  if (!(await isPassword(value.password, known?.password_hash ?? null)) || known === undefined) {
    await desk.throttle.countRefused(db, attempt, now);
    return invalidForm(form(body), [wrong]);
  }
  const device = describeDevice(userAgent);
  const actor = { id: known.id, username: known.username, role: asRole(known.role) };
  const token = await desk.database.transaction(async (tx) => {
    await forgetEndedSessions(tx, now);
    const deed = { action: "session.begin", subject: `account ${known.id}`, detail: device };
    await recordAction(tx, actor, deed, now);
    return beginSession(tx, { accountId: known.id, device, now });
  });
  return redirect(ownAddress(value.next), { session: token });
}

/** Where to go on to: an address of the desk, never one of another site. */
function ownAddress(next: string): string {
  return /^\/desk(\/[\w\-/.?=&%]*)?$/.test(next) ? next.slice("/desk".length) : "";
}

function tooManyTries(waitMs: number): DeskError {
  const minutes = Math.ceil(waitMs / 60_000);
  return new DeskError(
    429,
    "too-many-tries",
    `Đã thử sai nhiều lần. Bạn chờ ${minutes} phút rồi đăng nhập lại, hoặc nhờ quản trị gửi đường dẫn đặt lại mật khẩu.`,
    { retryAfterSeconds: Math.ceil(waitMs / 1000) },
  );
}
