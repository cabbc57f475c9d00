import { insertSignInStep, selectSignInStep } from "../../db/queries/sign-in-steps.ts";
import type { DbHandle } from "../../db/schema.ts";
import { createToken, hashToken } from "../../security/token.ts";
import { redirect, type ViewResult } from "../framework/view-result.ts";
import { parseRole, type Role } from "../identity/roles.ts";

/** Time to find the phone, or to install an app and scan a code. */
const lifeMs = 15 * 60_000;

/** Who typed the right password. */
export interface KnownAccount {
  readonly id: number;
  readonly username: string;
  readonly role: Role;
}

/** A sign-in whose password was right, and which waits for a code or for the enrolment of a phone. */
export interface SignInStep {
  readonly tokenHash: string;
  readonly account: KnownAccount;
  readonly device: string;
  /** null: a code is awaited. */
  readonly secretSealed: string | null;
  readonly replacesFactor: boolean;
}

/** Begins a step and returns its token, which is not stored. */
export async function beginSignInStep(
  db: DbHandle,
  step: Omit<SignInStep, "tokenHash">,
  now: Date,
): Promise<string> {
  const token = createToken();
  await insertSignInStep(db, {
    token_hash: hashToken(token),
    account_id: step.account.id,
    device: step.device,
    secret_sealed: step.secretSealed,
    replaces_factor: step.replacesFactor,
    ends_at: new Date(now.getTime() + lifeMs),
  });
  return token;
}

/** Returns the step of this token; null if there is none, or it has ended. */
export async function findSignInStep(
  db: DbHandle,
  token: string | null,
  now: Date,
): Promise<SignInStep | null> {
  if (token === null) return null;
  const tokenHash = hashToken(token);
  const row = await selectSignInStep(db, tokenHash, now);
  if (row === undefined) return null;
  return {
    tokenHash,
    account: { id: row.id, username: row.username, role: parseRole(row.role) },
    device: row.device,
    secretSealed: row.secret_sealed,
    replacesFactor: row.replaces_factor,
  };
}

/** Answers who comes to a step that has ended. */
export function beginAgain(): ViewResult {
  return redirect("/sign-in", {
    message: "Lần đăng nhập trước đã quá lâu. Bạn nhập lại tên và mật khẩu.",
    signInStep: null,
  });
}
