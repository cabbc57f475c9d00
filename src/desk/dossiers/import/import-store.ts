import { z } from "zod";
import type { DbHandle } from "../../../db/schema.ts";
import type { SecretBox } from "../../../security/secret-box.ts";
import type { DeskContext } from "../../framework/context.ts";
import type { Owner, SignedInRequest } from "../../framework/route.ts";
import { type Columns, fieldChoices } from "./columns.ts";

/** A file that nobody sent is somebody's data lying about. */
const unsentLifeMs = 24 * 3_600_000;

export interface Import {
  readonly id: number;
  readonly agencyId: number;
  readonly fileName: string;
  /** null once it was sent. */
  readonly text: string | null;
  readonly columns: Columns;
  readonly sentAt: Date | null;
  readonly sentCount: number | null;
}

const columnsSchema = z.array(
  z.enum(fieldChoices.map(({ field }) => field) as [string, ...string[]]).nullable(),
) as unknown as z.ZodType<Columns>;

/** Keeps an uploaded file sealed until it is sent, at most a day. Returns its id. */
export async function keepImport(
  db: DbHandle,
  box: SecretBox,
  kept: {
    readonly accountId: number;
    readonly agencyId: number;
    readonly fileName: string;
    readonly text: string;
    readonly columns: Columns;
    readonly now: Date;
  },
): Promise<number> {
  const { id } = await db
    .insertInto("dossier_import")
    .values({
      account_id: kept.accountId,
      agency_id: kept.agencyId,
      file_name: kept.fileName,
      content_sealed: box.seal(kept.text, contextOf(kept.agencyId)),
      columns: JSON.stringify(kept.columns),
      created_at: kept.now,
      sent_at: null,
      sent_count: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function findImport(db: DbHandle, box: SecretBox, id: number): Promise<Import | null> {
  const row = await db
    .selectFrom("dossier_import")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { agency_id: agencyId, content_sealed: sealed } = row;
  return {
    id: row.id,
    agencyId,
    fileName: row.file_name,
    text: sealed === null ? null : box.open(sealed, contextOf(agencyId)),
    columns: columnsSchema.parse(JSON.parse(row.columns)),
    sentAt: row.sent_at,
    sentCount: row.sent_count,
  };
}

export async function chooseColumns(db: DbHandle, id: number, columns: Columns): Promise<void> {
  await db
    .updateTable("dossier_import")
    .set({ columns: JSON.stringify(columns) })
    .where("id", "=", id)
    .where("sent_at", "is", null)
    .execute();
}

/** Marks it as sent and lets its content go. False where somebody was first. */
export async function markSent(
  db: DbHandle,
  id: number,
  { count, now }: { count: number; now: Date },
): Promise<boolean> {
  const [result] = await db
    .updateTable("dossier_import")
    .set({ sent_at: now, sent_count: count, content_sealed: null })
    .where("id", "=", id)
    .where("sent_at", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Whose the import is that the path names as `:import`; for the route table. */
export async function ownerOfImport(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const id = Number(params["import"]);
  if (!Number.isSafeInteger(id)) return null;
  const row = await database.db
    .selectFrom("dossier_import")
    .select("agency_id")
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : { agencyId: row.agency_id };
}

/** Of what waits for more than a day: sent files have let their content go already. */
export async function forgetUnsent(db: DbHandle, now: Date): Promise<void> {
  await db
    .deleteFrom("dossier_import")
    .where("sent_at", "is", null)
    .where("created_at", "<", new Date(now.getTime() - unsentLifeMs))
    .execute();
}

function contextOf(agencyId: number): string {
  return `import of agency ${agencyId}`;
}
