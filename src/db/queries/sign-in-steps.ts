import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { DeskSignInStepTable } from "../tables/second-factor-tables.ts";

/** Sign-ins that wait for their second step. */

export async function insertSignInStep(
  db: DbHandle,
  step: Insertable<DeskSignInStepTable>,
): Promise<void> {
  await db.insertInto("desk_sign_in_step").values(step).execute();
}

/** Returns the step with its account, if neither has ended. */
export function selectSignInStep(db: DbHandle, tokenHash: string, now: Date) {
  return db
    .selectFrom("desk_sign_in_step as step")
    .innerJoin("desk_account as account", "account.id", "step.account_id")
    .select(["account.id", "account.username", "account.name", "account.role"])
    .select(["step.device", "step.secret_sealed", "step.replaces_factor"])
    .where("step.token_hash", "=", tokenHash)
    .where("step.ends_at", ">", now)
    .where("account.closed_at", "is", null)
    .executeTakeFirst();
}

/** Returns false if somebody else was faster. */
export async function deleteSignInStep(db: DbHandle, tokenHash: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom("desk_sign_in_step")
    .where("token_hash", "=", tokenHash)
    .returning("account_id")
    .executeTakeFirst();
  return deleted !== undefined;
}

export async function deleteSignInStepsOfAccount(db: DbHandle, accountId: number): Promise<void> {
  await db.deleteFrom("desk_sign_in_step").where("account_id", "=", accountId).execute();
}

export async function deleteEndedSignInSteps(db: DbHandle, now: Date): Promise<void> {
  await db.deleteFrom("desk_sign_in_step").where("ends_at", "<=", now).execute();
}
