import type { Insertable, Updateable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { DeskAccountTable } from "../tables/desk-tables.ts";
import type { Transaction } from "../transaction.ts";

/** The desk's accounts, the help points of staff, and the one-time links that set a password. */

/** Returns an account that is not closed. */
export function selectOpenAccount(db: DbHandle, id: number) {
  return db
    .selectFrom("desk_account")
    .select(["id", "username", "name", "role", "agency_id"])
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .executeTakeFirst();
}

/** Returns what a sign-in is checked against, for an account that is not closed. */
export function selectCredentials(db: DbHandle, username: string) {
  return db
    .selectFrom("desk_account")
    .select(["id", "username", "role", "password_hash"])
    .where("username", "=", username)
    .where("closed_at", "is", null)
    .executeTakeFirst();
}

export async function selectPasswordHash(db: DbHandle, accountId: number): Promise<string | null> {
  const { password_hash } = await db
    .selectFrom("desk_account")
    .select("password_hash")
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  return password_hash;
}

export async function selectAccountName(db: DbHandle, accountId: number): Promise<string | null> {
  const row = await db
    .selectFrom("desk_account")
    .select("name")
    .where("id", "=", accountId)
    .executeTakeFirst();
  return row?.name ?? null;
}

/** Returns every account, those that are open first. */
export function selectAccounts(db: DbHandle) {
  return db
    .selectFrom("desk_account")
    .leftJoin("agency", "agency.id", "desk_account.agency_id")
    .select(["desk_account.id", "desk_account.username", "desk_account.name"])
    .select(["desk_account.role", "desk_account.closed_at", "agency.name as agency"])
    .leftJoin("desk_second_factor as factor", "factor.account_id", "desk_account.id")
    .select(({ eb }) => eb("desk_account.password_hash", "is", null).as("is_invited"))
    .select(({ eb }) => eb("factor.account_id", "is not", null).as("has_second_factor"))
    .orderBy("desk_account.closed_at", (order) => order.asc().nullsFirst())
    .orderBy("desk_account.username")
    .execute();
}

/** Returns whether an administrator can sign in, or has a link with which to set a password. */
export async function hasAdministrator(db: DbHandle, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("desk_account")
    .leftJoin("desk_invitation", (join) =>
      join
        .onRef("desk_invitation.account_id", "=", "desk_account.id")
        .on("desk_invitation.ends_at", ">", now),
    )
    .select("desk_account.id")
    .where("desk_account.role", "=", "administrator")
    .where("desk_account.closed_at", "is", null)
    .where(({ eb, or }) =>
      or([eb("password_hash", "is not", null), eb("desk_invitation.token_hash", "is not", null)]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Returns the ids of the open administrators and locks their rows until the transaction ends: of two of them who close each
 * other at the same moment, the second one finds that it is no administrator any more.
 */
export async function lockAdministrators(tx: Transaction): Promise<number[]> {
  const rows = await tx
    .selectFrom("desk_account")
    .select("id")
    .where("role", "=", "administrator")
    .where("closed_at", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** Changes what an account may reach. */
export async function updateAccount(
  db: DbHandle,
  accountId: number,
  change: Pick<Updateable<DeskAccountTable>, "name" | "role" | "agency_id">,
): Promise<void> {
  await db.updateTable("desk_account").set(change).where("id", "=", accountId).execute();
}

export async function selectUsernamesOfAgency(
  db: DbHandle,
  agencyId: number | null,
): Promise<string[]> {
  const rows = await db
    .selectFrom("desk_account")
    .select("username")
    .where("agency_id", "=", agencyId)
    .execute();
  return rows.map(({ username }) => username);
}

export async function selectAgencyOfUsername(
  db: DbHandle,
  username: string,
): Promise<number | null> {
  const row = await db
    .selectFrom("desk_account")
    .select("agency_id")
    .where("username", "=", username)
    .executeTakeFirst();
  return row?.agency_id ?? null;
}

/** Returns the new account's id, or null if the username is taken. */
export async function insertAccount(
  db: DbHandle,
  account: Omit<Insertable<DeskAccountTable>, "closed_at">,
): Promise<number | null> {
  const row = await db
    .insertInto("desk_account")
    .values({ ...account, closed_at: null })
    .onConflict((conflict) => conflict.column("username").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** @param passwordHash null: no password signs in any more. */
export async function updatePasswordHash(
  db: DbHandle,
  accountId: number,
  passwordHash: string | null,
): Promise<void> {
  await db
    .updateTable("desk_account")
    .set({ password_hash: passwordHash })
    .where("id", "=", accountId)
    .execute();
}

/** Closes an account and removes its password. */
export async function updateAccountClosed(
  db: DbHandle,
  accountId: number,
  now: Date,
): Promise<void> {
  await db
    .updateTable("desk_account")
    .set({ closed_at: now, password_hash: null })
    .where("id", "=", accountId)
    .execute();
}

export async function selectAccountPoints(db: DbHandle, accountId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("desk_account_point")
    .select("point_id")
    .where("account_id", "=", accountId)
    .orderBy("point_id")
    .execute();
  return rows.map(({ point_id }) => point_id);
}

/** Sets the help points of an account. */
export async function replaceAccountPoints(
  db: DbHandle,
  accountId: number,
  pointIds: readonly string[],
): Promise<void> {
  await db.deleteFrom("desk_account_point").where("account_id", "=", accountId).execute();
  if (pointIds.length === 0) return;
  const rows = [...new Set(pointIds)].map((id) => ({ account_id: accountId, point_id: id }));
  await db.insertInto("desk_account_point").values(rows).execute();
}

export async function insertInvitation(
  db: DbHandle,
  invitation: {
    readonly tokenHash: string;
    readonly accountId: number;
    readonly createdAt: Date;
    readonly endsAt: Date;
  },
): Promise<void> {
  await db
    .insertInto("desk_invitation")
    .values({
      token_hash: invitation.tokenHash,
      account_id: invitation.accountId,
      created_at: invitation.createdAt,
      ends_at: invitation.endsAt,
    })
    .execute();
}

/** Returns the account that this invitation is for, if both are still open. */
export function selectInvitedAccount(db: DbHandle, tokenHash: string, now: Date) {
  return db
    .selectFrom("desk_invitation")
    .innerJoin("desk_account", "desk_account.id", "desk_invitation.account_id")
    .select(["desk_account.id", "desk_account.username", "desk_account.name", "desk_account.role"])
    .where("desk_invitation.token_hash", "=", tokenHash)
    .where("desk_invitation.ends_at", ">", now)
    .where("desk_account.closed_at", "is", null)
    .executeTakeFirst();
}

/** Returns false if there was no such invitation. */
export async function deleteInvitation(db: DbHandle, tokenHash: string): Promise<boolean> {
  const [result] = await db
    .deleteFrom("desk_invitation")
    .where("token_hash", "=", tokenHash)
    .execute();
  return Number(result?.numDeletedRows ?? 0) > 0;
}

export async function deleteInvitationsOfAccount(db: DbHandle, accountId: number): Promise<void> {
  await db.deleteFrom("desk_invitation").where("account_id", "=", accountId).execute();
}

export async function deleteEndedInvitations(db: DbHandle, now: Date): Promise<void> {
  await db.deleteFrom("desk_invitation").where("ends_at", "<=", now).execute();
}

/** Sets whether this person receives notices of the agency's late work. */
export async function updateAccountHead(
  db: DbHandle,
  accountId: number,
  isHead: boolean,
): Promise<void> {
  await db
    .updateTable("desk_account")
    .set({ is_head: isHead })
    .where("id", "=", accountId)
    .execute();
}

export async function selectAccountHead(db: DbHandle, accountId: number): Promise<boolean> {
  const { is_head } = await db
    .selectFrom("desk_account")
    .select("is_head")
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  return is_head;
}
