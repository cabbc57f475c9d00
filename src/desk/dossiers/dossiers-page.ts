import { z } from "zod";
import { notFound } from "../framework/errors.ts";
import { textOrEmpty } from "../framework/form.ts";
import { formatDateTime } from "../framework/format.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import { agencyScope } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { readDossier } from "./dossier-view.ts";
import { statusChoices } from "./labels.ts";
import { readOfferedNotes } from "./offered-notes.ts";
import { findDossierOwner } from "./ownership.ts";
import { isSearchable, searchDossiers } from "./search.ts";
import { readUndo } from "./undo-page.ts";

export const dossierRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/dossiers",
    roles: officials,
    purpose: "searches the dossiers of one's agency",
    handle: showSearch,
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
const query = z.object({
  q: textOrEmpty(100).catch(""),
  status: z.coerce.number().int().min(1).max(10).nullable().catch(null),
  overdue: z
    .literal("1")
    .optional()
    .transform((value) => value === "1")
    .catch(false),
  page: z.coerce.number().int().min(1).max(maxPages).catch(1),
});

async function showSearch(request: SignedInRequest, { database }: DeskContext) {
  const search = query.parse(request.query);
  const isTooShort = !isSearchable(search.q);
  const found = isTooShort
    ? { dossiers: [], hasMore: false }
    : await searchDossiers(
        database.db,
        {
          ...agencyScope(request.account),
          typed: search.q,
          status: search.status,
          isOverdue: search.overdue,
          page: search.page,
        },
        request.now,
      );
  const next = new URLSearchParams({
    q: search.q,
    status: String(search.status ?? ""),
    overdue: search.overdue ? "1" : "",
    page: String(search.page + 1),
  });
  return page("dossiers", "Hồ sơ", {
    ...found,
    asked: search,
    isTooShort,
    next: found.hasMore && search.page < maxPages ? `/desk/dossiers?${next}` : null,
    statuses: statusChoices,
  });
}

/** Shows a dossier, with what was typed into its form if anything was. */
export async function showDossier(
  { params, now }: SignedInRequest,
  { database, dossierBox }: DeskContext,
  typed: Readonly<Record<string, string>> = {},
) {
  const dossier = await readDossier(database.db, dossierBox, Number(params["dossier"]), now);
  if (dossier === null) throw notFound();
  return page("dossier", `Hồ sơ ${dossier.code}`, {
    dossier,
    statuses: statusChoices,
    undo: await readUndo(database.db, dossier.id, now),
    offeredNotes: await readOfferedNotes(database.db, dossier.agencyId, now),
    typed: { at: formatDateTime(now), ...typed },
  });
}
