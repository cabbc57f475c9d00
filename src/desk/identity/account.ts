import type { DbHandle } from "../../db/schema.ts";
import { asRole, type Role } from "./roles.ts";

/** Who is signed in. */
export interface Account {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Of officials; null for others. */
  readonly agencyId: number | null;
  /** Of staff; none for others. */
  readonly pointIds: readonly string[];
}

/** Usernames are compared in lower case. */
export function usernameKey(typed: string): string {
  return typed.normalize("NFC").trim().toLowerCase();
}

/** An account that is not closed, or null. */
export async function findAccount(db: DbHandle, id: number): Promise<Account | null> {
  const row = await db
    .selectFrom("desk_account")
    .select(["id", "username", "name", "role", "agency_id"])
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const points = await db
    .selectFrom("desk_account_point")
    .select("point_id")
    .where("account_id", "=", id)
    .orderBy("point_id")
    .execute();
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    role: asRole(row.role),
    agencyId: row.agency_id,
    pointIds: points.map(({ point_id }) => point_id),
  };
}
