import { closeDeadLetter, redriveDelivery } from "../../notify/delivery/dead-letters.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { writeCsv } from "../framework/csv.ts";
import { notFound } from "../framework/errors.ts";
import { moment } from "../framework/format.ts";
import type { DeskRoute, Owner, SignedInRequest } from "../framework/route.ts";
import { csvDownload, page, redirect } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { scopeOf } from "./dossiers-page.ts";
import { masked } from "./labels.ts";
import { readUndelivered } from "./undelivered.ts";

export const undeliveredRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/undelivered",
    roles: officials,
    does: "lists the news that nothing could deliver, with the reasons",
    answer: async ({ account }, { database, dossierBox }) => {
      const { agencyId } = scopeOf(account);
      const found = await readUndelivered(database.db, dossierBox, agencyId);
      const waiting = found.map((one) => ({ ...one, phone: masked(one.phone) }));
      return page("undelivered", "Chưa báo được", { waiting });
    },
  },
  {
    method: "POST",
    path: "/undelivered/:delivery/retry",
    roles: officials,
    does: "tries again to deliver",
    ownerOf: ownerOfDelivery,
    answer: async ({ account, params, now }, { database }) => {
      const id = Number(params["delivery"]);
      const isBack = await database.transaction(async (tx) => {
        if (!(await redriveDelivery(tx, id, now))) return false;
        await recordAction(
          tx,
          account,
          { action: "delivery.retry", subject: `delivery ${id}` },
          now,
        );
        return true;
      });
      if (!isBack) throw notFound();
      return redirect("/undelivered", { said: "Sẽ thử gửi lại ngay." });
    },
  },
  {
    method: "POST",
    path: "/undelivered/:delivery/told",
    roles: officials,
    does: "notes that the resident was told by phone",
    ownerOf: ownerOfDelivery,
    answer: async ({ account, params, now }, { database }) => {
      const id = Number(params["delivery"]);
      const isSettled = await database.transaction(async (tx) => {
        if (!(await closeDeadLetter(tx, id, { reason: "told by phone", now }))) return false;
        await recordAction(
          tx,
          account,
          { action: "delivery.told", subject: `delivery ${id}` },
          now,
        );
        return true;
      });
      if (!isSettled) throw notFound();
      return redirect("/undelivered", { said: "Đã ghi: đã gọi điện báo." });
    },
  },
  {
    method: "GET",
    path: "/undelivered/phone-list",
    roles: officials,
    does: "lists whom to phone, with their numbers; who looked is recorded",
    answer: async (call, desk) => {
      const people = await readPhoneList(call, desk);
      return page("phone-list", "Danh sách gọi điện", { people });
    },
  },
  {
    method: "GET",
    path: "/undelivered/phone-list.csv",
    roles: officials,
    does: "exports whom to phone; who did is recorded",
    answer: async (call, desk) => {
      const people = await readPhoneList(call, desk);
      const header = ["Mã hồ sơ", "Người nộp", "Số điện thoại", "Cần báo", "Ghi chú", "Từ lúc"];
      const rows = people.map(({ code, applicant, phone, news, note, since }) => [
        code,
        applicant,
        phone,
        news,
        note,
        since === null ? "" : moment(since),
      ]);
      return csvDownload("danh-sach-goi-dien.csv", writeCsv(header, rows));
    },
  },
];

/** Numbers leave the desk here: the trail says who took them. */
async function readPhoneList(
  { account, now }: SignedInRequest,
  { database, dossierBox }: DeskContext,
) {
  const { agencyId } = scopeOf(account);
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

async function ownerOfDelivery(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const id = Number(params["delivery"]);
  if (!Number.isSafeInteger(id)) return null;
  const row = await database.db
    .selectFrom("delivery")
    .innerJoin("status_event", "status_event.id", "delivery.event_id")
    .innerJoin("dossier", "dossier.id", "status_event.dossier_id")
    .select("dossier.agency_id")
    .where("delivery.id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : { agencyId: row.agency_id };
}
