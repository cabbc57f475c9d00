import { recordAction } from "../audit/record-action.ts";
import { tooManyAttempts } from "../framework/errors.ts";
import type { DeskContext, DeskRequest } from "../framework/route.ts";
import { type UsedFactor, useSecondFactor } from "../identity/second-factor.ts";
import type { KnownAccount } from "./sign-in-steps.ts";

/** A recovery code with blanks between its letters is the longest. */
export const maxSignInCodeLength = 40;
export const wrongCode = {
  field: "code",
  reason: "Mã chưa đúng, hoặc đã dùng. Bạn chờ mã mới trên điện thoại rồi nhập lại",
};
const askForReset = ", hoặc nhờ quản trị khác bỏ điện thoại cũ";

/** Who types a code, and from where. */
interface CodeOwner extends Pick<DeskRequest, "address" | "deviceCookie" | "now"> {
  readonly account: KnownAccount;
}

/**
 * Uses a code, and records that a wrong one followed a right password. Returns null if it is wrong. Throws ProblemError (429)
 * without looking at it if too many were.
 */
export async function useCode(
  { database, box, signInAttempts }: DeskContext,
  { account, address, deviceCookie, now }: CodeOwner,
  typed: string,
): Promise<UsedFactor | null> {
  const claimant = { username: account.username, address, deviceCookie };
  const attempt = await signInAttempts.countCode(claimant, now);
  if (!attempt.isAllowed) throw tooManyAttempts(attempt.retryAfterMs, askForReset);
  const used = await database.transaction(async (tx) => {
    const factor = await useSecondFactor(tx, box, { accountId: account.id, typed, now });
    if (factor === "code") return factor;
    const action = factor === null ? "second-factor.refuse" : "recovery-code.use";
    await recordAction(tx, account, { action, subject: `account ${account.id}` }, now);
    return factor;
  });
  if (used !== null) await attempt.takeBack();
  return used;
}
