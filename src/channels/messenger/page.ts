import { z } from "zod";
import type { GraphAnswer, GraphClient } from "./client.ts";
import { unwantedProfile, wantedFields, wantedProfile } from "./required-profile.ts";

/** The Page as it is at Meta: who it is, its profile, what it tells us of. */
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
  const fields = [...Object.keys(wantedProfile), ...unwantedProfile].join(",");
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

/** One setting that is not as wanted. */
export interface Difference {
  readonly name: string;
  /** null: not set. */
  readonly is: unknown;
  /** null: to be taken away. */
  readonly wanted: unknown;
}

const profileData = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/** What of the profile is to be changed; null where the answer is none. */
export function profileDifferences(data: unknown): Difference[] | null {
  const parsed = profileData.safeParse(data).data;
  if (parsed === undefined) return null;
  const profile: Record<string, unknown> = Object.assign({}, ...parsed.data);
  const changes = Object.entries(wantedProfile)
    .filter(([name, wanted]) => !covers(profile[name], wanted))
    .map(([name, wanted]) => ({ name, is: profile[name] ?? null, wanted }));
  const removals = unwantedProfile
    .filter((name) => isSet(profile[name]))
    .map((name) => ({ name, is: profile[name], wanted: null }));
  return [...changes, ...removals];
}

const subscriptionData = z.object({
  data: z.array(z.object({ subscribed_fields: z.array(z.string()).catch([]) })),
});

/**
 * Fields that are missing; null where the answer is none. Other apps of the Page may be listed too: the one
 * with most of our fields is taken for ours.
 */
export function missingFields(data: unknown): string[] | null {
  const apps = subscriptionData.safeParse(data).data?.data;
  if (apps === undefined) return null;
  const missing = [{ subscribed_fields: [] }, ...apps].map((app) => {
    const has: ReadonlySet<string> = new Set(app.subscribed_fields);
    return wantedFields.filter((field) => !has.has(field));
  });
  return missing.toSorted((a, b) => a.length - b.length)[0] ?? null;
}

/** Meta adds keys of its own to what was set. */
function covers(is: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(is) &&
      is.length === wanted.length &&
      wanted.every((item, index) => covers(is[index], item))
    );
  }
  if (typeof wanted !== "object" || wanted === null) return is === wanted;
  if (typeof is !== "object" || is === null) return false;
  const found = new Map<string, unknown>(Object.entries(is));
  return Object.entries(wanted).every(([key, value]) => covers(found.get(key), value));
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}
