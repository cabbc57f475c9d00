import { z } from "zod";
import { parseAddress } from "../../notify/broadcasts/test-recipients.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { neededText, readForm, typedFields } from "../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { channelNames } from "./labels.ts";

/** They are all of who asks: nobody sees another's. */
export const ownAddressRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/account/trial-addresses",
    roles: officials,
    does: "lists where who asks gets trials",
    answer: (call, desk) => addresses(call, desk, null),
  },
  {
    method: "POST",
    path: "/account/trial-addresses",
    roles: officials,
    does: "adds a phone or an e-mail address for trials",
    answer: add,
  },
  {
    method: "POST",
    path: "/account/trial-addresses/code",
    roles: officials,
    does: "shows a code that makes a chat an address for trials",
    answer: async (call, desk) => {
      const code = await desk.broadcasts.testRecipients.createPairingCode(
        desk.database.db,
        call.account.id,
        call.now,
      );
      return addresses(call, desk, code);
    },
  },
  {
    method: "POST",
    path: "/account/trial-addresses/:address/remove",
    roles: officials,
    does: "removes an address for trials",
    answer: async ({ account, params, now }, { database, broadcasts }) => {
      const id = Number(params["address"]);
      await database.transaction(async (tx) => {
        await broadcasts.testRecipients.remove(tx, account.id, Number.isSafeInteger(id) ? id : 0);
        const deed = { action: "trial-address.remove", subject: `account ${account.id}` };
        await recordAction(tx, account, deed, now);
      });
      return redirect("/account/trial-addresses", { said: "Đã bỏ địa chỉ." });
    },
  },
];

const schema = z.object({
  address: neededText("Nhập số điện thoại hoặc thư điện tử", 200).transform((typed, context) => {
    const address = parseAddress(typed);
    if (address !== null) return address;
    context.addIssue({ code: "custom", message: "Nhập số di động Việt Nam hoặc thư điện tử" });
    return z.NEVER;
  }),
});

async function add(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = call;
  const { value, faults } = readForm(schema, body);
  if (faults !== null) return invalidForm(await addresses(call, desk, null), faults);
  await desk.database.transaction(async (tx) => {
    await desk.broadcasts.testRecipients.add(tx, account.id, { ...value.address, now });
    const deed = { action: "trial-address.add", subject: `account ${account.id}` };
    await recordAction(tx, account, deed, now);
  });
  return redirect("/account/trial-addresses", { said: "Đã thêm địa chỉ." });
}

async function addresses(
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
