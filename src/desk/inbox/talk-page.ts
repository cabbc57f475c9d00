import { z } from "zod";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { everybody } from "../identity/roles.ts";
import { talkSchema } from "./api-schemas.ts";
import { changeEvents } from "./change-events.ts";
import { liveField, wasSeenLately } from "./live-look.ts";
import { findConversationOwner, requireConversation } from "./owner.ts";
import { readTalk } from "./read-talk.ts";
import { showTalk } from "./show-talk.ts";

const querySchema = z.object({
  canned: z.coerce.number().int().positive().optional().catch(undefined),
  version: z.string().max(100).catch(""),
  live: liveField,
});

/** One conversation with a resident. */
export const talkRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/inbox/:task",
    roles: everybody,
    findOwner: findConversationOwner,
    purpose: "shows both sides of a conversation; who looked is recorded",
    api: { answer: talkSchema },
    handle: async (request, desk) => {
      const conversation = await requireConversation(request, desk);
      const { account, now, query } = request;
      const { live, canned } = querySchema.parse(query);
      const look = { action: "task.read", subject: `task ${conversation.id}` };
      if (!(live === "1" && (await wasSeenLately(desk.database.db, account, look, now)))) {
        await desk.inbox.markSeen({ taskId: conversation.id, account, at: now });
      }
      return showTalk(request, desk, conversation, { cannedId: canned });
    },
  },
  {
    method: "GET",
    path: "/inbox/:task/events",
    roles: everybody,
    findOwner: findConversationOwner,
    purpose: "tells a browser when a conversation shows something else",
    handle: async (request, desk) => {
      const { version } = querySchema.parse(request.query);
      const read = () => readVersion(request, desk);
      const watched = { inbox: desk.inbox, read, shown: version };
      return { type: "stream", events: (signal) => changeEvents(watched, signal) };
    },
  },
];

async function readVersion(
  { account, params }: SignedInRequest,
  desk: Parameters<typeof readTalk>[0],
): Promise<string | null> {
  const conversation = await desk.inbox.find(desk.database.db, account, Number(params["task"]));
  return conversation === null ? null : (await readTalk(desk, account, conversation)).version;
}
