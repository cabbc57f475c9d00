import { z } from "zod";
import { readBirthYear, readIdentityTail } from "../../catalog/dossiers/applicant-numbers.ts";
import { maxCodeLength, normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { selectAgencyNames } from "../../db/queries/agencies.ts";
import {
  countFollowers,
  selectDossierReference,
  selectDossierReferenceByKey,
} from "../../db/queries/desk-dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierReport, Reports } from "../../notify/dossiers/report.ts";
import { findRefusals } from "../../notify/dossiers/write-access.ts";
import { findPhoneNumbers } from "../../phone/phone-number.ts";
import { recordAction } from "../audit/record-action.ts";
import { foreignDossier, notFound } from "../framework/errors.ts";
import {
  optionalId,
  parseForm,
  requiredText,
  textOrEmpty,
  typedFields,
} from "../framework/form.ts";
import { formatInputDateTime } from "../framework/format.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { findWorkingAgency } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { showDossier } from "./dossiers-page.ts";
import { statusChoices } from "./labels.ts";
import { findDossierOwner } from "./ownership.ts";
import { isInFuture, parseTime } from "./parse-time.ts";

export const updateRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/dossiers/new",
    roles: officials,
    purpose: "shows the form for a dossier that is not known yet",
    handle: (request, desk) => showNewForm(request, desk),
  },
  {
    method: "POST",
    path: "/dossiers",
    roles: officials,
    purpose: "adds a dossier with its status",
    handle: addDossier,
  },
  {
    method: "POST",
    path: "/dossiers/:dossier",
    roles: officials,
    purpose: "updates a dossier's status and notifies its followers",
    findOwner: findDossierOwner,
    handle: updateDossier,
  },
];

