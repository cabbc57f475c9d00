import { randomUUID } from "node:crypto";
import { z } from "zod";
import { selectAgencyNames, selectWardsOfAgency } from "../../db/queries/agencies.ts";
import { selectDossierCodes } from "../../db/queries/desk-broadcasts.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Audience } from "../../notify/broadcasts/audience.ts";
import {
  type Broadcast,
  createBroadcast,
  updateBroadcast,
} from "../../notify/broadcasts/broadcast-store.ts";
import { placeholders } from "../../notify/broadcasts/placeholders.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, requiredId, typedFields } from "../framework/form.ts";
import { formatDateTime } from "../framework/format.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { findWorkingAgency } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { parseDraft } from "./draft-form.ts";
import { audienceNames } from "./labels.ts";
import { changedMeanwhile, findBroadcastOwner, requireBroadcast } from "./requested-broadcast.ts";
import { broadcastTemplates, fieldsOfTemplate } from "./templates.ts";

export const composeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/broadcasts/new",
    roles: officials,
    purpose: "shows the form of a new broadcast",
    handle: (request, desk) => {
      const { template } = templateQuery.parse(request.query);
      return showForm(request, desk, null, { key: randomUUID(), ...fieldsOfTemplate(template) });
    },
  },
  {
    method: "POST",
    path: "/broadcasts",
    roles: officials,
    purpose: "saves a broadcast as a draft; the same form sent again creates no second one",
    handle: saveDraft,
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast/edit",
    roles: officials,
    purpose: "shows the form of a broadcast that was not sent to anybody yet",
    findOwner: findBroadcastOwner,
    handle: async (request, desk) => {
      const broadcast = await requireBroadcast(request, desk);
      return showForm(request, desk, broadcast, await fieldsOf(broadcast, desk));
    },
  },
  {
    method: "POST",
    path: "/broadcasts/:broadcast",
    roles: officials,
    purpose: "changes a broadcast, and revokes its approval",
    findOwner: findBroadcastOwner,
    handle: changeDraft,
  },
];

const templateQuery = z.object({ template: z.unknown().optional() });
const keySchema = z.object({
  key: z.string({ error: "Thiếu khóa của biểu mẫu" }).min(8, "Khóa quá ngắn").max(100),
});
const revisionSchema = z.object({ revision: requiredId("Thiếu số lần sửa") });
const agencySchema = z.object({ agency: requiredId("Chọn cơ quan") });

async function saveDraft(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const refuse = async (errors: Parameters<typeof invalidForm>[1]) =>
    invalidForm(await showForm(request, desk, null, typedFields(body)), errors);
  const keyed = parseForm(keySchema, body);
  if (keyed.errors !== null) return refuse(keyed.errors);
  const named = parseForm(agencySchema, body).value?.agency ?? null;
  const agency = await findWorkingAgency(desk.database.db, account, named);
  if (agency === null) return refuse([{ field: "agency", reason: "Chọn cơ quan" }]);
  const { value: draft, errors } = await parseDraft(desk, agency, request);
  if (errors !== null) return refuse(errors);
  const { id, isNew } = await desk.database.transaction(async (tx) => {
    const { key } = keyed.value;
    const created = await createBroadcast(tx, {
      agencyId: agency.id,
      key,
      draft,
      by: account.id,
      now,
    });
    const action = { action: "broadcast.create", subject: `broadcast ${created.id}` };
    if (created.isNew) await recordAction(tx, account, action, now);
    return created;
  });
  const message = isNew ? "Đã giữ bản nháp. Bạn xem lại rồi gửi." : "Tin này đã được giữ trước đó.";
  return redirect(`/broadcasts/${id}`, { message, data: { id } });
}

async function changeDraft(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const broadcast = await requireBroadcast(request, desk);
  const refuse = async (errors: Parameters<typeof invalidForm>[1]) =>
    invalidForm(await showForm(request, desk, broadcast, typedFields(body)), errors);
  const submitted = parseForm(revisionSchema, body);
  if (submitted.errors !== null) return refuse(submitted.errors);
  const agency = { id: broadcast.agencyId, name: broadcast.agency };
  const { value: draft, errors } = await parseDraft(desk, agency, request);
  if (errors !== null) return refuse(errors);
  const { revision } = submitted.value;
  const isChanged = await desk.database.transaction(async (tx) => {
    if (!(await updateBroadcast(tx, broadcast.id, { revision, draft, now }))) return false;
    const action = { action: "broadcast.change", subject: `broadcast ${broadcast.id}` };
    await recordAction(tx, account, action, now);
    return true;
  });
  if (!isChanged) throw changedMeanwhile();
  return redirect(`/broadcasts/${broadcast.id}`, {
    message: "Đã sửa. Tin cần được gửi và duyệt lại.",
  });
}

async function showForm(
  { account }: SignedInRequest,
  { database, catalog, broadcasts }: DeskContext,
  broadcast: Broadcast | null,
  typed: Readonly<Record<string, string>>,
) {
  const { procedures, points, wards } = catalog();
  const agencyId = broadcast?.agencyId ?? account.agencyId ?? 0;
  const served = await selectWardsOfAgency(database.db, agencyId);
  const codes = served.length > 0 ? served : [...wards.keys()];
  const isNew = broadcast === null;
  return page("broadcast-form", isNew ? "Soạn tin chung" : "Sửa tin chung", {
    typed,
    to: isNew ? "/desk/broadcasts" : `/desk/broadcasts/${broadcast.id}`,
    isNew,
    templates: isNew ? broadcastTemplates.map(({ id, name }) => ({ id, name })) : [],
    hasSms: broadcasts.routeNames.has("sms"),
    agencies:
      isNew && account.role === "administrator" ? await selectAgencyNames(database.db) : null,
    audiences: Object.entries(audienceNames).map(([value, name]) => ({ value, name })),
    placeholders: Object.entries(placeholders).map(([name, { about }]) => ({ name, about })),
    procedures: [...procedures.values()].map(({ id, name }) => ({ value: id, name })),
    points: [...points.values()]
      .filter(({ status }) => status === "active")
      .map(({ id, name }) => ({ value: id, name })),
    wards: codes.flatMap((code) => {
      const ward = wards.get(code);
      return ward === undefined ? [] : [{ value: code, name: ward.name }];
    }),
  });
}

async function fieldsOf(
  broadcast: Broadcast,
  { database }: DeskContext,
): Promise<Readonly<Record<string, string>>> {
  const { title, text, plainSms, isTrial, startsAt, revision, audience } = broadcast;
  return {
    title,
    text,
    revision: String(revision),
    starts_at: startsAt === null ? "" : formatDateTime(startsAt),
    audience: audience.kind,
    ...(plainSms && { plain_sms: "1" }),
    ...(isTrial && { trial: "1" }),
    ...(await detailOf(audience, database.db)),
  };
}

async function detailOf(audience: Audience, db: DbHandle) {
  if (audience.kind !== "dossiers") {
    const { kind, ...detail } = audience;
    return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, String(value)]));
  }
  const codes = await selectDossierCodes(db, audience.dossiers);
  return { dossiers: codes.join("\n") };
}
