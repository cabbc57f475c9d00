import { z } from "zod";
import { maxCodeLength, normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierReport, Reports } from "../../notify/dossiers/report.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { notFound } from "../framework/errors.ts";
import { freeText, neededText, optionalId, readForm, typedFields } from "../framework/form.ts";
import { inputMoment } from "../framework/format.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { listAgencies, workingFor } from "./agencies.ts";
import { countFollowers } from "./dossier-view.ts";
import { showDossier } from "./dossiers-page.ts";
import { statusChoices } from "./labels.ts";
import { foreignCodes, ownerOfDossier } from "./ownership.ts";
import { isInFuture, parseTime } from "./parse-time.ts";

export const updateRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/dossiers/new",
    roles: officials,
    does: "shows the form for a dossier that is not known yet",
    answer: (call, desk) => newForm(call, desk),
  },
  {
    method: "POST",
    path: "/dossiers",
    roles: officials,
    does: "takes in a dossier with its status",
    answer: addDossier,
  },
  {
    method: "POST",
    path: "/dossiers/:dossier",
    roles: officials,
    does: "updates a dossier's status and tells its followers",
    ownerOf: ownerOfDossier,
    answer: updateDossier,
  },
];

const maxNoteLength = 2_000;
const time = (missing: string) =>
  freeText(30).transform((typed, context) => {
    if (typed === "") return null;
    const at = parseTime(typed);
    if (at === null) context.addIssue({ code: "custom", message: missing });
    return at;
  });

const step = {
  status: z
    .union([z.string(), z.number()], { error: "Chọn trạng thái" })
    .transform(Number)
    .refine(isDossierStatus, "Chọn trạng thái"),
  at: time("Ghi ngày giờ, ví dụ 25/11/2026 08:30"),
  note: freeText(maxNoteLength),
  promised_at: time("Ghi ngày hẹn trả, ví dụ 30/11/2026"),
};
const updateSchema = z.object(step);
const newSchema = z.object({
  ...step,
  code: neededText("Nhập mã hồ sơ", maxCodeLength).refine(
    (code) => normalizeDossierCode(code).length >= 4,
    "Mã hồ sơ quá ngắn",
  ),
  procedure: freeText(300),
  applicant: freeText(200),
  phone: freeText(20).refine(
    (phone) => phone === "" || /^\+?[\d .-]{8,16}$/.test(phone),
    "Ghi số điện thoại, ví dụ 0912 345 678",
  ),
  agency: optionalId("Chọn cơ quan"),
});

type Update = z.output<typeof updateSchema>;

async function newForm({ account, body, now }: SignedInRequest, { database }: DeskContext) {
  return page("dossier-new", "Thêm hồ sơ", {
    typed: { at: inputMoment(now), ...typedFields(body) },
    statuses: statusChoices,
    agencies: account.role === "administrator" ? await listAgencies(database.db) : null,
  });
}

async function addDossier(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = call;
  const { value, faults } = readForm(newSchema, body);
  if (faults !== null) return invalidForm(await newForm(call, desk), faults);
  const refuse = async (field: string, reason: string) =>
    invalidForm(await newForm(call, desk), [{ field, reason }]);
  if (value.at !== null && isInFuture(value.at, now)) return refuse("at", futureFault);
  const agency = await workingFor(desk.database.db, account, value.agency);
  if (agency === null) return refuse("agency", "Chọn cơ quan giải quyết hồ sơ");
  const foreign = await foreignCodes(desk.database.db, [value.code], agency.id);
  if (foreign.size > 0) return refuse("code", "Mã hồ sơ này của cơ quan khác");
  const { code, procedure, applicant, phone } = value;
  const told = { procedureName: procedure || null, applicant: applicant || null };
  await take(call, desk, {
    sender: { agencyId: agency.id },
    dossiers: [reportOf(code, value, { ...told, phone: phone || null })],
    steps: [stepOf(code, value, call)],
  });
  const { id } = await findByCode(desk.database.db, code);
  return redirect(`/dossiers/${id}`, { said: "Đã thêm hồ sơ.", data: { id } });
}

async function updateDossier(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { params, body, now } = call;
  const { db } = desk.database;
  const { value, faults } = readForm(updateSchema, body);
  const form = () => showDossier(call, desk, typedFields(body));
  if (faults !== null) return invalidForm(await form(), faults);
  if (value.at !== null && isInFuture(value.at, now)) {
    return invalidForm(await form(), [{ field: "at", reason: futureFault }]);
  }
  const dossier = await db
    .selectFrom("dossier")
    .select(["id", "code", "agency_id"])
    .where("id", "=", Number(params["dossier"]))
    .executeTakeFirst();
  if (dossier === undefined) throw notFound();
  const { id, code, agency_id: agencyId } = dossier;
  await take(call, desk, {
    sender: agencyId === null ? { madonvi: null } : { agencyId },
    dossiers: [reportOf(code, value)],
    steps: [stepOf(code, value, call)],
  });
  const followers = await countFollowers(db, id);
  const said =
    followers === 0
      ? "Đã ghi cập nhật. Chưa ai theo dõi hồ sơ này nên không báo cho ai."
      : `Đã ghi cập nhật. ${followers} người theo dõi sẽ được báo nếu là tin mới.`;
  return redirect(`/dossiers/${id}`, { said, data: { id, followers } });
}

const futureFault = "Thời điểm này chưa tới";

async function take(
  { account, now }: SignedInRequest,
  { takeReports }: DeskContext,
  reports: Reports,
) {
  await takeReports(reports, async (tx) => {
    const [code = ""] = reports.dossiers.map((dossier) => dossier.code);
    const { id } = await findByCode(tx, code);
    const detail = `status ${reports.steps.map(({ status }) => status).join(" ")}`;
    await recordAction(
      tx,
      account,
      { action: "dossier.update", subject: `dossier ${id}`, detail },
      now,
    );
  });
}

function findByCode(db: DbHandle, code: string): Promise<{ id: number }> {
  return db
    .selectFrom("dossier")
    .select("id")
    .where("code_key", "=", normalizeDossierCode(code))
    .executeTakeFirstOrThrow();
}

function reportOf(
  code: string,
  { promised_at }: Update,
  told: Partial<DossierReport> = {},
): DossierReport {
  return {
    code,
    agencyName: null,
    procedureCode: null,
    procedureName: null,
    applicant: null,
    phone: null,
    email: null,
    receivedAt: null,
    promisedAt: promised_at,
    state: null,
    ...told,
  };
}

function stepOf(code: string, { status, at, note }: Update, { account, now }: SignedInRequest) {
  const officer = account.name;
  return { code, status, at: at ?? now, note, officer, unit: null, dueAt: null };
}