const maxNoteLength = 2_000;
const time = (missing: string) =>
  textOrEmpty(30).transform((typed, context) => {
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
  note: textOrEmpty(maxNoteLength),
  promised_at: time("Ghi ngày hẹn trả, ví dụ 30/11/2026"),
};
const updateSchema = z.object(step);
const newSchema = z.object({
  ...step,
  code: requiredText("Nhập mã hồ sơ", maxCodeLength).refine(
    (code) => normalizeDossierCode(code).length >= 4,
    "Mã hồ sơ quá ngắn",
  ),
  procedure: textOrEmpty(300),
  applicant: textOrEmpty(200),
  phone: textOrEmpty(60).refine(
    (phone) => phone === "" || findPhoneNumbers(phone).length > 0,
    "Ghi số điện thoại, ví dụ 0912 345 678",
  ),
  birth_date: textOrEmpty(40),
  identity: textOrEmpty(40).refine(
    (number) => number === "" || readIdentityTail(number) !== null,
    "Ghi đủ số căn cước, 12 chữ số",
  ),
  agency: optionalId("Chọn cơ quan"),
});

type Update = z.output<typeof updateSchema>;

async function showNewForm({ account, body, now }: SignedInRequest, { database }: DeskContext) {
  return page("dossier-new", "Thêm hồ sơ", {
    typed: { at: formatInputDateTime(now), ...typedFields(body) },
    statuses: statusChoices,
    agencies: account.role === "administrator" ? await selectAgencyNames(database.db) : null,
  });
}

async function addDossier(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { value, errors } = parseForm(newSchema, body);
  if (errors !== null) return invalidForm(await showNewForm(request, desk), errors);
  const refuse = async (field: string, reason: string) =>
    invalidForm(await showNewForm(request, desk), [{ field, reason }]);
  if (value.at !== null && isInFuture(value.at, now)) return refuse("at", futureReason);
  const agency = await findWorkingAgency(desk.database.db, account, value.agency);
  if (agency === null) return refuse("agency", "Chọn cơ quan giải quyết hồ sơ");
  const [refusal] = (
    await findRefusals(desk.database.db, { agencyId: agency.id }, [value.code])
  ).values();
  if (refusal !== undefined) {
    const isUnlisted = refusal.reason === "unlisted";
    return refuse("code", isUnlisted ? unlistedReason : "Mã hồ sơ này của cơ quan khác");
  }
  const { code, procedure, applicant, phone } = value;
  const birthYear = readBirthYear(value.birth_date, now);
  if (value.birth_date !== "" && birthYear === null) {
    return refuse("birth_date", "Ghi ngày sinh hoặc năm sinh, ví dụ 01/02/1960");
  }
  const known = {
    procedureName: procedure || null,
    applicant: applicant || null,
    birthYear,
    identityTail: readIdentityTail(value.identity),
  };
  await ingest(request, desk, {
    sender: { agencyId: agency.id },
    dossiers: [reportOf(code, value, { ...known, phone: phone || null })],
    steps: [stepOf(code, value, request)],
  });
  const id = await findIdByCode(desk.database.db, code);
  return redirect(`/dossiers/${id}`, { message: "Đã thêm hồ sơ.", data: { id } });
}

async function updateDossier(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { params, body, now } = request;
  const { db } = desk.database;
  const { value, errors } = parseForm(updateSchema, body);
  const showForm = () => showDossier(request, desk, typedFields(body));
  if (errors !== null) return invalidForm(await showForm(), errors);
  if (value.at !== null && isInFuture(value.at, now)) {
    return invalidForm(await showForm(), [{ field: "at", reason: futureReason }]);
  }
  const dossier = await selectDossierReference(db, Number(params["dossier"]));
  if (dossier === undefined) throw notFound();
  const { id, code, agency_id: agencyId, received_at: receivedAt } = dossier;
  if (isBefore(value.promised_at, receivedAt)) {
    const reason = "Ngày hẹn trả trước ngày tiếp nhận";
    return invalidForm(await showForm(), [{ field: "promised_at", reason }]);
  }
  await ingest(request, desk, {
    sender: { agencyId },
    dossiers: [reportOf(code, value)],
    steps: [stepOf(code, value, request)],
  });
  const followers = await countFollowers(db, id);
  const message =
    followers === 0
      ? "Đã ghi cập nhật. Chưa ai theo dõi hồ sơ này nên không báo cho ai."
      : `Đã ghi cập nhật. ${followers} người theo dõi sẽ được báo nếu là tin mới.`;
  return redirect(`/dossiers/${id}`, { message, data: { id, followers } });
}

const unlistedReason = "Mã hồ sơ phải bắt đầu bằng mã định danh của cơ quan";
const futureReason = "Thời điểm này chưa tới";

/** Whether the promised day is over before the day of receipt begins. */
function isBefore(promisedAt: Date | null, receivedAt: Date | null): boolean {
  if (promisedAt === null || receivedAt === null) return false;
  return toLocalDay(promisedAt) < toLocalDay(receivedAt);
}

async function ingest(
  { account, now }: SignedInRequest,
  { ingestReports }: DeskContext,
  reports: Reports,
) {
  await ingestReports(reports, async (tx, refusals) => {
    if (refusals.size > 0) throw foreignDossier();
    const [code = ""] = reports.dossiers.map((dossier) => dossier.code);
    const id = await findIdByCode(tx, code);
    const detail = `status ${reports.steps.map(({ status }) => status).join(" ")}`;
    await recordAction(
      tx,
      account,
      { action: "dossier.update", subject: `dossier ${id}`, detail },
      now,
    );
  });
}

async function findIdByCode(db: DbHandle, code: string): Promise<number> {
  const dossier = await selectDossierReferenceByKey(db, normalizeDossierCode(code));
  if (dossier === undefined) throw new Error("The dossier that was just reported is not there");
  return dossier.id;
}

function reportOf(
  code: string,
  { promised_at }: Update,
  known: Partial<DossierReport> = {},
): DossierReport {
  return {
    code,
    agencyName: null,
    procedureCode: null,
    procedureName: null,
    applicant: null,
    phone: null,
    email: null,
    birthYear: null,
    identityTail: null,
    receivedAt: null,
    promisedAt: promised_at,
    state: null,
    ...known,
  };
}

function stepOf(code: string, { status, at, note }: Update, { account, now }: SignedInRequest) {
  const officer = account.name;
  return { code, status, at: at ?? now, note, officer, unit: null, dueAt: null };
}
