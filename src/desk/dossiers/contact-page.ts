import { selectDossier } from "../../db/queries/desk-dossiers.ts";
import { ProblemError } from "../../http/problem.ts";
import { followByPhone } from "../../notify/subscriptions/follow-by-phone.ts";
import { findPhoneNumbers } from "../../phone/phone-number.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { showDossier } from "./dossiers-page.ts";
import { findDossierOwner } from "./ownership.ts";

export const contactRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/dossiers/:dossier/phone",
    roles: officials,
    purpose: "shows the phone number on a dossier; the reader is recorded",
    findOwner: findDossierOwner,
    handle: showPhone,
  },
  {
    method: "POST",
    path: "/dossiers/:dossier/sms",
    roles: officials,
    purpose: "tells an applicant who has agreed by SMS from now on",
    findOwner: findDossierOwner,
    handle: tellBySms,
  },
];

async function showPhone(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, params, now } = request;
  const id = Number(params["dossier"]);
  const row = await selectDossier(desk.database.db, id);
  if (row === undefined) throw notFound();
  const phone = desk.dossierBox.open(row.phone_sealed, row.code_key, "phone");
  const action = { action: "phone.read", subject: `dossier ${id}` };
  await recordAction(desk.database.db, account, action, now);
  const shown = await showDossier(request, desk);
  return { ...shown, data: { ...shown.data, phones: phone === null ? [] : listPhones(phone) } };
}

async function tellBySms(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, params, now } = request;
  const id = Number(params["dossier"]);
  if (!desk.broadcasts.routeNames.has("sms")) {
    const message = "Chưa bật SMS nên chưa báo được bằng tin nhắn.";
    return redirect(`/dossiers/${id}`, { message, problem: new ProblemError(409, "off", message) });
  }
  const result = await desk.database.transaction(async (tx) => {
    const followed = await followByPhone(tx, id, now);
    const action = { action: "dossier.follow-by-phone", subject: `dossier ${id}` };
    if (followed === "following") await recordAction(tx, account, action, now);
    return followed;
  });
  const messages = {
    following: "Từ nay báo người nộp qua số điện thoại ghi trên hồ sơ. Tin đầu tiên gửi ngay.",
    followed: "Hồ sơ này đã có người theo dõi.",
    "nothing-to-tell": "Hồ sơ chưa ghi số điện thoại hoặc chưa có trạng thái nên chưa báo được.",
  };
  return redirect(`/dossiers/${id}`, { message: messages[result], data: { result } });
}

/** Returns each number as it is dialled and read; a text without any stays as it was written. */
export function listPhones(text: string) {
  const numbers = findPhoneNumbers(text);
  if (numbers.length === 0) return [{ dialled: text.replaceAll(/[^+\d]/g, ""), shown: text }];
  return numbers.map(({ national }) => ({
    dialled: national.replaceAll(" ", ""),
    shown: national,
  }));
}
