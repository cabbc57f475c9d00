import { readBirthYear, readIdentityTail } from "../../catalog/dossiers/applicant-numbers.ts";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { selectAgencyNames } from "../../db/queries/agencies.ts";
import {
  countFollowers,
  selectDossierReference,
  selectDossierReferenceByKey,
} from "../../db/queries/desk-dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import { holdMs, openHeldUpdate } from "../../notify/dossiers/held-updates.ts";
import type { Refusals } from "../../notify/dossiers/ingest-reports.ts";
import type { Reports } from "../../notify/dossiers/report.ts";
import { findRefusals } from "../../notify/dossiers/write-access.ts";
import { recordAction } from "../audit/record-action.ts";
import { foreignDossier, notFound } from "../framework/errors.ts";
import { type FieldError, parseForm, typedFields } from "../framework/form.ts";
import { formatDateTime } from "../framework/format.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { findWorkingAgency } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { showDossier } from "./dossiers-page.ts";
import { statusChoices, statusName } from "./labels.ts";
import { findMissingNote } from "./note-rules.ts";
import { readOfferedNotes } from "./offered-notes.ts";
import { findDossierOwner } from "./ownership.ts";
import { isInFuture } from "./parse-time.ts";
import { describePreview } from "./preview-labels.ts";
import { readUndo } from "./undo-page.ts";
import {
  carriedFields,
  newDossierSchema,
  noteOf,
  reportOf,
  stepOf,
  type Update,
  updateSchema,
} from "./update-form.ts";

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

async function showNewForm({ account, body, now }: SignedInRequest, { database }: DeskContext) {
  return page("dossier-new", "Thêm hồ sơ", {
    typed: { at: formatDateTime(now), ...typedFields(body) },
    statuses: statusChoices,
    offeredNotes: await readOfferedNotes(database.db, account.agencyId, now),
    agencies: account.role === "administrator" ? await selectAgencyNames(database.db) : null,
  });
}

async function addDossier(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { value, errors } = parseForm(newDossierSchema, body);
  if (errors !== null) return invalidForm(await showNewForm(request, desk), errors);
  if (value.edit) return showNewForm(request, desk);
  const refuse = async (field: string, reason: string) =>
    invalidForm(await showNewForm(request, desk), [{ field, reason }]);
  const fault = findFault(value, now);
  if (fault !== null) return refuse(fault.field, fault.reason);
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
  const reports = {
    sender: { agencyId: agency.id },
    dossiers: [reportOf(code, value, { ...known, phone: phone || null })],
    steps: [stepOf(code, value, request)],
  };
  if (value.preview) return showPreview(request, desk, { reports, value, code, to: "/dossiers" });
  await ingest(request, desk, reports);
  const id = await findIdByCode(desk.database.db, code);
  return redirect(`/dossiers/${id}`, {
    message: "Đã thêm hồ sơ.",
    data: await answerOf(desk, id, now),
  });
}

async function updateDossier(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { params, body, now } = request;
  const { db } = desk.database;
  const { value, errors } = parseForm(updateSchema, body);
  const showForm = () => showDossier(request, desk, typedFields(body));
  if (errors !== null) return invalidForm(await showForm(), errors);
  if (value.edit) return showForm();
  const fault = findFault(value, now);
  if (fault !== null) return invalidForm(await showForm(), [fault]);
  const dossier = await selectDossierReference(db, Number(params["dossier"]));
  if (dossier === undefined) throw notFound();
  const { id, code, agency_id: agencyId, received_at: receivedAt } = dossier;
  if (isBefore(value.promised_at, receivedAt)) {
    const reason = "Ngày hẹn trả trước ngày tiếp nhận";
    return invalidForm(await showForm(), [{ field: "promised_at", reason }]);
  }
  const reports = {
    sender: { agencyId },
    dossiers: [reportOf(code, value)],
    steps: [stepOf(code, value, request)],
  };
  const to = `/dossiers/${id}`;
  if (value.preview) return showPreview(request, desk, { reports, value, code, to });
  await ingest(request, desk, reports);
  const followers = await countFollowers(db, id);
  const message =
    followers === 0
      ? "Đã ghi cập nhật. Chưa ai theo dõi hồ sơ này nên không báo cho ai."
      : `Đã ghi cập nhật. ${followers} người theo dõi sẽ được báo nếu là tin mới.`;
  return redirect(to, { message, data: { ...(await answerOf(desk, id, now)), followers } });
}

/** What a program learns: the dossier, and how to take the update back. */
async function answerOf({ database }: DeskContext, id: number, now: Date) {
  const undo = await readUndo(database.db, id, now);
  return { id, undo: undo === null ? null : { id: undo.id, until: undo.until } };
}

interface Planned {
  readonly reports: Reports;
  readonly value: Update;
  readonly code: string;
  /** Where its form is sent. */
  readonly to: string;
}

/** Shows who would be notified of an update and what they would read. Nothing is stored. */
async function showPreview(
  { body, now }: SignedInRequest,
  { previewUpdates }: DeskContext,
  { reports, value, code, to }: Planned,
) {
  const preview = describePreview(await previewUpdates(reports));
  return page("update-confirm", "Xem trước khi gửi", {
    code,
    status: value.status,
    statusName: statusName(value.status),
    preview,
    to: `/desk${to}`,
    fields: carriedFields(typedFields(body), value, now),
  });
}

function findFault(value: Update, now: Date): FieldError | null {
  if (value.at !== null && isInFuture(value.at, now)) {
    return { field: "at", reason: "Thời điểm này chưa tới" };
  }
  const missing = findMissingNote(value.status, noteOf(value));
  return missing === null ? null : { field: "note", reason: missing };
}

const unlistedReason = "Mã hồ sơ phải bắt đầu bằng mã định danh của cơ quan";

/** Whether the promised day is over before the day of receipt begins. */
function isBefore(promisedAt: Date | null, receivedAt: Date | null): boolean {
  if (promisedAt === null || receivedAt === null) return false;
  return toLocalDay(promisedAt) < toLocalDay(receivedAt);
}

async function ingest(
  { account, now }: SignedInRequest,
  { ingestReports }: DeskContext,
  reports: Reports & { readonly sender: { readonly agencyId: number | null } },
) {
  const until = new Date(now.getTime() + holdMs);
  const { agencyId } = reports.sender;
  const held = { agencyId, accountId: account.id, at: now, until };
  const hold = { until, open: (tx: Transaction) => openHeldUpdate(tx, held) };
  const record = async (tx: Transaction, refusals: Refusals) => {
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
  };
  await ingestReports(reports, record, hold);
}

async function findIdByCode(db: DbHandle, code: string): Promise<number> {
  const dossier = await selectDossierReferenceByKey(db, normalizeDossierCode(code));
  if (dossier === undefined) throw new Error("The dossier that was just reported is not there");
  return dossier.id;
}
