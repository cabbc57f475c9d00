import { z } from "zod";
import { toChange } from "../../catalog/versions/apply-versions.ts";
import { parseChange, recordSchemas } from "../../catalog/versions/change.ts";
import { findRecord, keyOf } from "../../catalog/versions/record-access.ts";
import { lockVersion } from "../../db/queries/catalog-versions.ts";
import { versionStatus } from "../../db/tables/catalog-tables.ts";
import { removeChange } from "../../live/catalog-versions.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import { type FieldError, parseForm, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { changeBodySchema, doneSchema, kindSchema } from "./api-schemas.ts";
import { nameField } from "./labels.ts";
import { findVersionOwner, noDraft, requireDraft } from "./requested-version.ts";
import { saveChanges } from "./save-changes.ts";

const removeSchema = changeBodySchema.pick({ kind: true, id: true });
const rawQuery = z.object({
  kind: kindSchema.catch("procedure"),
  id: z.string().max(200).catch(""),
});
const recordSchema = z.object({
  kind: kindSchema,
  id: z.string(),
  record: z.string().describe("The record as JSON; empty if there is none"),
});

export const changeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/:version/changes",
    roles: officials,
    purpose: "shows a whole record as JSON, for what no form holds",
    findOwner: findVersionOwner,
    api: { query: rawQuery, answer: recordSchema },
    handle: showRecord,
  },
  {
    method: "POST",
    path: "/catalog/:version/changes",
    roles: officials,
    purpose: "puts a whole record into a draft",
    findOwner: findVersionOwner,
    api: { body: changeBodySchema, answer: doneSchema },
    handle: putRecord,
  },
  {
    method: "POST",
    path: "/catalog/:version/changes/remove",
    roles: officials,
    purpose: "takes a change out of a draft",
    findOwner: findVersionOwner,
    api: { body: removeSchema, answer: doneSchema },
    handle: takeOut,
  },
];

async function showRecord(request: SignedInRequest, desk: DeskContext) {
  const draft = await requireDraft(request, desk);
  const typed = typedFields(request.body);
  const { kind, id } = rawQuery.parse({
    ...z.object({}).loose().catch({}).parse(request.query),
    ...typed,
  });
  const record = findRecord(draft.drafted, kind, id);
  return page("catalog-record", "Cả bản ghi", {
    version: draft.row.id,
    kind,
    id,
    record: typed["record"] ?? (record === undefined ? "" : JSON.stringify(record, null, 2)),
  });
}

async function putRecord(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const draft = await requireDraft(request, desk);
  const { value, errors } = parseForm(changeBodySchema, request.body);
  if (errors !== null) return invalidForm(await showRecord(request, desk), errors);
  const { kind, id } = value;
  const read = readRecord(value.record);
  if (read === undefined) {
    const reason = "Đây không phải JSON";
    return invalidForm(await showRecord(request, desk), [{ field: "record", reason }]);
  }
  const parsed = recordSchemas[kind].nullable().safeParse(read);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }): FieldError => {
      return { field: "record", reason: `${nameField(path.join("."))}: ${message}` };
    });
    return invalidForm(await showRecord(request, desk), faults);
  }
  if (parsed.data !== null && keyOf(kind, parsed.data) !== id) {
    const reason = `Mã trong bản ghi không phải “${id}”`;
    return invalidForm(await showRecord(request, desk), [{ field: "record", reason }]);
  }
  const change = parseChange({ ...toChange(draft.present, kind, id, null), record: parsed.data });
  if (change === null) throw notFound();
  await saveChanges(request, desk, draft.row.id, [change]);
  return redirect(`/catalog/${draft.row.id}`, { message: "Đã ghi vào bản nháp." });
}

/** A form sends JSON as text; an empty text removes the record. Returns undefined if it is no JSON. */
function readRecord(sent: unknown): unknown {
  if (typeof sent !== "string") return sent ?? null;
  if (sent.trim() === "") return null;
  try {
    return JSON.parse(sent);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function takeOut(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { row } = await requireDraft(request, desk);
  const { value, errors } = parseForm(removeSchema, request.body);
  if (errors !== null) return invalidForm(await showRecord(request, desk), errors);
  await desk.database.transaction(async (tx) => {
    const locked = await lockVersion(tx, row.id);
    if (locked?.status !== versionStatus.draft) throw noDraft();
    // Pressed twice: it is taken out already.
    if (!(await removeChange(tx, row.id, value))) return;
    const subject = `catalog version ${row.id}`;
    const detail = `${value.kind} ${value.id}: as before`;
    await recordAction(
      tx,
      request.account,
      { action: "catalog.change", subject, detail },
      request.now,
    );
  });
  return redirect(`/catalog/${row.id}`, { message: "Đã bỏ chỗ sửa." });
}
