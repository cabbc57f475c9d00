import { z } from "zod";
import { parseAddress } from "../../notify/broadcasts/test-recipients.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, requiredText, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { channelNames } from "./labels.ts";

/** Every account sees only its own test recipients. */
export const testRecipientRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/account/trial-addresses",
    roles: officials,
    purpose: "lists one's own addresses for test messages",
    handle: (request, desk) => showRecipients(request, desk, null),
  },
  {
    method: "POST",
    path: "/account/trial-addresses",
    roles: officials,
    purpose: "adds a phone number or an e-mail address for test messages",
    handle: add,
  },
  {
    method: "POST",
    path: "/account/trial-addresses/code",
    roles: officials,
    purpose: "shows a code that makes a chat a test recipient",
    handle: async (request, desk) => {
      const code = await desk.broadcasts.testRecipients.createPairingCode(
        desk.database.db,
        request.account.id,
        request.now,
      );
      return showRecipients(request, desk, code);
    },
  },
  {
    method: "POST",
    path: "/account/trial-addresses/:address/remove",
    roles: officials,
    purpose: "removes a test recipient",
    handle: async ({ account, params, now }, { database, broadcasts }) => {
      const id = Number(params["address"]);
      await database.transaction(async (tx) => {
        await broadcasts.testRecipients.remove(tx, account.id, Number.isSafeInteger(id) ? id : 0);
        const action = { action: "trial-address.remove", subject: `account ${account.id}` };
        await recordAction(tx, account, action, now);
      });
      return redirect("/account/trial-addresses", { message: "Đã bỏ địa chỉ." });
    },
  },
];

const schema = z.object({
  address: requiredText("Nhập số điện thoại hoặc thư điện tử", 200).transform((typed, context) => {
    const address = parseAddress(typed);
    if (address !== null) return address;
    context.addIssue({ code: "custom", message: "Nhập số di động Việt Nam hoặc thư điện tử" });
    return z.NEVER;
  }),
});

async function add(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return invalidForm(await showRecipients(request, desk, null), errors);
  await desk.database.transaction(async (tx) => {
    await desk.broadcasts.testRecipients.add(tx, account.id, { ...value.address, now });
    const action = { action: "trial-address.add", subject: `account ${account.id}` };
    await recordAction(tx, account, action, now);
  });
  return redirect("/account/trial-addresses", { message: "Đã thêm địa chỉ." });
}

async function showRecipients(
  { account, body }: SignedInRequest,
  desk: DeskContext,
  code: string | null,
) {
  const own = await desk.broadcasts.testRecipients.listOfAccount(desk.database.db, account.id);
  return page("trial-addresses", "Địa chỉ nhận thử", {
    typed: typedFields(body),
    code,
    addresses: own.map((one) => ({
      id: one.id,
      kindName: channelNames[one.kind] ?? one.kind,
      shown: desk.broadcasts.testRecipients.showAddress(one),
      since: one.created_at,
    })),
  });
}
