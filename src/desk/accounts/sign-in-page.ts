import { z } from "zod";
import { selectCredentials } from "../../db/queries/accounts.ts";
import { deleteSession } from "../../db/queries/sessions.ts";
import { recordAction } from "../audit/record-action.ts";
import { tooManyAttempts } from "../framework/errors.ts";
import { parseForm, requiredText, textOrEmpty, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRequest, DeskRoute } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { normalizeUsername } from "../identity/account.ts";
import { isPassword, maxPasswordLength } from "../identity/password.ts";
import { everybody, parseRole } from "../identity/roles.ts";
import { beginSession, deleteExpiredSessions } from "../identity/sessions.ts";

const schema = z.object({
  username: requiredText("Nhập tên đăng nhập", 100),
  password: z.string({ error: "Nhập mật khẩu" }).min(1, "Nhập mật khẩu").max(maxPasswordLength),
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

async function signIn(
  { body, address, userAgent, deviceCookie, now }: DeskRequest,
  desk: DeskContext,
): Promise<ViewResult> {
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
  const browser = describeDevice(userAgent);
  const actor = { id: known.id, username: known.username, role: parseRole(known.role) };
  const token = await desk.database.transaction(async (tx) => {
    await deleteExpiredSessions(tx, now);
    const action = { action: "session.begin", subject: `account ${known.id}`, detail: browser };
    await recordAction(tx, actor, action, now);
    return beginSession(tx, { accountId: known.id, device: browser, now });
  });
  const device = await desk.signInAttempts.remember(claimant, now);
  return redirect(deskPath(value.next), { session: token, deviceCookie: device });
}

/** Returns the page to open after the sign-in: an address of the desk, never one of another site. */
function deskPath(next: string): string {
  return /^\/desk(\/[\w\-/.?=&%]*)?$/.test(next) ? next.slice("/desk".length) : "";
}

const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iPhone/iPad"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "Mac"],
  [/Linux/, "Linux"],
];
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Zalo/i, "Zalo"],
  [/coc_coc|CocCoc/i, "Cốc Cốc"],
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];

/** Returns a User-Agent in a few words that its owner recognises. */
function describeDevice(userAgent: string | undefined): string {
  const firstMatch = (names: typeof systems) =>
    names.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? null;
  const browser = firstMatch(browsers);
  const system = firstMatch(systems);
  if (browser === null) return system ?? "Thiết bị khác";
  return system === null ? browser : `${browser} trên ${system}`;
}
