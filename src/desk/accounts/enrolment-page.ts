import { z } from "zod";
import { insertSecondFactor, replaceRecoveryCodes } from "../../db/queries/second-factors.ts";
import { deleteSessionsOfAccount } from "../../db/queries/sessions.ts";
import { deleteSignInStep } from "../../db/queries/sign-in-steps.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, requiredText, textOrEmpty, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRequest, DeskRoute } from "../framework/route.ts";
import { invalidForm, page, type ViewResult } from "../framework/view-result.ts";
import { createRecoveryCodes, hashRecoveryCode } from "../identity/recovery-codes.ts";
import { factorAddress, findTimeStep, openFactorSecret } from "../identity/second-factor.ts";
import { completeSignIn, deskPath } from "./complete-sign-in.ts";
import { beginAgain, findSignInStep, type SignInStep } from "./sign-in-steps.ts";
import { maxSignInCodeLength, wrongCode } from "./use-code.ts";

export const enrolmentRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/sign-in/enrolment",
    roles: "anyone",
    purpose: "shows the QR code with which a phone is enrolled, after the password",
    handle: async (request, desk) => {
      const enrolment = await findEnrolment(request, desk);
      return enrolment === null ? beginAgain() : showForm(enrolment, request.query);
    },
  },
  {
    method: "POST",
    path: "/sign-in/enrolment",
    roles: "anyone",
    purpose: "enrols the phone that shows the right code, and signs in",
    handle: enrol,
  },
];

interface Enrolment {
  readonly step: SignInStep;
  readonly secretSealed: string;
  readonly secret: string;
}

const schema = z.object({
  code: requiredText("Nhập mã 6 số mà điện thoại đang hiện", maxSignInCodeLength),
  next: textOrEmpty(),
});

async function findEnrolment(
  { signInStep, now }: DeskRequest,
  { database, box }: DeskContext,
): Promise<Enrolment | null> {
  const step = await findSignInStep(database.db, signInStep, now);
  if (step === null || step.secretSealed === null) return null;
  const secret = openFactorSecret(box, step.secretSealed, step.account.id);
  return { step, secretSealed: step.secretSealed, secret };
}

async function showForm({ step, secret }: Enrolment, typed: unknown) {
  const address = factorAddress(secret, step.account.username);
  const { toString: draw } = await import("qrcode");
  return page("enrolment", "Cài đăng nhập hai bước", {
    username: step.account.username,
    secret,
    address,
    qr: await draw(address, { type: "svg", errorCorrectionLevel: "M" }),
    next: typedFields(typed)["next"] ?? "",
  });
}

async function enrol(request: DeskRequest, desk: DeskContext): Promise<ViewResult> {
  const { body, now } = request;
  const enrolment = await findEnrolment(request, desk);
  if (enrolment === null) return beginAgain();
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return invalidForm(await showForm(enrolment, body), errors);
  const code = value.code.normalize("NFKC").replaceAll(/\s/g, "");
  const lastTimeStep = await findTimeStep({ secret: enrolment.secret, code, after: 0 }, now);
  if (lastTimeStep === null) return invalidForm(await showForm(enrolment, body), [wrongCode]);
  const codes = createRecoveryCodes();
  const session = await storeFactor(desk, { ...enrolment, lastTimeStep, codes }, now);
  if (session === null) return beginAgain();
  const shown = page("recovery-codes", "Mã dự phòng", {
    codes,
    next: `/desk${deskPath(value.next)}`,
  });
  const claimant = { ...request, username: enrolment.step.account.username };
  const deviceCookie = await desk.signInAttempts.remember(claimant, now);
  return { ...shown, session, signInStep: null, deviceCookie };
}

/** Stores the second factor, ends the account's other sessions and begins a new one. Returns null if somebody was faster. */
function storeFactor(
  { database }: DeskContext,
  {
    step,
    secretSealed,
    lastTimeStep,
    codes,
  }: Enrolment & { readonly lastTimeStep: number; readonly codes: readonly string[] },
  now: Date,
): Promise<string | null> {
  const { account, device } = step;
  return database.transaction(async (tx) => {
    const factor = { accountId: account.id, secretSealed, lastTimeStep, now };
    const isNew =
      (await deleteSignInStep(tx, step.tokenHash)) &&
      (await insertSecondFactor(tx, factor, step.replacesFactor));
    if (!isNew) return null;
    await replaceRecoveryCodes(tx, account.id, codes.map(hashRecoveryCode));
    await deleteSessionsOfAccount(tx, account.id, null);
    const action = { action: "second-factor.enrol", subject: `account ${account.id}` };
    await recordAction(tx, account, action, now);
    return completeSignIn(tx, { account, device, factor: "code" }, now);
  });
}
