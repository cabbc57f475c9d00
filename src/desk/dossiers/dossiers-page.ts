import { z } from "zod";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import { textOrEmpty } from "../framework/form.ts";
import { formatDateTime } from "../framework/format.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page, xlsxDownload } from "../framework/view-result.ts";
import { formatXlsx } from "../framework/xlsx.ts";
import { agencyScope } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { readDossier } from "./dossier-view.ts";
import { statusChoices } from "./labels.ts";
import { readOfferedNotes } from "./offered-notes.ts";
import { findDossierOwner } from "./ownership.ts";
import { searchDossiers } from "./search.ts";
import { maxTypedLength, personalTerms, readSearchTerms } from "./search-terms.ts";
import { slipPoints } from "./slip-page.ts";
import { readUndo } from "./undo-page.ts";

export const dossierRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/dossiers",
    roles: officials,
    purpose: "searches the dossiers of one's agency; a search by person is recorded",
    handle: showSearch,
  },
  {
    method: "GET",
    path: "/dossiers.xlsx",
    roles: officials,
    purpose: "exports what was found, for a spreadsheet; the export is recorded",
    handle: exportSearch,
  },
  {
    method: "GET",
    path: "/dossiers/:dossier",
    roles: officials,
    purpose: "shows a dossier's history and its notifications",
    findOwner: findDossierOwner,
    handle: (request, desk) => showDossier(request, desk),
  },
];

const maxPages = 200;
const pageSize = 50;
/** Writing more would make residents wait for their replies. */
const maxExported = 2_000;
const query = z.object({
  // Longer than anything that a dossier holds: nothing is found by this.
  q: textOrEmpty(maxTypedLength).catch("?"),
  status: z.coerce.number().int().min(1).max(10).nullable().catch(null),
  overdue: z
    .literal("1")
    .optional()
    .transform((value) => value === "1")
    .catch(false),
  page: z.coerce.number().int().min(1).max(maxPages).catch(1),
});

async function showSearch(request: SignedInRequest, desk: DeskContext) {
  const search = query.parse(request.query);
  const found = await find(request, desk, { page: search.page, pageSize });
  const again = { q: search.q, status: String(search.status ?? "") };
  const shown = { ...again, overdue: search.overdue ? "1" : "" };
  const next = new URLSearchParams({ ...shown, page: String(search.page + 1) });
  return page("dossiers", "Hồ sơ", {
    ...found,
    asked: search,
    next: found.hasMore && search.page < maxPages ? `/desk/dossiers?${next}` : null,
    download: `/desk/dossiers.xlsx?${new URLSearchParams(shown)}`,
    statuses: statusChoices,
  });
}

async function exportSearch(request: SignedInRequest, desk: DeskContext) {
  const { account, now } = request;
  const { dossiers } = await find(request, desk, { page: 1, pageSize: maxExported });
  const detail = `${dossiers.length} rows`;
  const action = { action: "dossier.export", subject: "dossiers", detail };
  await recordAction(desk.database.db, account, action, now);
  const header = ["Mã hồ sơ", "Người nộp", "Thủ tục", "Trạng thái", "Từ ngày"];
  const rest = ["Tiếp nhận", "Hẹn trả", "Quá hẹn", "Cơ quan"];
  const rows = dossiers.map((one) => [
    one.code,
    one.applicant,
    one.procedure,
    one.statusName,
    one.since,
    one.receivedAt,
    one.promisedAt,
    one.isOverdue ? "Quá hẹn" : null,
    one.agency,
  ]);
  return xlsxDownload("ho-so.xlsx", formatXlsx("Hồ sơ", [...header, ...rest], rows));
}

/** Searches, and records that somebody was looked for by name or phone: by which of them, never the words. */
async function find(
  request: SignedInRequest,
  { database, dossierBox }: DeskContext,
  size: { readonly page: number; readonly pageSize: number },
) {
  const { account, now } = request;
  const { q, status, overdue } = query.parse(request.query);
  const { db } = database;
  const terms = q === "" ? null : await readSearchTerms(db, dossierBox.search, q, now);
  const isTooShort = q !== "" && terms === null;
  if (isTooShort) return { dossiers: [], hasMore: false, isTooShort };
  const personal = terms === null ? [] : personalTerms(terms);
  if (personal.length > 0) {
    const detail = personal.join(", ");
    await recordAction(db, account, { action: "dossier.search", subject: "dossiers", detail }, now);
  }
  const search = { ...agencyScope(account), ...size, terms, status, isOverdue: overdue };
  return { ...(await searchDossiers(db, dossierBox, search, now)), isTooShort };
}

/** Shows a dossier, with what was typed into its form if anything was. */
export async function showDossier(
  { params, now }: SignedInRequest,
  desk: DeskContext,
  typed: Readonly<Record<string, string>> = {},
) {
  const { database, dossierBox, broadcasts } = desk;
  const dossier = await readDossier(database.db, dossierBox, Number(params["dossier"]), now);
  if (dossier === null) throw notFound();
  return page("dossier", `Hồ sơ ${dossier.code}`, {
    dossier,
    // Shown on demand, and then recorded.
    phones: null,
    points: (await slipPoints(desk, dossier.agencyId)).map(({ id, name }) => ({ id, name })),
    hasSms: broadcasts.routeNames.has("sms"),
    statuses: statusChoices,
    undo: await readUndo(database.db, dossier.id, now),
    offeredNotes: await readOfferedNotes(database.db, dossier.agencyId, now),
    typed: { at: formatDateTime(now), ...typed },
  });
}
