import { z } from "zod";
import { type Broadcast, listBroadcasts } from "../../notify/broadcasts/broadcast-store.ts";
import { createPreview } from "../../notify/broadcasts/preview.ts";
import { readProgress } from "../../notify/broadcasts/progress.ts";
import { scopeOf } from "../dossiers/dossiers-page.ts";
import type { DeskContext } from "../framework/context.ts";
import { optionalId, readForm } from "../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import type { Account } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import { audienceName, scheduledName, showForecast, showProgress, stateNames } from "./labels.ts";
import { progressEvents } from "./progress-events.ts";
import { ownerOfBroadcast, requireBroadcast } from "./requested-broadcast.ts";

export const broadcastRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/broadcasts",
    roles: officials,
    does: "lists the agency's broadcasts",
    answer: showBroadcasts,
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast",
    roles: officials,
    does: "shows a broadcast: how it looks, whom it reaches, how far it is",
    ownerOf: ownerOfBroadcast,
    answer: showBroadcast,
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast/progress",
    roles: officials,
    does: "tells how far a broadcast is, as server-sent events",
    ownerOf: ownerOfBroadcast,
    answer: async (call, desk) => {
      const { id } = await requireBroadcast(call, desk);
      return { type: "stream", events: (signal) => progressEvents(desk.database.db, id, signal) };
    },
  },
];

const pageSize = 50;
const query = z.object({ before: optionalId("Trang không có") });

async function showBroadcasts({ account, query: asked, now }: SignedInRequest, desk: DeskContext) {
  const before = readForm(query, asked).value?.before ?? null;
  const { agencyId } = scopeOf(account);
  const found = await listBroadcasts(desk.database.db, agencyId, { before, limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  return page("broadcasts", "Tin chung", {
    broadcasts: shown.map((one) => summaryOf(one, desk, now)),
    next: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  });
}

function summaryOf(broadcast: Broadcast, { catalog }: DeskContext, now: Date) {
  const { id, title, agency, state, recipients, startsAt, createdAt, isTrial } = broadcast;
  return {
    ...{ id, title, agency, state, recipients, startsAt, createdAt, isTrial },
    stateName: stateName(broadcast, now),
    audienceName: audienceName(broadcast.audience, catalog()),
  };
}

function stateName({ state, startsAt }: Broadcast, now: Date): string {
  const isAhead = state === "sending" && startsAt !== null && startsAt > now;
  return isAhead ? scheduledName : stateNames[state];
}

async function showBroadcast(call: SignedInRequest, desk: DeskContext) {
  const broadcast = await requireBroadcast(call, desk);
  const { database, broadcasts } = desk;
  const { id, state, text, plainSms, fingerprint, revision, approvedAt } = broadcast;
  const forecast = state === "draft" ? await broadcasts.estimate(broadcast) : broadcast.estimate;
  const progress = await readProgress(database.db, id);
  return page("broadcast", broadcast.title, {
    ...summaryOf(broadcast, desk, call.now),
    ...{ text, plainSms, fingerprint, revision, approvedAt },
    preview: createPreview(broadcast, broadcast.agency),
    forecast: forecast === null ? null : showForecast(forecast),
    progress: progress === null || state === "draft" ? null : showProgress(progress),
    needsApproval: !broadcast.isTrial && (forecast?.recipients ?? 0) > broadcasts.approveOver,
    may: whatMay(broadcast, call.account, call.now),
    hasOwnAddress:
      (await broadcasts.testRecipients.listOfAccount(database.db, call.account.id)).length > 0,
    writtenBy: await nameOf(desk, broadcast.createdBy),
    approvedBy: await nameOf(desk, broadcast.approvedBy),
    approveOver: broadcasts.approveOver,
    isHourPast: isHourPast(broadcast, call.now),
    // A click is one try at oneself, however often the form is sent.
    tryKey: `${revision}-${call.now.getTime()}`,
  });
}

/** It was to go at an hour at which nobody had released it. */
function isHourPast({ state, startsAt }: Broadcast, now: Date): boolean {
  return (state === "draft" || state === "pending") && startsAt !== null && startsAt <= now;
}

/** Which buttons there are. */
function whatMay(
  { state, startsAt, createdBy, submittedBy }: Broadcast,
  account: Account,
  now: Date,
) {
  const isAhead = startsAt !== null && startsAt > now;
  const isReleased = state === "sending" || state === "paused";
  return {
    edit: state === "draft" || state === "pending" || (isReleased && isAhead),
    submit: state === "draft",
    approve: state === "pending" && account.id !== createdBy && account.id !== submittedBy,
    pause: state === "sending",
    resume: state === "paused",
    cancel: state !== "done" && state !== "cancelled",
    retry: state === "done",
  };
}

async function nameOf({ database }: DeskContext, id: number | null): Promise<string | null> {
  if (id === null) return null;
  const row = await database.db
    .selectFrom("desk_account")
    .select("name")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.name ?? null;
}
