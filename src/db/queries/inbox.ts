import { type ExpressionBuilder, sql, type Updateable } from "kysely";
import type { DbHandle, Tables } from "../schema.ts";
import type { DeskTaskTable } from "../tables/subscription-tables.ts";

/** The conversations of the inbox: the tasks of kind "person". */

/** Which conversations an account may see: a team's, an agency's, all; and always those that it has. */
export interface InboxScope {
  readonly accountId: number;
  readonly isAll: boolean;
  readonly points: readonly string[];
  readonly agencyId: number | null;
}

export type ConversationRow = NonNullable<Awaited<ReturnType<typeof selectConversation>>>;

function conversationsIn(db: DbHandle, scope: InboxScope) {
  return db
    .selectFrom("desk_task")
    .leftJoin("desk_account as taker", "taker.id", "desk_task.taken_by")
    .leftJoin("desk_account as closer", "closer.id", "desk_task.closed_by")
    .selectAll("desk_task")
    .select(["taker.name as taker_name", "closer.name as closer_name"])
    .where("desk_task.kind", "=", "person")
    .$if(!scope.isAll, (query) =>
      query.where((row) =>
        row.or([
          row("desk_task.taken_by", "=", scope.accountId),
          ...(scope.points.length > 0 ? [row("desk_task.point_id", "in", scope.points)] : []),
          ...(scope.agencyId !== null ? [row("desk_task.agency_id", "=", scope.agencyId)] : []),
        ]),
      ),
    );
}

export function selectConversation(db: DbHandle, scope: InboxScope, id: number) {
  return conversationsIn(db, scope).where("desk_task.id", "=", id).executeTakeFirst();
}

type Listing = "waiting" | "mine" | "all" | { readonly closedAfter: Date };

/** Open ones by their due time, closed ones the latest first. */
export function selectConversations(
  db: DbHandle,
  scope: InboxScope,
  listing: Listing,
  limit: number,
) {
  const all = conversationsIn(db, scope).limit(limit);
  if (typeof listing === "object") {
    return all
      .where("desk_task.closed_at", ">", listing.closedAfter)
      .orderBy("desk_task.closed_at", "desc")
      .orderBy("desk_task.id")
      .execute();
  }
  return all
    .where("desk_task.closed_at", "is", null)
    .$if(listing === "waiting", (query) => query.where("desk_task.status", "=", "waiting"))
    .$if(listing === "mine", (query) => query.where("desk_task.taken_by", "=", scope.accountId))
    .orderBy("desk_task.due_at")
    .orderBy("desk_task.id")
    .execute();
}

type ConversationCondition = (
  row: ExpressionBuilder<Tables, "desk_task">,
) => ReturnType<ExpressionBuilder<Tables, "desk_task">["and"]>;

/** Changes an open conversation of which the condition holds. Returns false if it does not, or no longer. */
export async function updateConversation(
  db: DbHandle,
  id: number,
  change: Updateable<DeskTaskTable>,
  condition: ConversationCondition = (row) => row.and([]),
): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set(change)
    .where("id", "=", id)
    .where("kind", "=", "person")
    .where("closed_at", "is", null)
    .where(condition)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Returns the number that grows with every change of a conversation. */
export async function selectInboxVersion(db: DbHandle): Promise<number> {
  const { version } = await db
    .selectFrom("inbox_version")
    .select("version")
    .executeTakeFirstOrThrow();
  return version;
}

/** Run it last in the transaction of the change: others wait for it from then on. */
export async function incrementInboxVersion(db: DbHandle): Promise<void> {
  await db.updateTable("inbox_version").set({ version: sql`version + 1` }).execute();
}

/** The agencies that serve a ward, those first that are in charge of the procedure. */
export async function findAgencyOfWard(
  db: DbHandle,
  ward: string,
  procedureId: string | null,
): Promise<number | undefined> {
  const rows = await db
    .selectFrom("agency_ward")
    .leftJoin("agency_procedure", (join) =>
      join
        .onRef("agency_procedure.agency_id", "=", "agency_ward.agency_id")
        .on("agency_procedure.procedure_id", "=", procedureId ?? ""),
    )
    .select("agency_ward.agency_id")
    .where("agency_ward.ward_code", "=", ward)
    .orderBy(sql`agency_procedure.agency_id is null`)
    .orderBy("agency_ward.agency_id")
    .execute();
  return rows[0]?.agency_id;
}

/** The one agency in charge of a procedure; undefined if there are several or none. */
export async function findAgencyOfProcedure(
  db: DbHandle,
  procedureId: string,
): Promise<number | undefined> {
  const rows = await db
    .selectFrom("agency_procedure")
    .select("agency_id")
    .where("procedure_id", "=", procedureId)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0]?.agency_id : undefined;
}

/** Accounts that are open: administrators, staff of the point, officials of the agency. */
export function selectColleagues(
  db: DbHandle,
  { pointId, agencyId }: { readonly pointId: string | null; readonly agencyId: number | null },
) {
  return db
    .selectFrom("desk_account")
    .leftJoin("desk_account_point", (join) =>
      join
        .onRef("desk_account_point.account_id", "=", "desk_account.id")
        .on("desk_account_point.point_id", "=", pointId ?? ""),
    )
    .select(["desk_account.id", "desk_account.name", "desk_account.role"])
    .where("desk_account.closed_at", "is", null)
    .where((row) =>
      row.or([
        row("desk_account.role", "=", "administrator"),
        row("desk_account_point.point_id", "is not", null),
        row.and([
          row("desk_account.role", "=", "official"),
          row("desk_account.agency_id", "=", agencyId ?? 0),
        ]),
      ]),
    )
    .orderBy("desk_account.name")
    .orderBy("desk_account.id")
    .execute();
}

/** The help points that have a team. */
export async function selectPointsWithTeams(db: DbHandle): Promise<string[]> {
  const rows = await db
    .selectFrom("desk_account_point")
    .innerJoin("desk_account", "desk_account.id", "desk_account_point.account_id")
    .distinct()
    .select("point_id")
    .where("desk_account.closed_at", "is", null)
    .orderBy("point_id")
    .execute();
  return rows.map(({ point_id }) => point_id);
}
