import { z } from "zod";
import { selectPasswordHash } from "../../db/queries/accounts.ts";
import {
  deleteSecondFactor,
  replaceRecoveryCodes,
  selectSecondFactor,
} from "../../db/queries/second-factors.ts";
import { recordAction } from "../audit/record-action.ts";
import { tooManyAttempts } from "../framework/errors.ts";
import { type FieldError, parseForm, requiredText } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { describeDevice } from "../identity/describe-device.ts";
import { isPassword, typedPassword } from "../identity/password.ts";
import { createRecoveryCodes, hashRecoveryCode } from "../identity/recovery-codes.ts";
import { everybody } from "../identity/roles.ts";
import {
  createFactorSecret,
  needsSecondFactor,
  sealFactorSecret,
} from "../identity/second-factor.ts";
import { showAccount } from "./own-account-page.ts";
import { beginSignInStep } from "./sign-in-steps.ts";
import { maxSignInCodeLength, useCode, wrongCode } from "./use-code.ts";

export const ownSecondFactorRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/account/second-factor",
    roles: everybody,
    purpose: "begins to enrol a phone for one's own account, or another one in its place",
    handle: beginEnrolment,
  },
  {
    method: "POST",
    path: "/account/second-factor/remove",
    roles: everybody,
    purpose: "removes one's own second factor, where the role needs none",
    handle: removeFactor,
  },
  {
    method: "POST",
    path: "/account/recovery-codes",
    roles: everybody,
    purpose: "makes new recovery codes and ends the former ones",
    handle: renewRecoveryCodes,
  },
];

const codeForm = z.object({
  code: requiredText("Nhập mã trên điện thoại, hoặc một mã dự phòng", maxSignInCodeLength),
});
const passwordForm = z.object({ factor_password: typedPassword("Nhập mật khẩu đang dùng") });

/** The owner proves to be themselves first: a session may be open on a computer that somebody else uses. */
async function beginEnrolment(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, userAgent, now } = request;
  const { database, box } = desk;
  const replacesFactor = (await selectSecondFactor(database.db, account.id)) !== undefined;
  const errors = replacesFactor
    ? await findCodeErrors(request, desk)
    : await findPasswordErrors(request, desk);
  if (errors !== null) return invalidForm(await showAccount(request, desk), errors);
  const secretSealed = sealFactorSecret(box, createFactorSecret(), account.id);
  const step = { account, device: describeDevice(userAgent), secretSealed, replacesFactor };
  return redirect("/sign-in/enrolment?next=/desk/account", {
    signInStep: await beginSignInStep(database.db, step, now),
  });
}

async function removeFactor(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const isNeeded = await needsSecondFactor(desk.database.db, account.role);
  const errors = isNeeded
    ? [{ field: "code", reason: "Vai trò của bạn phải đăng nhập hai bước" }]
    : await findCodeErrors(request, desk);
  if (errors !== null) return invalidForm(await showAccount(request, desk), errors);
  await desk.database.transaction(async (tx) => {
    await deleteSecondFactor(tx, account.id);
    const action = { action: "second-factor.remove", subject: `account ${account.id}` };
    await recordAction(tx, account, action, now);
  });
  return redirect("/account", { message: "Đã bỏ đăng nhập hai bước." });
}

async function renewRecoveryCodes(
  request: SignedInRequest,
  desk: DeskContext,
): Promise<ViewResult> {
  const { account, now } = request;
  const errors = await findCodeErrors(request, desk);
  if (errors !== null) return invalidForm(await showAccount(request, desk), errors);
  const codes = createRecoveryCodes();
  await desk.database.transaction(async (tx) => {
    await replaceRecoveryCodes(tx, account.id, codes.map(hashRecoveryCode));
    const action = { action: "recovery-code.renew", subject: `account ${account.id}` };
    await recordAction(tx, account, action, now);
  });
  return page("recovery-codes", "Mã dự phòng", { codes, next: "/desk/account" });
}

async function findCodeErrors(
  request: SignedInRequest,
  desk: DeskContext,
): Promise<readonly FieldError[] | null> {
  const { value, errors } = parseForm(codeForm, request.body);
  if (errors !== null) return errors;
  const used = await useCode(desk, request, value.code);
  return used === null ? [wrongCode] : null;
}

async function findPasswordErrors(
  { account, session, body, now }: SignedInRequest,
  { attempts, database }: DeskContext,
): Promise<readonly FieldError[] | null> {
  const { value, errors } = parseForm(passwordForm, body);
  if (errors !== null) return errors;
  const attempt = await attempts.count("desk own password", { session: `${session.id}` }, now);
  if (!attempt.isAllowed) throw tooManyAttempts(attempt.retryAfterMs);
  const hash = await selectPasswordHash(database.db, account.id);
  if (await isPassword(value.factor_password, hash)) {
    await attempt.takeBack();
    return null;
  }
  return [{ field: "factor_password", reason: "Mật khẩu đang dùng chưa đúng" }];
}
