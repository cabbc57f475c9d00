import type { Catalog } from "../../catalog/catalog.ts";
import { type AuditFilter, selectAuditEntries } from "../../db/queries/audit.ts";
import type { DbHandle } from "../../db/schema.ts";
import { type CsvRow, formatCsvPages } from "../framework/csv.ts";
import { formatDateTime } from "../framework/format.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { csvDownload, xlsxDownload } from "../framework/view-result.ts";
import { formatXlsx, type XlsxRow } from "../framework/xlsx.ts";
import { administrators } from "../identity/roles.ts";
import { auditAddress, parseAuditQuery, toFilter } from "./audit-query.ts";
import { loadNames } from "./load-names.ts";
import { recordAction } from "./record-action.ts";
import { nameActor, tellEntry } from "./tell-entry.ts";

/** An export is one response; `before` selects older entries. */
const maxExported = 50_000;
const exportedAtOnce = 1_000;
/** A workbook is written on the thread that answers residents. */
const maxWorkbook = 4_000;

export const auditDownloadRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/audit.csv",
    roles: administrators,
    purpose: "exports what is asked of the audit trail",
    handle: async (request, desk) => {
      const { filter, before } = await beginExport(request, desk);
      const read = { db: desk.database.db, catalog: desk.catalog(), filter, before };
      const pages = csvPages(read, maxExported);
      return csvDownload("nhat-ky.csv", formatCsvPages(csvHeader, pages));
    },
  },
  {
    method: "GET",
    path: "/audit.xlsx",
    roles: administrators,
    purpose: "exports the latest of what is asked of the audit trail as a workbook",
    handle: async (request, desk) => {
      const { filter, before } = await beginExport(request, desk);
      const read = { db: desk.database.db, catalog: desk.catalog(), filter, before };
      const rows: XlsxRow[] = [];
      for await (const entries of entryPages(read, maxWorkbook)) {
        rows.push(
          ...entries.map((one) => [one.at, one.who, one.sentence, one.subject, one.detail]),
        );
      }
      const header = ["Lúc", "Người", "Việc đã làm", "Đối tượng", "Chi tiết"];
      return xlsxDownload("nhat-ky.xlsx", formatXlsx("Nhật ký", header, rows));
    },
  },
];

const csvHeader = ["id", "lúc", "người", "vai trò", "việc", "đối tượng", "chi tiết", "kể bằng lời"];

interface Reading {
  readonly db: DbHandle;
  readonly catalog: Catalog;
  readonly filter: AuditFilter;
  readonly before: number | undefined;
}

async function beginExport({ account, query, now }: SignedInRequest, { database }: DeskContext) {
  const asked = parseAuditQuery(query);
  const detail = auditAddress("", asked).slice(1);
  await recordAction(
    database.db,
    account,
    { action: "audit.export", subject: "audit", detail },
    now,
  );
  return { filter: toFilter(asked), before: asked.before };
}

async function* csvPages(reading: Reading, limit: number): AsyncGenerator<CsvRow[]> {
  for await (const entries of entryPages(reading, limit)) {
    yield entries.map((one) => [
      one.id,
      formatDateTime(one.at),
      one.username,
      one.role,
      one.action,
      one.subject,
      one.detail,
      one.sentence,
    ]);
  }
}

/** Reads what is asked in parts, the latest first, each entry with its sentence. */
async function* entryPages({ db, catalog, filter, before }: Reading, limit: number) {
  let last = before;
  for (let left = limit; left > 0; ) {
    const count = Math.min(left, exportedAtOnce);
    const entries = await selectAuditEntries(db, filter, last, count);
    const name = await loadNames(db, catalog, entries);
    yield entries.map((entry) => ({
      ...entry,
      who: nameActor(entry, name),
      sentence: tellEntry(entry, name),
    }));
    if (entries.length < count) return;
    last = entries.at(-1)?.id;
    left -= count;
  }
}
