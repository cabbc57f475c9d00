import { generateSecret, generateURI, verify } from "otplib";
import {
  deleteRecoveryCode,
  selectSecondFactor,
  selectSecondFactorRoles,
  updateLastTimeStep,
} from "../../db/queries/second-factors.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import { hashRecoveryCode } from "./recovery-codes.ts";
import type { Role } from "./roles.ts";

/** The name under which an authenticator app lists the account. */
const issuer = "Hướng Dẫn";
const stepSeconds = 30;
/** A phone's clock may be off: the code before and the one after are accepted too. */
const toleranceSeconds = stepSeconds;

/** How an account proved that it holds its second factor. */
export type UsedFactor = "code" | "recovery-code";

export { generateSecret as createFactorSecret };

/** Returns the address that an authenticator app reads from the QR code. */
export function factorAddress(secret: string, username: string): string {
  return generateURI({ issuer, label: username, secret });
}

/** Seals a secret for the account that it belongs to. */
export function sealFactorSecret(box: SecretBox, secret: string, accountId: number): string {
  return box.seal(secret, contextOf(accountId));
}

/** Returns the secret. Throws SecretBoxError. */
export function openFactorSecret(box: SecretBox, sealed: string, accountId: number): string {
  return box.open(sealed, contextOf(accountId));
}

function contextOf(accountId: number): string {
  return `second factor of account ${accountId}`;
}

/** Returns the time step to which a code of this secret belongs; null if it is wrong, or not later than `after`. */
export async function findTimeStep(
  {
    secret,
    code,
    after,
  }: { readonly secret: string; readonly code: string; readonly after: number },
  now: Date,
): Promise<number | null> {
  const epoch = Math.floor(now.getTime() / 1000);
  // If the clock was set back, the latest step is ahead of all that could be right, and otplib would throw.
  const latestStep = Math.floor((epoch + toleranceSeconds) / stepSeconds);
  if (!/^\d{6}$/.test(code) || after >= latestStep) return null;
  const result = await verify({
    secret,
    token: code,
    epoch,
    epochTolerance: toleranceSeconds,
    afterTimeStep: after,
  });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/**
 * Uses what an account's owner typed: the code of their phone, which is accepted once, or a recovery code, which is deleted.
 * Returns null if it is neither.
 */
export async function useSecondFactor(
  db: DbHandle,
  box: SecretBox,
  {
    accountId,
    typed,
    now,
  }: { readonly accountId: number; readonly typed: string; readonly now: Date },
): Promise<UsedFactor | null> {
  const stored = await selectSecondFactor(db, accountId);
  if (stored === undefined) return null;
  const code = typed.normalize("NFKC").replaceAll(/[\s.-]/g, "");
  const secret = openFactorSecret(box, stored.secret_sealed, accountId);
  const timeStep = await findTimeStep({ secret, code, after: stored.last_time_step }, now);
  if (timeStep !== null) {
    return (await updateLastTimeStep(db, accountId, timeStep)) ? "code" : null;
  }
  const isRecovered = await deleteRecoveryCode(db, accountId, hashRecoveryCode(code));
  return isRecovered ? "recovery-code" : null;
}

/** Whether an account of this role may sign in only with a second factor. */
export async function needsSecondFactor(db: DbHandle, role: Role): Promise<boolean> {
  return role === "administrator" || (await selectSecondFactorRoles(db)).includes(role);
}
