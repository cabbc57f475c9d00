import { selectChatsOfAccount } from "../../db/queries/colleague-addresses.ts";
import { selectNotices } from "../../db/queries/colleague-notices.ts";
import { type NoticeSettings, readSettings } from "../../notify/colleagues/choices.ts";
import { describeNotices } from "../../notify/colleagues/describe-notices.ts";
import { eventNames, eventsOfRole, type NoticeChannel } from "../../notify/colleagues/events.ts";
import { typedFields } from "../framework/form.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";
import { type Page, page } from "../framework/view-result.ts";

const maxShown = 50;

const channelNames: Readonly<Record<NoticeChannel, string>> = {
  desk: "Số trên trang",
  sound: "Chuông",
  push: "Báo trên máy",
  email: "Thư",
  chat: "Zalo, Messenger",
};

/** Returns the page of what an account was told and how it wants to be told. */
export async function showNotices(
  { account, body }: SignedInRequest,
  desk: DeskContext,
  { chatCode = null }: { readonly chatCode?: string | null } = {},
): Promise<Page> {
  const { db } = desk.database;
  const rows = await selectNotices(db, account.id, maxShown);
  const described = await describeNotices(db, rows);
  const settings = (await readSettings(db, [account.id]))(account.id);
  const channels = await offeredChannels(desk);
  return page("notices", "Báo cho tôi", {
    notices: rows.map(({ id, at, seen_at, over_at }, index) => ({
      ...described[index],
      id,
      at,
      isNew: seen_at === null,
      isOver: over_at !== null,
    })),
    channels: channels.map((id) => ({ id, name: channelNames[id] })),
    events: eventsOfRole(account.role).map((id) => ({
      id,
      name: eventNames[id],
      chosen: settings.choices[id],
    })),
    ...describeTimes(settings),
    typed: typedFields(body),
    publicKey: await desk.webPush.publicKey(),
    devices: await desk.webPush.devices(account.id),
    email: await desk.addresses.readEmail(account.id),
    chats: (await selectChatsOfAccount(db, account.id)).map(({ kind }) => chatNames[kind] ?? kind),
    chatCode,
  });
}

const chatNames: Readonly<Record<string, string>> = { zalo: "Zalo", messenger: "Messenger" };

/** The channels that this installation has. */
export async function offeredChannels({
  addresses,
  webPush,
}: DeskContext): Promise<readonly NoticeChannel[]> {
  return [
    "desk",
    "sound",
    ...((await webPush.publicKey()) === null ? [] : (["push"] as const)),
    ...(addresses.hasEmail ? (["email"] as const) : []),
    ...(addresses.hasChat ? (["chat"] as const) : []),
  ];
}

const minutesPerHour = 60;

function describeTimes({ quietHours, hasDigest }: NoticeSettings) {
  const clock = (minute: number) =>
    [Math.floor(minute / minutesPerHour), minute % minutesPerHour]
      .map((part) => String(part).padStart(2, "0"))
      .join(":");
  return {
    quietFrom: quietHours === null ? "" : clock(quietHours.fromMinute),
    quietTo: quietHours === null ? "" : clock(quietHours.toMinute),
    hasDigest,
  };
}
