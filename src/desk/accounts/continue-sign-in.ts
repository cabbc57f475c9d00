import { selectSecondFactor } from "../../db/queries/second-factors.ts";
import { ProblemError } from "../../http/problem.ts";
import type { DeskContext, DeskRequest } from "../framework/route.ts";
import { invalidForm, type Page, redirect, type ViewResult } from "../framework/view-result.ts";
import {
  createFactorSecret,
  needsSecondFactor,
  sealFactorSecret,
  type UsedFactor,
} from "../identity/second-factor.ts";
import { completeSignIn, deskPath } from "./complete-sign-in.ts";
import { beginSignInStep, type KnownAccount } from "./sign-in-steps.ts";
import { useCode, wrongCode } from "./use-code.ts";

interface ProvenPassword {
  readonly account: KnownAccount;
  readonly device: string;
  /** The page to open in the end, as it was sent. */
  readonly next: string;
  /** Programs send it with the password; "" if none was sent. */
  readonly code: string;
  /** The page to show again if the code is wrong. */
  readonly form: Page;
}

/** What follows a right password: a session, or the step in which a code is asked or a phone enrolled. */
export async function continueSignIn(
  desk: DeskContext,
  request: DeskRequest,
  { account, device, next, code, form }: ProvenPassword,
): Promise<ViewResult> {
  const { database, box } = desk;
  const { now } = request;
  const complete = async (factor: UsedFactor | null) => {
    const signIn = { account, device, factor };
    const token = await database.transaction((tx) => completeSignIn(tx, signIn, now));
    const claimant = { ...request, username: account.username };
    const deviceCookie = await desk.signInAttempts.remember(claimant, now);
    return redirect(deskPath(next), { session: token, deviceCookie });
  };
  const hasFactor = (await selectSecondFactor(database.db, account.id)) !== undefined;
  if (!hasFactor && !(await needsSecondFactor(database.db, account.role))) return complete(null);
  if (hasFactor && code !== "") {
    const used = await useCode(desk, { ...request, account }, code);
    return used === null ? invalidForm(form, [wrongCode]) : complete(used);
  }
  const secretSealed = hasFactor ? null : sealFactorSecret(box, createFactorSecret(), account.id);
  const step = { account, device, secretSealed, replacesFactor: false };
  const path = hasFactor ? "/sign-in/code" : "/sign-in/enrolment";
  return redirect(withNext(path, next), {
    signInStep: await beginSignInStep(database.db, step, now),
    problem: hasFactor ? codeNeeded() : enrolmentNeeded(),
  });
}

function withNext(path: string, next: string): string {
  return next === "" ? path : `${path}?next=${encodeURIComponent(next)}`;
}

function codeNeeded(): ProblemError {
  return new ProblemError(
    401,
    "code-needed",
    'Tài khoản này đăng nhập hai bước: gửi lại cùng "code", mã 6 số trên điện thoại.',
  );
}

function enrolmentNeeded(): ProblemError {
  return new ProblemError(
    403,
    "enrolment-needed",
    "Tài khoản này phải cài đăng nhập hai bước: mở /desk/sign-in bằng trình duyệt để cài một lần.",
  );
}
