import { z } from "zod";
import { selectAccountName } from "../../db/queries/accounts.ts";
import {
  type BroadcastState,
  broadcastState,
  cancellableStates,
  releasedStates,
  unreleasedStates,
} from "../../db/tables/broadcast-tables.ts";
import { type Broadcast, listBroadcasts } from "../../notify/broadcasts/broadcast-store.ts";
import { createPreview } from "../../notify/broadcasts/preview.ts";
import { readProgress } from "../../notify/broadcasts/progress.ts";
import { optionalId, parseForm } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import { type Account, agencyScope } from "../identity/account.ts";
import { officials } from "../identity/roles.ts";
import {
  audienceName,
  describeEstimate,
  describeProgress,
  scheduledName,
  stateNames,
} from "./labels.ts";
import { progressEvents } from "./progress-events.ts";
import { findBroadcastOwner, requireBroadcast } from "./requested-broadcast.ts";

export const broadcastRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/broadcasts",
    roles: officials,
    purpose: "lists the agency's broadcasts",
    handle: showBroadcasts,
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast",
    roles: officials,
    purpose: "shows a broadcast: its preview, its recipients and its progress",
    findOwner: findBroadcastOwner,
    handle: showBroadcast,
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast/progress",
    roles: officials,
    purpose: "sends the progress of a broadcast as server-sent events",
    findOwner: findBroadcastOwner,
    handle: async (request, desk) => {
      const { id } = await requireBroadcast(request, desk);
      return { type: "stream", events: (signal) => progressEvents(desk.database.db, id, signal) };
    },
  },
];

const pageSize = 50;
const listQuery = z.object({ before: optionalId("Trang không có") });

async function showBroadcasts({ account, query, now }: SignedInRequest, desk: DeskContext) {
  const before = parseForm(listQuery, query).value?.before ?? null;
  const { agencyId } = agencyScope(account);
  const found = await listBroadcasts(desk.database.db, agencyId, { before, limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  return page("broadcasts", "Tin gửi nhiều người", {
    broadcasts: shown.map((one) => summaryOf(one, desk, now)),
    next: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  });
}

function summaryOf(broadcast: Broadcast, { catalog }: DeskContext, now: Date) {
  const { id, title, agency, state, recipients, startsAt, createdAt, isTrial } = broadcast;
  return {
    id,
    title,
    agency,
    state,
    recipients,
    startsAt,
    createdAt,
    isTrial,
    stateName: stateName(broadcast, now),
    audienceName: audienceName(broadcast.audience, catalog()),
  };
}

function stateName({ state, startsAt }: Broadcast, now: Date): string {
  const isAhead = state === broadcastState.sending && startsAt !== null && startsAt > now;
  return isAhead ? scheduledName : stateNames[state];
}

export async function showBroadcast(request: SignedInRequest, desk: DeskContext) {
  const broadcast = await requireBroadcast(request, desk);
  const { database, broadcasts } = desk;
  const { id, state, text, plainSms, fingerprint, revision, approvedAt } = broadcast;
  const estimate =
    state === broadcastState.draft ? await broadcasts.estimate(broadcast) : broadcast.estimate;
  const progress = await readProgress(database.db, id);
  return page("broadcast", broadcast.title, {
    ...summaryOf(broadcast, desk, request.now),
    text,
    plainSms,
    fingerprint,
    revision,
    approvedAt,
    preview: previewOf(broadcast, broadcasts.routeNames),
    returned:
      broadcast.returned === null
        ? null
        : { ...broadcast.returned, by: await nameOf(desk, broadcast.returned.by) },
    forecast: estimate === null ? null : describeEstimate(estimate),
    progress:
      progress === null || state === broadcastState.draft ? null : describeProgress(progress),
    needsApproval: !broadcast.isTrial && (estimate?.recipients ?? 0) > broadcasts.approveOver,
    may: allowedActions(broadcast, request.account, request.now),
    hasOwnAddress:
      (await broadcasts.testRecipients.listOfAccount(database.db, request.account.id)).length > 0,
    writtenBy: await nameOf(desk, broadcast.createdBy),
    approvedBy: await nameOf(desk, broadcast.approvedBy),
    approveOver: broadcasts.approveOver,
    isHourPast: isStartMissed(broadcast, request.now),
    // A click sends one test message, however often the form is sent.
    tryKey: `${revision}-${request.now.getTime()}`,
  });
}

/** Returns the broadcast as the channels that are on show it; as the chats would if none is. */
function previewOf(broadcast: Broadcast, routes: ReadonlySet<string>) {
  const preview = createPreview(broadcast, broadcast.agency);
  if (preview === null) return null;
  const chat = preview.chat.filter(({ channel }) => routes.has(`${channel}-chat`));
  return {
    chat: routes.size === 0 ? preview.chat : chat,
    sms: routes.has("sms") ? preview.sms : null,
    email: routes.has("email") ? preview.email : null,
  };
}

/** Returns whether its time to start has passed and nobody has released it. */
function isStartMissed({ state, startsAt }: Broadcast, now: Date): boolean {
  return isIn(unreleasedStates, state) && startsAt !== null && startsAt <= now;
}

/** Returns which buttons the page has. */
function allowedActions(
  { state, startsAt, createdBy, submittedBy }: Broadcast,
  account: Account,
  now: Date,
) {
  const isAhead = startsAt !== null && startsAt > now;
  const isReleased = isIn(releasedStates, state);
  return {
    edit: isIn(unreleasedStates, state) || (isReleased && isAhead),
    submit: state === broadcastState.draft,
    approve:
      state === broadcastState.pending && account.id !== createdBy && account.id !== submittedBy,
    pause: state === broadcastState.sending,
    resume: state === broadcastState.paused,
    cancel: isIn(cancellableStates, state),
    retry: state === broadcastState.done,
  };
}

function isIn(group: readonly BroadcastState[], state: BroadcastState): boolean {
  return group.includes(state);
}

async function nameOf({ database }: DeskContext, id: number | null): Promise<string | null> {
  return id === null ? null : selectAccountName(database.db, id);
}
