import { randomBytes } from "node:crypto";
import type { Database } from "../../db/open.ts";
import { hasAdministrator, insertAccount } from "../../db/queries/accounts.ts";
import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import { normalizeUsername } from "../identity/account.ts";
import { hashPassword } from "../identity/password.ts";

const generatedPasswordBytes = 15;
/** Whoever closed this many accounts of the name needs another name. */
const maxNames = 100;

export interface FirstAdmin {
  readonly user: string;
  /** null: one is generated. */
  readonly password: string | null;
}

/**
 * Creates an administrator if nobody is one, also where officials and staff are left. Returns the account as it was made, with the
 * password that was generated for it, which the caller shows once and does not store; null if nothing was made.
 */
export async function createFirstAdmin(
  database: Pick<Database, "db" | "transaction">,
  { user, password }: FirstAdmin,
  now: Date,
): Promise<FirstAdmin | null> {
  if (await hasAdministrator(database.db, now)) return null;
  const firstPassword = password ?? randomBytes(generatedPasswordBytes).toString("base64url");
  const passwordHash = await hashPassword(firstPassword);
  return database.transaction(async (tx) => {
    for (const username of namesFrom(normalizeUsername(user))) {
      const id = await insertAdmin(tx, { username, passwordHash, now });
      if (id !== null) {
        await recordAction(tx, null, { action: "account.create", subject: `account ${id}` }, now);
        return { user: username, password: password === null ? firstPassword : null };
      }
      // The name is taken: by another replica, which was faster, or by an account that is no administrator.
      if (await hasAdministrator(tx, now)) return null;
    }
    throw new Error("No name is free for an administrator: set another DESK_ADMIN_USER");
  });
}

function* namesFrom(name: string): Generator<string> {
  yield name;
  for (let at = 2; at <= maxNames; at += 1) yield `${name}-${at}`;
}

function insertAdmin(
  tx: DbHandle,
  { username, passwordHash, now }: { username: string; passwordHash: string; now: Date },
): Promise<number | null> {
  return insertAccount(tx, {
    username,
    name: "Quản trị",
    role: "administrator",
    agency_id: null,
    password_hash: passwordHash,
    created_at: now,
  });
}
