import { z } from "zod";
import { updatePasswordHash } from "../../db/queries/accounts.ts";
import { deleteSessionsOfAccount } from "../../db/queries/sessions.ts";
import { deleteSignInStepsOfAccount } from "../../db/queries/sign-in-steps.ts";
import { ProblemError } from "../../http/problem.ts";
import { recordAction } from "../audit/record-action.ts";
import { tooManyAttempts } from "../framework/errors.ts";
import { parseForm } from "../framework/form.ts";
import type { DeskContext, DeskRequest, DeskRoute } from "../framework/route.ts";
import { invalidForm, page, type ViewResult } from "../framework/view-result.ts";
import { describeDevice } from "../identity/describe-device.ts";
import {
  findPasswordError,
  hashPassword,
  minPasswordLength,
  typedPassword,
} from "../identity/password.ts";
import { continueSignIn } from "./continue-sign-in.ts";
import { findInvitedAccount, type InvitedAccount, useInvitation } from "./invitations.ts";

export const invitationRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/invitation/:token",
    roles: "anyone",
    purpose: "shows the form in which an invited person sets a password",
    handle: async (request, desk) => showForm(await requireInvited(request, desk)),
  },
  {
    method: "POST",
    path: "/invitation/:token",
    roles: "anyone",
    purpose: "uses a one-time link: sets the password of its account and signs it in",
    handle: acceptInvitation,
  },
];

const schema = z.object({
  password: typedPassword("Đặt mật khẩu"),
});

/** A token is too long to be guessed: a right one opens its page whatever else came from the same address. */
async function requireInvited(
  { params, address, now }: DeskRequest,
  { attempts, database }: DeskContext,
): Promise<InvitedAccount> {
  const invited = await findInvitedAccount(database.db, params["token"] ?? "", now);
  if (invited !== null) return invited;
  const attempt = await attempts.count("desk invitation", { address }, now);
  throw attempt.isAllowed ? invitationGone() : tooManyAttempts(attempt.retryAfterMs);
}

function invitationGone(): ProblemError {
  return new ProblemError(
    410,
    "invitation-gone",
    "Đường dẫn mời này đã dùng hoặc đã hết hạn. Bạn xin quản trị một đường dẫn mới.",
  );
}

function showForm({ name, username }: InvitedAccount) {
  return page("invitation", "Đặt mật khẩu", { name, username, minPasswordLength });
}

async function acceptInvitation(request: DeskRequest, desk: DeskContext): Promise<ViewResult> {
  const { params, body, address, deviceCookie, now } = request;
  const invited = await requireInvited(request, desk);
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return invalidForm(showForm(invited), errors);
  const reason = await findPasswordError(value.password, invited, desk.passwordStrength);
  if (reason !== null) return invalidForm(showForm(invited), [{ field: "password", reason }]);
  const hash = await hashPassword(value.password);
  await desk.database.transaction(async (tx) => {
    if (!(await useInvitation(tx, params["token"] ?? ""))) throw invitationGone();
    await updatePasswordHash(tx, invited.accountId, hash);
    // Somebody who is signed in with the old password may not be the owner.
    await deleteSessionsOfAccount(tx, invited.accountId, null);
    await deleteSignInStepsOfAccount(tx, invited.accountId);
    const subject = `account ${invited.accountId}`;
    await recordAction(tx, null, { action: "invitation.take", subject }, now);
  });
  const { accountId: id, username, role } = invited;
  const restored = await desk.signInAttempts.restore({ username, address, deviceCookie }, now);
  const led = await continueSignIn(
    desk,
    { ...request, deviceCookie: restored },
    {
      account: { id, username, role },
      device: describeDevice(request.userAgent),
      next: "",
      code: "",
      form: showForm(invited),
    },
  );
  if (led.type !== "redirect") return led;
  // The password is set, whatever step the sign-in still needs.
  const { problem: _, ...rest } = led;
  const message = "Đã đặt mật khẩu.";
  return { ...rest, message, deviceCookie: rest.deviceCookie ?? restored };
}
