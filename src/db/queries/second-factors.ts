import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

/** Second factors of accounts: the secret that a phone shares, recovery codes, and the roles that need one. */

interface NewSecondFactor {
  readonly accountId: number;
  readonly secretSealed: string;
  readonly lastTimeStep: number;
  readonly now: Date;
}

export function selectSecondFactor(db: DbHandle, accountId: number) {
  return db
    .selectFrom("desk_second_factor")
    .select(["secret_sealed", "last_time_step", "created_at"])
    .where("account_id", "=", accountId)
    .executeTakeFirst();
}

/** Returns false if the account has a second factor already and `replaces` is false. */
export async function insertSecondFactor(
  db: DbHandle,
  { accountId, secretSealed, lastTimeStep, now }: NewSecondFactor,
  replaces: boolean,
): Promise<boolean> {
  const values = { secret_sealed: secretSealed, last_time_step: lastTimeStep, created_at: now };
  const inserted = await db
    .insertInto("desk_second_factor")
    .values({ account_id: accountId, ...values })
    .onConflict((conflict) => {
      const same = conflict.column("account_id");
      return replaces ? same.doUpdateSet(values) : same.doNothing();
    })
    .returning("account_id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Returns false if a code of this or of a later time step was accepted before, by any replica. */
export async function updateLastTimeStep(
  db: DbHandle,
  accountId: number,
  timeStep: number,
): Promise<boolean> {
  const updated = await db
    .updateTable("desk_second_factor")
    .set({ last_time_step: timeStep })
    .where("account_id", "=", accountId)
    .where("last_time_step", "<", timeStep)
    .returning("account_id")
    .executeTakeFirst();
  return updated !== undefined;
}

/** Deletes the second factor and its recovery codes. Returns false if there was none. */
export async function deleteSecondFactor(db: DbHandle, accountId: number): Promise<boolean> {
  await db.deleteFrom("desk_recovery_code").where("account_id", "=", accountId).execute();
  const deleted = await db
    .deleteFrom("desk_second_factor")
    .where("account_id", "=", accountId)
    .returning("account_id")
    .executeTakeFirst();
  return deleted !== undefined;
}

/** Replaces all recovery codes of an account. */
export async function replaceRecoveryCodes(
  db: DbHandle,
  accountId: number,
  hashes: readonly string[],
): Promise<void> {
  await db.deleteFrom("desk_recovery_code").where("account_id", "=", accountId).execute();
  const rows = hashes.map((hash) => ({ account_id: accountId, code_hash: hash }));
  await db.insertInto("desk_recovery_code").values(rows).execute();
}

/** Returns false if the account has no such code, or somebody else was faster. */
export async function deleteRecoveryCode(
  db: DbHandle,
  accountId: number,
  hash: string,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom("desk_recovery_code")
    .where("account_id", "=", accountId)
    .where("code_hash", "=", hash)
    .returning("account_id")
    .executeTakeFirst();
  return deleted !== undefined;
}

export async function countRecoveryCodes(db: DbHandle, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom("desk_recovery_code")
    .select(sql<number>`count(*)::integer`.as("count"))
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function selectSecondFactorRoles(db: DbHandle): Promise<string[]> {
  const rows = await db
    .selectFrom("desk_second_factor_role")
    .select("role")
    .orderBy("role")
    .execute();
  return rows.map(({ role }) => role);
}

export async function replaceSecondFactorRoles(
  db: DbHandle,
  roles: readonly string[],
): Promise<void> {
  await db.deleteFrom("desk_second_factor_role").execute();
  if (roles.length === 0) return;
  await db
    .insertInto("desk_second_factor_role")
    .values(roles.map((role) => ({ role })))
    .execute();
}
