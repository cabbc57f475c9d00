import { z } from "zod";
import {
  replaceSetting,
  selectLatestNotice,
  updateNoticesSeen,
} from "../../db/queries/colleague-notices.ts";
import { choicesOf, readSettings } from "../../notify/colleagues/choices.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, textOrEmpty } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { everybody } from "../identity/roles.ts";
import { describeLiveCounts, readShownCounts } from "./live-counts.ts";
import { offeredChannels, showNotices } from "./show-notices.ts";

/** What somebody was told of their work, and how they want to be told. Every account sees only its own. */
export const noticeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/account/notices",
    roles: everybody,
    purpose: "lists what the account was told, and how it wants to be told",
    handle: openNotices,
  },
  {
    method: "POST",
    path: "/account/notices",
    roles: everybody,
    purpose: "sets by which channels and when the account is told of each kind of event",
    handle: changeChoices,
  },
  {
    method: "GET",
    path: "/account/notices/counts",
    roles: everybody,
    isBackground: true,
    purpose: "tells a page's script what waits for the account",
    handle: async ({ account, now }, { database }) => ({
      type: "download",
      name: "counts.json",
      mediaType: "application/json; charset=utf-8",
      content: JSON.stringify(
        describeLiveCounts(account, await readShownCounts(database.db, account, now)),
      ),
    }),
  },
];

/** Shows the page; who has seen a notice there is not sent it any more. */
async function openNotices(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const { db } = desk.database;
  const latest = await selectLatestNotice(db, account.id);
  const shown = await showNotices(request, desk);
  await updateNoticesSeen(db, account.id, { upTo: latest, now });
  return shown;
}

const wrongTime = "Giờ là HH:MM, ví dụ 21:30; để trống cả hai nếu không cần";
const clock = textOrEmpty(10)
  .pipe(z.string().regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$|^$/, wrongTime))
  .transform((typed) => {
    if (typed === "") return null;
    const [hours = 0, minutes = 0] = typed.split(":").map(Number);
    return hours * 60 + minutes;
  });
/** Besides these, a form has a field `EVENT:CHANNEL` for each tick. */
const schema = z.looseObject({
  quiet_from: clock,
  quiet_to: clock,
  digest: textOrEmpty(5),
});

async function changeChoices(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return invalidForm(await showNotices(request, desk), errors);
  const { quiet_from, quiet_to } = value;
  if ((quiet_from === null) !== (quiet_to === null) || (quiet_from ?? -1) === quiet_to) {
    const wrong = [{ field: "quiet_from", reason: wrongTime }];
    return invalidForm(await showNotices(request, desk), wrong);
  }
  const channels = await offeredChannels(desk);
  const { choices: before } = (await readSettings(desk.database.db, [account.id]))(account.id);
  const choices = choicesOf((event) => [
    ...channels.filter((channel) => value[`${event}:${channel}`] === "1"),
    // A channel that is off for now is chosen as before once it is on again.
    ...before[event].filter((channel) => !channels.includes(channel)),
  ]);
  await desk.database.transaction(async (tx) => {
    await replaceSetting(tx, {
      account_id: account.id,
      choices: JSON.stringify(choices),
      quiet_from,
      quiet_to,
      has_digest: value.digest === "1",
    });
    const action = { action: "notice.choose", subject: `account ${account.id}` };
    await recordAction(tx, account, action, now);
  });
  return redirect("/account/notices", { message: "Đã lưu cách báo." });
}
