import { z } from "zod";
import { countChanges, selectVersions } from "../../db/queries/catalog-versions.ts";
import { createDraft } from "../../live/catalog-versions.ts";
import { recordAction } from "../audit/record-action.ts";
import { optionalId, parseForm, requiredText, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { agencyScope } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { createdSchema, versionListSchema } from "./api-schemas.ts";
import { summarizeVersion } from "./summarize-version.ts";

const draftSchema = z.object({ title: requiredText("Ghi tên bản nháp", 120) });

export const versionListRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog",
    roles: officials,
    purpose: "lists the versions of the catalogue that the account may see, the latest first",
    api: { answer: versionListSchema },
    handle: showVersions,
  },
  {
    method: "POST",
    path: "/catalog",
    roles: officials,
    purpose: "begins a draft",
    api: { body: draftSchema, answer: createdSchema },
    handle: beginDraft,
  },
];

const pageSize = 50;
const listQuery = z.object({ before: optionalId("Trang không có") });

async function showVersions({ account, query, body, now }: SignedInRequest, desk: DeskContext) {
  const { db } = desk.database;
  const before = parseForm(listQuery, query).value?.before ?? null;
  const found = await selectVersions(db, { ...agencyScope(account), before, limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const counts = await countChanges(
    db,
    shown.map(({ id }) => id),
  );
  const context = { now, leftOut: desk.live.leftOut() };
  return page("catalog-versions", "Danh mục", {
    versions: shown.map((row) => summarizeVersion(row, counts.get(row.id) ?? 0, context)),
    next: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
    typed: typedFields(body),
  });
}

async function beginDraft(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(draftSchema, request.body);
  if (errors !== null) return invalidForm(await showVersions(request, desk), errors);
  const { account, now } = request;
  const id = await desk.database.transaction(async (tx) => {
    const made = await createDraft(tx, {
      title: value.title,
      origin: "desk",
      agencyId: account.role === "administrator" ? null : account.agencyId,
      by: account.username,
      now,
      changes: [],
    });
    const action = { action: "catalog.draft", subject: `catalog version ${made}` };
    await recordAction(tx, account, { ...action, detail: value.title }, now);
    return made;
  });
  return redirect(`/catalog/${id}`, { message: "Đã mở bản nháp.", data: { id } });
}
