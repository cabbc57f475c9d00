import { z } from "zod";
import type { DeskContext } from "../framework/context.ts";
import { notFound } from "../framework/errors.ts";
import { freeText } from "../framework/form.ts";
import { inputMoment } from "../framework/format.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import type { Account } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { readDossier } from "./dossier-view.ts";
import { statusChoices } from "./labels.ts";
import { ownerOfDossier } from "./ownership.ts";
import { isSearchable, searchDossiers } from "./search.ts";

export const dossierRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/dossiers",
    roles: officials,
    does: "searches the dossiers of one's agency",
    answer: search,
  },
  {
    method: "GET",
    path: "/dossiers/:dossier",
    roles: officials,
    does: "shows a dossier's history, and what was told to whom and when",
    ownerOf: ownerOfDossier,
    answer: (call, desk) => showDossier(call, desk),
  },
];

const maxPages = 200;
const query = z.object({
  q: freeText(100).catch(""),
  status: z.coerce.number().int().min(1).max(10).nullable().catch(null),
  overdue: z
    .literal("1")
    .optional()
    .transform((value) => value === "1")
    .catch(false),
  page: z.coerce.number().int().min(1).max(maxPages).catch(1),
});

/** Officials see their agency only, administrators all. */
export function scopeOf({ role, agencyId }: Account): { readonly agencyId: number | null } {
  // An official without an agency would else be taken for somebody who may see them all.
  return { agencyId: role === "administrator" ? null : (agencyId ?? 0) };
}

async function search(call: SignedInRequest, { database }: DeskContext) {
  const asked = query.parse(call.query);
  const isTooShort = !isSearchable(asked.q);
  const found = isTooShort
    ? { dossiers: [], hasMore: false }
    : await searchDossiers(
        database.db,
        {
          ...scopeOf(call.account),
          typed: asked.q,
          status: asked.status,
          isOverdue: asked.overdue,
          page: asked.page,
        },
        call.now,
      );
  const next = new URLSearchParams({
    q: asked.q,
    status: String(asked.status ?? ""),
    overdue: asked.overdue ? "1" : "",
    page: String(asked.page + 1),
  });
  return page("dossiers", "Hồ sơ", {
    ...found,
    asked,
    isTooShort,
    next: found.hasMore && asked.page < maxPages ? `/desk/dossiers?${next}` : null,
    statuses: statusChoices,
  });
}

/** With what was typed into its form, where there was something. */
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
    typed: { at: inputMoment(now), ...typed },
  });
}
