import { z } from "zod";
import { selectCredentials } from "../../db/queries/accounts.ts";
import { deleteSession } from "../../db/queries/sessions.ts";
import { recordAction } from "../audit/record-action.ts";
import { tooManyAttempts } from "../framework/errors.ts";
import { parseForm, requiredText, textOrEmpty, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRequest, DeskRoute } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { normalizeUsername } from "../identity/account.ts";
import { describeDevice } from "../identity/describe-device.ts";
import { isPassword, typedPassword } from "../identity/password.ts";
import { everybody, parseRole } from "../identity/roles.ts";
import { continueSignIn } from "./continue-sign-in.ts";
import { maxSignInCodeLength } from "./use-code.ts";

const schema = z.object({
  username: requiredText("Nhập tên đăng nhập", 100),
  password: typedPassword("Nhập mật khẩu"),
  /** Programs send the code of the phone in the same request. */
  code: textOrEmpty(maxSignInCodeLength),
  next: textOrEmpty(),
});

const askForLink = ", hoặc nhờ quản trị gửi đường dẫn đặt lại mật khẩu";
const wrongCredentials = {
  field: "password",
  reason: "Tên đăng nhập hoặc mật khẩu chưa đúng",
};

export const signInRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/sign-in",
    roles: "anyone",
    purpose: "shows the form to sign in",
    handle: async ({ query }) => showForm(query),
  },
  {
    method: "POST",
    path: "/sign-in",
    roles: "anyone",
    purpose: "signs in",
    handle: signIn,
  },
  {
    method: "POST",
    path: "/sign-out",
    roles: everybody,
    purpose: "ends the present session",
    handle: async ({ account, session, now }, { database }) => {
      await database.transaction(async (tx) => {
        await deleteSession(tx, account.id, session.id);
        await recordAction(
          tx,
          account,
          { action: "session.end", subject: `account ${account.id}` },
          now,
        );
      });
      return redirect("/sign-in", { message: "Bạn đã đăng xuất.", session: null });
    },
  },
];

function showForm(typed: unknown) {
  const { username = "", next = "" } = typedFields(typed);
  return page("sign-in", "Đăng nhập", { username, next });
}

async function signIn(request: DeskRequest, desk: DeskContext): Promise<ViewResult> {
  const { body, address, userAgent, deviceCookie, now } = request;
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return invalidForm(showForm(body), errors);
  const { db } = desk.database;
  const claimant = { username: normalizeUsername(value.username), address, deviceCookie };
  const attempt = await desk.signInAttempts.count(claimant, now);
  if (!attempt.isAllowed) throw tooManyAttempts(attempt.retryAfterMs, askForLink);

  const known = await selectCredentials(db, claimant.username);
  if (!(await isPassword(value.password, known?.password_hash ?? null)) || known === undefined) {
    return invalidForm(showForm(body), [wrongCredentials]);
  }
  await attempt.takeBack();
  const account = { id: known.id, username: known.username, role: parseRole(known.role) };
  const { next, code } = value;
  const proven = { account, device: describeDevice(userAgent), next, code, form: showForm(body) };
  return continueSignIn(desk, request, proven);
}
