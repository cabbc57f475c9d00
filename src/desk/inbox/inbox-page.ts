import { z } from "zod";
import { recordAction } from "../audit/record-action.ts";
import type { DeskRoute } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import { everybody } from "../identity/roles.ts";
import { listSchema } from "./api-schemas.ts";
import { changeEvents } from "./change-events.ts";
import { liveField, wasSeenLately } from "./live-look.ts";
import { readList } from "./read-list.ts";

const querySchema = z.object({
  show: z
    .enum(["waiting", "mine", "all", "done"])
    .catch("waiting")
    .describe("Taken by nobody, by oneself, all open ones, those closed in the last 30 days"),
  version: z.string().max(100).catch("").describe("What the caller knows already"),
  live: liveField,
});

/** The conversations with residents that the account may see. */
export const inboxRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/inbox",
    roles: everybody,
    purpose: "lists the conversations that residents have with colleagues; who looked is recorded",
    api: { query: querySchema.pick({ show: true }), answer: listSchema },
    handle: async ({ account, query, now }, desk) => {
      const { show, live } = querySchema.parse(query);
      const { db } = desk.database;
      const look = { action: "task.list", subject: "inbox" };
      if (!(live && (await wasSeenLately(db, account, look, now)))) {
        await recordAction(db, account, { ...look, detail: show }, now);
      }
      const list = await readList(desk, account, show);
      return page("inbox", "Hộp thư", list);
    },
  },
  {
    method: "GET",
    path: "/inbox/events",
    roles: everybody,
    purpose: "tells a browser when its list of conversations shows something else",
    handle: async ({ account, query }, desk) => {
      const { show, version } = querySchema.parse(query);
      const read = async () => (await readList(desk, account, show)).version;
      const watched = { inbox: desk.inbox, read, shown: version };
      return { type: "stream", events: (signal) => changeEvents(watched, signal) };
    },
  },
];
