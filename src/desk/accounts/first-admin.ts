import { randomBytes } from "node:crypto";
import type { Database } from "../../db/open.ts";
import { recordAction } from "../audit/record-action.ts";
import { usernameKey } from "../identity/account.ts";
import { hashPassword } from "../identity/password.ts";

const madeBytes = 15;

export interface FirstAdmin {
  readonly user: string;
  /** null: one is made. */
  readonly password: string | null;
}

/**
 * Makes the first account where there is none, or none that is open. Resolves with the password that was made for it, which is to be told
 * once and kept nowhere; null where none was.
 */
export async function makeFirstAdmin(
  database: Pick<Database, "db" | "transaction">,
  { user, password }: FirstAdmin,
  now: Date,
): Promise<string | null> {
  const known = await database.db
    .selectFrom("desk_account")
    .select("id")
    .where("closed_at", "is", null)
    .limit(1)
    .execute();
  if (known.length > 0) return null;
  const made = password ?? randomBytes(madeBytes).toString("base64url");
  const passwordHash = await hashPassword(made);
  const isFirst = await database.transaction(async (tx) => {
    const account = await tx
      .insertInto("desk_account")
      .values({
        username: usernameKey(user),
        name: "Quản trị",
        role: "administrator",
        agency_id: null,
        password_hash: passwordHash,
        created_at: now,
        closed_at: null,
      })
      .onConflict((conflict) => conflict.column("username").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (account === undefined) return false;
    await recordAction(
      tx,
      null,
      { action: "account.create", subject: `account ${account.id}` },
      now,
    );
    return true;
  });
  return isFirst && password === null ? made : null;
}
