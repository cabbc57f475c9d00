import { randomBytes } from "node:crypto";
import type { Database } from "../../db/open.ts";
import { hasOpenAccount, insertAccount } from "../../db/queries/accounts.ts";
import { recordAction } from "../audit/record-action.ts";
import { normalizeUsername } from "../identity/account.ts";
import { hashPassword } from "../identity/password.ts";

const generatedPasswordBytes = 15;

export interface FirstAdmin {
  readonly user: string;
  /** null: one is generated. */
  readonly password: string | null;
}

/**
 * Creates the first account if no account is open. Returns the password that was generated for it, which the caller shows
 * once and does not store; null if none was generated.
 */
export async function createFirstAdmin(
  database: Pick<Database, "db" | "transaction">,
  { user, password }: FirstAdmin,
  now: Date,
): Promise<string | null> {
  if (await hasOpenAccount(database.db)) return null;
  const firstPassword = password ?? randomBytes(generatedPasswordBytes).toString("base64url");
  const passwordHash = await hashPassword(firstPassword);
  const isCreated = await database.transaction(async (tx) => {
    const id = await insertAccount(tx, {
      username: normalizeUsername(user),
      name: "Quản trị",
      role: "administrator",
      agency_id: null,
      password_hash: passwordHash,
      created_at: now,
    });
    if (id === null) return false;
    await recordAction(tx, null, { action: "account.create", subject: `account ${id}` }, now);
    return true;
  });
  return isCreated && password === null ? firstPassword : null;
}
