import { z } from "zod";
import { selectAuditEntries } from "../../db/queries/audit.ts";
import { formatCsv } from "../framework/csv.ts";
import { formatDateTime } from "../framework/format.ts";
import type { DeskRoute } from "../framework/route.ts";
import { csvDownload, page } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { recordAction } from "./record-action.ts";

const pageSize = 100;
/** An export is one response; `before` selects older entries. */
const maxExported = 50_000;

const pageQuery = z.object({
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export const auditRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/audit",
    roles: administrators,
    purpose: "shows the audit trail, the latest first",
    handle: async ({ query }, { database }) => {
      const entries = await selectAuditEntries(
        database.db,
        pageQuery.parse(query).before,
        pageSize,
      );
      const last = entries.length < pageSize ? null : (entries.at(-1)?.id ?? null);
      return page("audit", "Nhật ký", { entries, next: last });
    },
  },
  {
    method: "GET",
    path: "/audit.csv",
    roles: administrators,
    purpose: "exports the audit trail",
    handle: async ({ account, query, now }, { database }) => {
      await recordAction(database.db, account, { action: "audit.export", subject: "audit" }, now);
      const { before } = pageQuery.parse(query);
      const entries = await selectAuditEntries(database.db, before, maxExported);
      const rows = entries.map(({ id, at, username, role, action, subject, detail }) => [
        id,
        formatDateTime(at),
        username,
        role,
        action,
        subject,
        detail,
      ]);
      const header = ["id", "lúc", "người", "vai trò", "việc", "đối tượng", "chi tiết"];
      return csvDownload("nhat-ky.csv", formatCsv(header, rows));
    },
  },
];
