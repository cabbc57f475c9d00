import type { DbHandle } from "../schema.ts";

/** The kinds of objects in the audit trail that have a name in the database. */
export const namedKinds = [
  "account",
  "agency",
  "dossier",
  "catalog version",
  "catalog import",
  "import",
  "broadcast",
  "delivery",
  "link",
  "system",
  "task",
] as const;
export type NamedKind = (typeof namedKinds)[number];

interface NamedRow {
  readonly id: number;
  readonly name: string;
}

/** Returns the names of the objects with these ids that still exist; of a task, which has none, its kind. */
export function selectAuditNames(
  db: DbHandle,
  kind: NamedKind,
  ids: readonly number[],
): Promise<NamedRow[]> {
  switch (kind) {
    case "account":
      return db.selectFrom("desk_account").select(["id", "name"]).where("id", "in", ids).execute();
    case "agency":
      return db.selectFrom("agency").select(["id", "name"]).where("id", "in", ids).execute();
    case "dossier":
      return db
        .selectFrom("dossier")
        .select(["id", "code as name"])
        .where("id", "in", ids)
        .execute();
    case "catalog version":
      return db
        .selectFrom("catalog_version")
        .select(["id", "title as name"])
        .where("id", "in", ids)
        .execute();
    case "catalog import":
      return db
        .selectFrom("catalog_import")
        .select(["id", "file_name as name"])
        .where("id", "in", ids)
        .execute();
    case "import":
      return db
        .selectFrom("dossier_import")
        .select(["id", "file_name as name"])
        .where("id", "in", ids)
        .execute();
    case "broadcast":
      return db
        .selectFrom("broadcast")
        .select(["id", "title as name"])
        .where("id", "in", ids)
        .execute();
    case "delivery":
      return db
        .selectFrom("delivery")
        .innerJoin("status_event", "status_event.id", "delivery.event_id")
        .innerJoin("dossier", "dossier.id", "status_event.dossier_id")
        .select(["delivery.id", "dossier.code as name"])
        .where("delivery.id", "in", ids)
        .execute();
    case "link":
      return db
        .selectFrom("chat_link")
        .select(["id", "code as name"])
        .where("id", "in", ids)
        .execute();
    case "task":
      return db
        .selectFrom("desk_task")
        .select(["id", "kind as name"])
        .where("id", "in", ids)
        .execute();
    case "system":
      return db
        .selectFrom("onestop_system")
        .select(["id", "name"])
        .where("id", "in", ids)
        .execute();
  }
}
