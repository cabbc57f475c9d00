import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Audience } from "../../notify/broadcasts/audience.ts";
import {
  type Broadcast,
  createBroadcast,
  updateBroadcast,
} from "../../notify/broadcasts/broadcast-store.ts";
import { placeholders } from "../../notify/broadcasts/placeholders.ts";
import { recordAction } from "../audit/record-action.ts";
import { listAgencies, workingFor } from "../dossiers/agencies.ts";
import type { DeskContext } from "../framework/context.ts";
import { idOf, readForm, typedFields } from "../framework/form.ts";
import { inputMoment } from "../framework/format.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { readDraft } from "./draft-form.ts";
import { audienceNames } from "./labels.ts";
import { changedMeanwhile, ownerOfBroadcast, requireBroadcast } from "./requested-broadcast.ts";

export const composeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/broadcasts/new",
    roles: officials,
    does: "shows the form of a new broadcast",
    answer: (call, desk) => form(call, desk, null, { key: randomUUID() }),
  },
  {
    method: "POST",
    path: "/broadcasts",
    roles: officials,
    does: "keeps a broadcast as a draft; the same form again makes no other",
    answer: keepDraft,
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast/edit",
    roles: officials,
    does: "shows the form of a broadcast that nobody has been told yet",
    ownerOf: ownerOfBroadcast,
    answer: async (call, desk) => {
      const broadcast = await requireBroadcast(call, desk);
      return form(call, desk, broadcast, await fieldsOf(broadcast, desk));
    },
  },
  {
    method: "POST",
    path: "/broadcasts/:broadcast",
    roles: officials,
    does: "changes a broadcast, and takes its approval back",
    ownerOf: ownerOfBroadcast,
    answer: changeDraft,
  },
];

const keySchema = z.object({
  key: z.string({ error: "Thiếu khóa của biểu mẫu" }).min(8, "Khóa quá ngắn").max(100),
});
const revisionSchema = z.object({ revision: idOf("Thiếu số lần sửa") });
const agencySchema = z.object({ agency: idOf("Chọn cơ quan") });

async function keepDraft(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = call;
  const refuse = async (faults: Parameters<typeof invalidForm>[1]) =>
    invalidForm(await form(call, desk, null, typedFields(body)), faults);
  const keyed = readForm(keySchema, body);
  if (keyed.faults !== null) return refuse(keyed.faults);
  const named = readForm(agencySchema, body).value?.agency ?? null;
  const agency = await workingFor(desk.database.db, account, named);
  if (agency === null) return refuse([{ field: "agency", reason: "Chọn cơ quan" }]);
  const { value: draft, faults } = await readDraft(desk, agency, call);
  if (faults !== null) return refuse(faults);
  const { id, isNew } = await desk.database.transaction(async (tx) => {
    const { key } = keyed.value;
    const made = await createBroadcast(tx, {
      agencyId: agency.id,
      key,
      draft,
      by: account.id,
      now,
    });
    const deed = { action: "broadcast.create", subject: `broadcast ${made.id}` };
    if (made.isNew) await recordAction(tx, account, deed, now);
    return made;
  });
  const said = isNew ? "Đã giữ bản nháp. Bạn xem lại rồi gửi." : "Tin này đã được giữ trước đó.";
  return redirect(`/broadcasts/${id}`, { said, data: { id } });
}

async function changeDraft(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = call;
  const broadcast = await requireBroadcast(call, desk);
  const refuse = async (faults: Parameters<typeof invalidForm>[1]) =>
    invalidForm(await form(call, desk, broadcast, typedFields(body)), faults);
  const asked = readForm(revisionSchema, body);
  if (asked.faults !== null) return refuse(asked.faults);
  const agency = { id: broadcast.agencyId, name: broadcast.agency };
  const { value: draft, faults } = await readDraft(desk, agency, call);
  if (faults !== null) return refuse(faults);
  const { revision } = asked.value;
  const isChanged = await desk.database.transaction(async (tx) => {
    if (!(await updateBroadcast(tx, broadcast.id, { revision, draft, now }))) return false;
    const deed = { action: "broadcast.change", subject: `broadcast ${broadcast.id}` };
    await recordAction(tx, account, deed, now);
    return true;
  });
  if (!isChanged) throw changedMeanwhile();
  return redirect(`/broadcasts/${broadcast.id}`, {
    said: "Đã sửa. Tin cần được gửi và duyệt lại.",
  });
}

async function form(
  { account }: SignedInRequest,
  { database, catalog }: DeskContext,
  broadcast: Broadcast | null,
  typed: Readonly<Record<string, string>>,
) {
  const { procedures, points, wards } = catalog();
  const own = await database.db
    .selectFrom("agency_ward")
    .select("ward_code")
    .where("agency_id", "=", broadcast?.agencyId ?? account.agencyId ?? 0)
    .execute();
  const codes = own.length > 0 ? own.map(({ ward_code }) => ward_code) : [...wards.keys()];
  const isNew = broadcast === null;
  return page("broadcast-form", isNew ? "Soạn tin chung" : "Sửa tin chung", {
    typed,
    to: isNew ? "/desk/broadcasts" : `/desk/broadcasts/${broadcast.id}`,
    isNew,
    agencies: isNew && account.role === "administrator" ? await listAgencies(database.db) : null,
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
    starts_at: startsAt === null ? "" : inputMoment(startsAt),
    audience: audience.kind,
    ...(plainSms && { plain_sms: "1" }),
    ...(isTrial && { trial: "1" }),
    ...(await detailOf(audience, database.db)),
  };
}

async function detailOf(audience: Audience, db: DeskContext["database"]["db"]) {
  if (audience.kind !== "dossiers") {
    const { kind, ...detail } = audience;
    return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, String(value)]));
  }
  const rows = await db
    .selectFrom("dossier")
    .select("code")
    .where("id", "in", audience.dossiers)
    .orderBy("id")
    .execute();
  return { dossiers: rows.map(({ code }) => code).join("\n") };
}
