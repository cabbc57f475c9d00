import { type RawBuilder, sql } from "kysely";
import type { DbHandle } from "../schema.ts";

/** What of an installation somebody has set up. */
export interface SetUpFacts {
  /** An agency whose record an administrator has completed. */
  readonly hasAgency: boolean;
  /** Somebody besides the first account. */
  readonly hasColleague: boolean;
  /** A help point that was edited at the desk. */
  readonly hasEditedPoint: boolean;
}

export function selectSetUpFacts(db: DbHandle): Promise<SetUpFacts> {
  const agency = db.selectFrom("agency").select("id").where("is_complete", "=", true);
  const second = db
    .selectFrom("desk_account")
    .select("id")
    .where("closed_at", "is", null)
    .orderBy("id")
    .offset(1);
  return db
    .selectNoFrom([
      exists(sql`${agency}`).as("hasAgency"),
      exists(sql`${second}`).as("hasColleague"),
      exists(sql`${db.selectFrom("point_edit").select("point_id")}`).as("hasEditedPoint"),
    ])
    .executeTakeFirstOrThrow();
}

function exists(rows: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (${rows})`;
}
