import { z } from "zod";
import type { GraphAnswer, GraphClient } from "./client.ts";
import { forbiddenProfile, requiredFields, requiredProfile } from "./required-profile.ts";

/** Reads the Page as it is at Meta: its identity, its profile and the events that it sends us. */
export interface PageReader {
  readIdentity(): Promise<GraphAnswer>;
  readProfile(): Promise<GraphAnswer>;
  readSubscriptions(): Promise<GraphAnswer>;
}

export interface PageWriter {
  setProfile(settings: Readonly<Record<string, unknown>>): Promise<GraphAnswer>;
  removeFromProfile(names: readonly string[]): Promise<GraphAnswer>;
  subscribe(fields: readonly string[]): Promise<GraphAnswer>;
}

const timeoutMs = 10_000;
const profilePath = "/me/messenger_profile";

export function createPageClient(client: GraphClient, pageId: string): PageReader & PageWriter {
  const fields = [...Object.keys(requiredProfile), ...forbiddenProfile].join(",");
  const subscriptions = `/${pageId}/subscribed_apps`;
  const get = (path: string, query: Record<string, string> = {}) =>
    client({ method: "GET", path, query, timeoutMs });
  return {
    readIdentity: () => get("/me", { fields: "id,name" }),
    readProfile: () => get(profilePath, { fields }),
    readSubscriptions: () => get(subscriptions),
    setProfile: (settings) =>
      client({ method: "POST", path: profilePath, body: settings, timeoutMs }),
    removeFromProfile: (names) =>
      client({ method: "DELETE", path: profilePath, body: { fields: names }, timeoutMs }),
    subscribe: (names) =>
      client({
        method: "POST",
        path: subscriptions,
        query: { subscribed_fields: names.join(",") },
        timeoutMs,
      }),
  };
}

/** One setting that is not as required. */
export interface Difference {
  readonly name: string;
  /** null if it is not set. */
  readonly is: unknown;
  /** null if it must be removed. */
  readonly required: unknown;
}

const profileData = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/** Lists what must change in the profile; null if the answer holds none. */
export function profileDifferences(data: unknown): Difference[] | null {
  const parsed = profileData.safeParse(data).data;
  if (parsed === undefined) return null;
  const profile: Record<string, unknown> = Object.assign({}, ...parsed.data);
  const changes = Object.entries(requiredProfile)
    .filter(([name, required]) => !covers(profile[name], required))
    .map(([name, required]) => ({ name, is: profile[name] ?? null, required }));
  const removals = forbiddenProfile
    .filter((name) => isSet(profile[name]))
    .map((name) => ({ name, is: profile[name], required: null }));
  return [...changes, ...removals];
}

const subscriptionData = z.object({
  data: z.array(z.object({ subscribed_fields: z.array(z.string()).catch([]) })),
});

/**
 * Lists the fields that are not subscribed; null if the answer holds no list. Other apps of the Page may be listed as
 * well: the one with most of our fields counts as ours.
 */
export function missingFields(data: unknown): string[] | null {
  const apps = subscriptionData.safeParse(data).data?.data;
  if (apps === undefined) return null;
  const missing = [{ subscribed_fields: [] }, ...apps].map((app) => {
    const has: ReadonlySet<string> = new Set(app.subscribed_fields);
    return requiredFields.filter((field) => !has.has(field));
  });
  return missing.toSorted((a, b) => a.length - b.length)[0] ?? null;
}

/** Tells whether `is` holds everything that is required; Meta adds keys of its own. */
function covers(is: unknown, required: unknown): boolean {
  if (Array.isArray(required)) {
    return (
      Array.isArray(is) &&
      is.length === required.length &&
      required.every((item, index) => covers(is[index], item))
    );
  }
  if (typeof required !== "object" || required === null) return is === required;
  if (typeof is !== "object" || is === null) return false;
  const found = new Map<string, unknown>(Object.entries(is));
  return Object.entries(required).every(([key, value]) => covers(found.get(key), value));
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}
