import { selectAuditEntries, selectAuditPeople } from "../../db/queries/audit.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { auditDownloadRoutes } from "./audit-downloads.ts";
import { type AuditQuery, auditAddress, parseAuditQuery, toFilter } from "./audit-query.ts";
import { auditKinds } from "./kinds.ts";
import { loadNames } from "./load-names.ts";
import { objectPage } from "./object-page.ts";
import { type RecordedEntry, tellEntry } from "./tell-entry.ts";

const pageSize = 100;

export const auditRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/audit",
    roles: administrators,
    purpose:
      "tells the audit trail in sentences, the latest first, by person, days, kind and object",
    handle: showTrail,
  },
  ...auditDownloadRoutes,
];

async function showTrail({ query }: SignedInRequest, { database, catalog }: DeskContext) {
  const asked = parseAuditQuery(query);
  const { db } = database;
  const found = await selectAuditEntries(db, toFilter(asked), asked.before, pageSize + 1);
  const entries = found.slice(0, pageSize);
  const last = entries.at(-1);
  const name = await loadNames(db, catalog(), [...entries, ...objectOf(asked)]);
  return page("audit", "Nhật ký", {
    asked,
    entries: entries.map((entry) => ({
      ...entry,
      sentence: tellEntry(entry, name),
      about: auditAddress("/desk/audit", asked, { object: entry.subject }),
      page: objectPage(entry.subject),
      fields: readFields(entry.detail),
    })),
    people: await selectAuditPeople(db),
    kinds: auditKinds.map(({ id, name: called }) => ({ id, name: called })),
    object:
      asked.object === ""
        ? null
        : {
            name: name(asked.object),
            without: auditAddress("/desk/audit", asked, { object: "" }),
          },
    isAsked: auditAddress("", asked) !== "",
    next:
      found.length > pageSize && last !== undefined
        ? auditAddress("/desk/audit", asked, { before: last.id })
        : null,
    csv: auditAddress("/desk/audit.csv", asked),
    xlsx: auditAddress("/desk/audit.xlsx", asked),
  });
}

/** An entry that only mentions the object that was asked for, so that it is named even if nothing is found. */
function objectOf({ object }: AuditQuery): RecordedEntry[] {
  if (object === "") return [];
  const none = { account_id: null, username: "", role: "", action: "", detail: "" };
  return [{ ...none, subject: object }];
}

/** JSON that was recorded, laid out to be read; null: the detail is a few words. */
function readFields(detail: string): string | null {
  if (!detail.startsWith("{")) return null;
  try {
    return JSON.stringify(JSON.parse(detail), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
