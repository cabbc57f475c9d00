import { closeDeadLetter, redriveDelivery } from "../../db/queries/deliveries.ts";
import { selectAgencyOfDelivery, selectDeadLetters } from "../../db/queries/desk-deliveries.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import { recordAction } from "../audit/record-action.ts";
import { formatCsv } from "../framework/csv.ts";
import { notFound } from "../framework/errors.ts";
import { formatDateTime } from "../framework/format.ts";
import {
  type DeskContext,
  type DeskRoute,
  type Owner,
  pathId,
  type SignedInRequest,
} from "../framework/route.ts";
import { csvDownload, page, redirect, xlsxDownload } from "../framework/view-result.ts";
import { formatXlsx } from "../framework/xlsx.ts";
import { agencyScope } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { listPhones } from "./contact-page.ts";
import { channelName, maskedPhones, notificationName, reasonText } from "./labels.ts";

const maxListed = 500;

export const undeliveredRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/undelivered",
    roles: officials,
    purpose: "lists the notifications that no route could deliver, with the reasons",
    handle: async ({ account }, { database, dossierBox }) => {
      const { agencyId } = agencyScope(account);
      const found = await readUndelivered(database.db, dossierBox, agencyId);
      const waiting = found.map((one) => ({ ...one, phone: maskedPhones(one.phone) }));
      return page("undelivered", "Tin chưa báo được", { waiting });
    },
  },
  {
    method: "POST",
    path: "/undelivered/:delivery/retry",
    roles: officials,
    purpose: "tries again to deliver",
    findOwner: findDeliveryOwner,
    handle: async ({ account, params, now }, { database }) => {
      const id = Number(params["delivery"]);
      const isRetried = await database.transaction(async (tx) => {
        if (!(await redriveDelivery(tx, id, now))) return false;
        await recordAction(
          tx,
          account,
          { action: "delivery.retry", subject: `delivery ${id}` },
          now,
        );
        return true;
      });
      if (!isRetried) throw notFound();
      return redirect("/undelivered", { message: "Sẽ thử gửi lại ngay." });
    },
  },
  {
    method: "POST",
    path: "/undelivered/:delivery/told",
    roles: officials,
    purpose: "notes that somebody called the resident",
    findOwner: findDeliveryOwner,
    handle: async ({ account, params, now }, { database }) => {
      const id = Number(params["delivery"]);
      const isClosed = await database.transaction(async (tx) => {
        if (!(await closeDeadLetter(tx, id, { reason: "told by phone", now }))) return false;
        await recordAction(
          tx,
          account,
          { action: "delivery.told", subject: `delivery ${id}` },
          now,
        );
        return true;
      });
      if (!isClosed) throw notFound();
      return redirect("/undelivered", { message: "Đã ghi: đã gọi điện báo." });
    },
  },
  {
    method: "GET",
    path: "/undelivered/phone-list",
    roles: officials,
    purpose: "lists the residents to call, with their numbers; the reader is recorded",
    handle: async (request, desk) => {
      const found = await readPhoneList(request, desk);
      const people = found.map((one) => ({ ...one, phones: listPhones(one.phone ?? "") }));
      return page("phone-list", "Danh sách gọi điện", { people });
    },
  },
  {
    method: "GET",
    path: "/undelivered/phone-list.csv",
    roles: officials,
    purpose: "exports the residents to call; the reader is recorded",
    handle: async (request, desk) => {
      const { header, rows } = await readPhoneTable(request, desk);
      return csvDownload("danh-sach-goi-dien.csv", formatCsv(header, rows));
    },
  },
  {
    method: "GET",
    path: "/undelivered/phone-list.xlsx",
    roles: officials,
    purpose: "exports the residents to call, for a spreadsheet; the reader is recorded",
    handle: async (request, desk) => {
      const { header, rows } = await readPhoneTable(request, desk);
      const content = formatXlsx("Danh sách gọi điện", header, rows);
      return xlsxDownload("danh-sach-goi-dien.xlsx", content);
    },
  },
];

async function readPhoneTable(request: SignedInRequest, desk: DeskContext) {
  const people = await readPhoneList(request, desk);
  const header = ["Mã hồ sơ", "Người nộp", "Số điện thoại", "Cần báo", "Ghi chú", "Từ lúc"];
  const rows = people.map(({ code, applicant, phone, news, note, since }) => [
    code,
    applicant,
    phone,
    news,
    note,
    since === null ? "" : formatDateTime(since),
  ]);
  return { header, rows };
}

/** Phone numbers leave the desk here, so the audit trail records who read them. */
async function readPhoneList(
  { account, now }: SignedInRequest,
  { database, dossierBox }: DeskContext,
) {
  const { agencyId } = agencyScope(account);
  const waiting = await readUndelivered(database.db, dossierBox, agencyId);
  const people = waiting.filter(({ phone }) => phone !== null);
  const detail = `${people.length} numbers`;
  await recordAction(
    database.db,
    account,
    { action: "phones.read", subject: "phone list", detail },
    now,
  );
  return people;
}

async function findDeliveryOwner(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const id = pathId(params, "delivery");
  if (id === null) return null;
  const agencyId = await selectAgencyOfDelivery(database.db, id);
  return agencyId === undefined ? null : { agencyId };
}

/** Returns the notifications that no route could deliver, the longest waiting first, with the applicant and phone number. */
async function readUndelivered(db: DbHandle, box: DossierBox, agencyId: number | null) {
  const rows = await selectDeadLetters(db, agencyId, maxListed);
  return rows.map((row) => ({
    id: row.id,
    dossier: row.dossier_id,
    code: row.code,
    news: notificationName(row.kind, row.status),
    note: row.note ?? "",
    channel: channelName(row.channel),
    reason: reasonText(row.reason),
    since: row.settled_at,
    applicant: box.open(row.applicant_sealed, row.code_key, "applicant"),
    phone: box.open(row.phone_sealed, row.code_key, "phone"),
  }));
}
