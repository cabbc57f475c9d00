import { z } from "zod";
import type { StandInPage } from "./accounts.ts";

/** The Page itself: its identity, its profile and its app's subscriptions. */
export interface PageAdmin {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly fields: ReadonlySet<string>;
  /** Returns null for another address or another form. */
  answer(method: string, path: string, query: URLSearchParams, body: unknown): object | null;
}

const menuItem = z.union([
  z.strictObject({
    type: z.literal("postback"),
    title: z.string().min(1).max(30),
    payload: z.string().min(1).max(1_000),
  }),
  z.strictObject({ type: z.literal("web_url"), title: z.string().min(1).max(30), url: z.url() }),
]);
const settings = z.strictObject({
  get_started: z.strictObject({ payload: z.string().min(1).max(1_000) }).optional(),
  greeting: z
    .array(z.strictObject({ locale: z.string(), text: z.string().min(1).max(160) }))
    .optional(),
  persistent_menu: z
    .array(
      z.strictObject({
        locale: z.string(),
        composer_input_disabled: z.boolean(),
        call_to_actions: z.array(menuItem).min(1).max(20),
      }),
    )
    .refine((menus) => menus.some(({ locale }) => locale === "default"))
    .optional(),
  ice_breakers: z.array(z.unknown()).optional(),
  commands: z.array(z.unknown()).optional(),
});
const removal = z.strictObject({ fields: z.array(z.string()).min(1) });

const knownFields = new Set([
  ...["messages", "messaging_postbacks", "messaging_referrals", "message_echoes"],
  ...["message_deliveries", "message_reads", "message_reactions", "message_edits"],
  ...["messaging_optins", "messaging_handovers", "standby", "messaging_policy_enforcement"],
]);

export function createPageAdmin({ pageId, appId }: StandInPage): PageAdmin {
  let profile: Record<string, unknown> = {};
  let fields: ReadonlySet<string> = new Set();

  const isPage = (name: string | undefined) => name === "me" || name === pageId;

  const onProfile = (method: string, query: URLSearchParams, body: unknown): object | null => {
    if (method === "GET") {
      const asked = (query.get("fields") ?? "").split(",");
      const shown = Object.entries(profile).filter(([name]) => asked.includes(name));
      return { data: shown.length === 0 ? [] : [Object.fromEntries(shown)] };
    }
    if (method === "DELETE") {
      const removed = removal.safeParse(body).data?.fields;
      if (removed === undefined) return null;
      profile = Object.fromEntries(
        Object.entries(profile).filter(([name]) => !removed.includes(name)),
      );
      return { result: "success" };
    }
    const given = settings.safeParse(body).data;
    const after = { ...profile, ...given };
    // A menu needs the Get Started button.
    if (given === undefined || ("persistent_menu" in after && !("get_started" in after)))
      return null;
    profile = after;
    return { result: "success" };
  };

  const onSubscriptions = (method: string, query: URLSearchParams): object | null => {
    if (method === "GET") {
      const app = { id: appId, name: "Hướng Dẫn", subscribed_fields: [...fields] };
      return { data: fields.size === 0 ? [] : [app] };
    }
    const asked = (query.get("subscribed_fields") ?? "").split(",");
    if (method !== "POST" || !asked.every((field) => knownFields.has(field))) return null;
    fields = new Set(asked);
    return { success: true };
  };

  return {
    get profile() {
      return profile;
    },
    get fields() {
      return fields;
    },
    answer(method, path, query, body) {
      const [, owner, edge] = path.split("/");
      if (owner === "app" && edge === undefined) return { id: appId, name: "Hướng Dẫn" };
      if (!isPage(owner)) return null;
      if (edge === undefined) return { id: pageId, name: "UBND phường Thử Nghiệm" };
      if (edge === "messenger_profile") return onProfile(method, query, body);
      return edge === "subscribed_apps" ? onSubscriptions(method, query) : null;
    },
  };
}
