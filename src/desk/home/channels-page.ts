import { z } from "zod";
import type { DeskRoute } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";

const account = z.object({ id: z.string(), name: z.string().nullable(), url: z.string() });
const channelsSchema = z.object({
  isPublic: z.boolean().describe("Whether links open on other machines: PUBLIC_URL is set"),
  publicUrl: z.string(),
  zalo: account.nullable().describe("null: off"),
  messenger: account.nullable().describe("null: off"),
  sms: z.boolean(),
  email: z.boolean(),
});

/** Which ways to residents are on, and how the others are turned on. */
export const channelRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/channels",
    roles: administrators,
    purpose: "shows which channels are on, and how to turn on the others",
    api: { answer: channelsSchema },
    handle: async (_request, { reach, publicUrl }) =>
      page("channels", "Các kênh", { ...(await reach()), publicUrl }),
  },
];
