import { z } from "zod";
import { updateAccountHead } from "../../db/queries/accounts.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, textOrEmpty } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { requireAccount, requirePresentAdministrator } from "./other-account.ts";

/** The head of an agency is told of its late conversations and dossiers. */
export const agencyHeadRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/people/:account/head",
    roles: administrators,
    purpose:
      "makes an official the head of their agency, who is told of what is late, or takes it back",
    handle: setHead,
  },
];

const schema = z.object({ head: textOrEmpty(5) });

async function setHead(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const account = await requireAccount(request, desk);
  const { value } = parseForm(schema, request.body);
  const isHead = value?.head === "1" && account.role === "official";
  await desk.database.transaction(async (tx) => {
    await requirePresentAdministrator(tx, request.account);
    await updateAccountHead(tx, account.id, isHead);
    const subject = `account ${account.id}`;
    const action = isHead
      ? { action: "notice.head", subject }
      : { action: "notice.head-end", subject };
    await recordAction(tx, request.account, action, request.now);
  });
  const message = isHead
    ? `${account.name} sẽ được báo việc trễ của cơ quan.`
    : `${account.name} không được báo việc trễ của cơ quan nữa.`;
  return redirect(`/people/${account.id}`, { message });
}
