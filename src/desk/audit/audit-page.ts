import { z } from "zod";
import type { DbHandle } from "../../db/schema.ts";
import { writeCsv } from "../framework/csv.ts";
import { moment } from "../framework/format.ts";
import type { DeskRoute } from "../framework/route.ts";
import { csvDownload, page } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { recordAction } from "./record-action.ts";

const perPage = 100;
/** An export is one answer; what is older is asked for by `before`. */
const maxExported = 50_000;

const position = z.object({
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export const auditRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/audit",
    roles: administrators,
    does: "shows the audit trail, the latest first",
    answer: async ({ query }, { database }) => {
      const entries = await readTrail(database.db, position.parse(query).before, perPage);
      const last = entries.length < perPage ? null : (entries.at(-1)?.id ?? null);
      return page("audit", "Nhật ký", { entries, next: last });
    },
  },
  {
    method: "GET",
    path: "/audit.csv",
    roles: administrators,
    does: "exports the audit trail",
    answer: async ({ account, query, now }, { database }) => {
      await recordAction(database.db, account, { action: "audit.export", subject: "audit" }, now);
      const { before } = position.parse(query);
      const entries = await readTrail(database.db, before, maxExported);
      const rows = entries.map(({ id, at, username, role, action, subject, detail }) => [
        id,
        moment(at),
        username,
        role,
        action,
        subject,
        detail,
      ]);
      const header = ["id", "lúc", "người", "vai trò", "việc", "đối tượng", "chi tiết"];
      return csvDownload("nhat-ky.csv", writeCsv(header, rows));
    },
  },
];

async function readTrail(db: DbHandle, before: number | undefined, limit: number) {
  const all = db.selectFrom("desk_audit").selectAll().orderBy("id", "desc").limit(limit);
  return (before === undefined ? all : all.where("id", "<", before)).execute();
}
