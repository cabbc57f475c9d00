import { z } from "zod";
import { deleteSignInStep } from "../../db/queries/sign-in-steps.ts";
import { parseForm, requiredText, textOrEmpty, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRequest, DeskRoute } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { completeSignIn, deskPath } from "./complete-sign-in.ts";
import { beginAgain, findSignInStep, type SignInStep } from "./sign-in-steps.ts";
import { maxSignInCodeLength, useCode, wrongCode } from "./use-code.ts";

export const codeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/sign-in/code",
    roles: "anyone",
    purpose: "asks for the code of the phone, after the password",
    handle: async (request, desk) => {
      const step = await findStep(request, desk);
      return step === null ? beginAgain() : showForm(request.query);
    },
  },
  {
    method: "POST",
    path: "/sign-in/code",
    roles: "anyone",
    purpose: "signs in with the code of the phone, or with a recovery code",
    handle: signInWithCode,
  },
];

const schema = z.object({
  code: requiredText("Nhập mã trên điện thoại, hoặc một mã dự phòng", maxSignInCodeLength),
  next: textOrEmpty(),
});

/** A code is awaited here; a step that waits for an enrolment continues elsewhere. */
async function findStep(
  { signInStep, now }: DeskRequest,
  { database }: DeskContext,
): Promise<SignInStep | null> {
  const step = await findSignInStep(database.db, signInStep, now);
  return step?.secretSealed === null ? step : null;
}

function showForm(typed: unknown) {
  return page("sign-in-code", "Mã xác thực", { next: typedFields(typed)["next"] ?? "" });
}

async function signInWithCode(request: DeskRequest, desk: DeskContext): Promise<ViewResult> {
  const { body, now } = request;
  const step = await findStep(request, desk);
  if (step === null) return beginAgain();
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return invalidForm(showForm(body), errors);
  const used = await useCode(desk, { ...request, account: step.account }, value.code);
  if (used === null) return invalidForm(showForm(body), [wrongCode]);
  const token = await desk.database.transaction(async (tx) => {
    if (!(await deleteSignInStep(tx, step.tokenHash))) return null;
    return completeSignIn(tx, { account: step.account, device: step.device, factor: used }, now);
  });
  if (token === null) return beginAgain();
  const claimant = { ...request, username: step.account.username };
  const deviceCookie = await desk.signInAttempts.remember(claimant, now);
  return redirect(deskPath(value.next), { session: token, signInStep: null, deviceCookie });
}
