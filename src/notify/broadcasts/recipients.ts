import type { Catalog } from "../../catalog/catalog.ts";
import { selectWardsOfAgency } from "../../db/queries/agencies.ts";
import type { AudienceRow } from "../../db/queries/broadcast-audience.ts";
import type { NewRecipient } from "../../db/queries/broadcast-recipients.ts";
import { selectLastActivity } from "../../db/queries/resident-activity.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { RoutingFacts } from "../delivery/channel-fallback.ts";
import { type ContactDependencies, latestOf } from "../delivery/follower-contacts.ts";
import type { NotSentReason } from "../delivery/outbound-message.ts";
import { audiencePages, findResidentsOfPlace } from "./audience.ts";
import type { Broadcast } from "./broadcast-store.ts";
import { renderMessage } from "./content.ts";
import { type Estimate, Estimator, type SendCapacity } from "./estimate.ts";
import { trialValues } from "./placeholders.ts";
import { loadRecipients, recipientKey } from "./recipient-contacts.ts";
import type { TestRecipients } from "./test-recipients.ts";

export interface RecipientDependencies extends ContactDependencies {
  readonly catalog: () => Catalog;
  readonly testRecipients: TestRecipients;
}

/** Yields the recipients of a broadcast in the order of the recipient list, and adds the whole audience to the estimate. */
export async function* recipientPages(
  db: DbHandle,
  broadcast: Broadcast,
  estimator: Estimator,
  dependencies: RecipientDependencies,
): AsyncGenerator<readonly NewRecipient[]> {
  if (broadcast.isTrial) {
    yield* trialRecipients(db, broadcast, estimator, dependencies);
    return;
  }
  const { agencyId, audience } = broadcast;
  const catalog = dependencies.catalog();
  const wards = await selectWardsOfAgency(db, agencyId);
  const isMissingValue = createValueCheck(broadcast);
  for await (const page of audiencePages(db, agencyId, audience, catalog)) {
    const hashes = new Map(page.map((one) => [one, hashOf(one, dependencies)]));
    const place = { catalog, wards };
    const ofPlace = await findResidentsOfPlace(db, audience, [...hashes.values()], place);
    const meant = page.filter((one) => ofPlace === null || ofPlace.has(hashes.get(one) ?? ""));
    const lastActivity = await selectLastActivity(
      db,
      meant.map((one) => hashes.get(one) ?? ""),
    );
    const recipients = meant.filter((one) => {
      const facts = toRoutingFacts(one, lastActivity.get(hashes.get(one) ?? ""));
      const why = whyExcluded(one, facts);
      if (why === null) estimator.add(facts, isMissingValue(one));
      else estimator.exclude(why);
      return why === null;
    });
    if (recipients.length > 0) yield recipients;
  }
}

function toRoutingFacts(one: AudienceRow, lastActivity: Date | undefined): RoutingFacts {
  return {
    channel: one.channel,
    lastActiveAt: latestOf(one.known_since, lastActivity),
    consents: new Set(one.purposes.split(" ")),
    hasPhone: one.has_phone,
    hasEmail: one.has_email,
  };
}

function whyExcluded(
  { has_stopped }: AudienceRow,
  { consents }: RoutingFacts,
): NotSentReason | null {
  if (has_stopped) return "stopped";
  return consents.has("news") ? null : "no consent";
}

/** Returns a check whether a placeholder has no value for a recipient; computed once for all whose dossiers hold the same. */
function createValueCheck({ agency, ...content }: Broadcast): (one: AudienceRow) => boolean {
  const results = new Map<string, boolean>();
  return ({ has_procedure, has_day }) => {
    const key = `${has_procedure} ${has_day}`;
    const known = results.get(key);
    if (known !== undefined) return known;
    const values = {
      ...trialValues(agency),
      ...(has_procedure ? {} : { ten_thu_tuc: "" }),
      ...(has_day ? {} : { ngay_hen: "" }),
    };
    const isMissing = "missing" in renderMessage(content, { id: 0, language: "vi", values });
    results.set(key, isMissing);
    return isMissing;
  };
}

async function* trialRecipients(
  db: DbHandle,
  { agencyId, audience, agency, ...content }: Broadcast,
  estimator: Estimator,
  dependencies: RecipientDependencies,
): AsyncGenerator<readonly NewRecipient[]> {
  const { testRecipients } = dependencies;
  const addresses =
    audience.kind === "myself"
      ? await testRecipients.listOfAccount(db, audience.account)
      : await testRecipients.listOfAgency(db, agencyId);
  const all = addresses.map((address) => ({
    ...address,
    channel: address.kind,
    known_since: address.created_at,
    language: "vi",
    dossiers: "",
  }));
  const recipients = [...new Map(all.map((one) => [recipientKey(one), one])).values()];
  const loadedOf = await loadRecipients(db, recipients, dependencies);
  const values = trialValues(agency);
  const isMissingValue = "missing" in renderMessage(content, { id: 0, language: "vi", values });
  for (const one of recipients) {
    const { lastActiveAt } = loadedOf(one).contacts;
    estimator.add(testRecipients.contactsOf(one, lastActiveAt ?? one.created_at), isMissingValue);
  }
  if (recipients.length > 0) yield recipients;
}

/** Estimates what would become of the broadcast if it were sent now. Nothing is stored. */
export async function estimateBroadcast(
  db: DbHandle,
  broadcast: Broadcast,
  { capacity, now, ...dependencies }: RecipientDependencies & { capacity: SendCapacity; now: Date },
): Promise<Estimate> {
  const estimator = new Estimator(capacity, now);
  for await (const _page of recipientPages(db, broadcast, estimator, dependencies)) {
    // Only the estimator needs the recipients.
  }
  return estimator.result(startOf(broadcast, now));
}

export function startOf({ startsAt }: Pick<Broadcast, "startsAt">, now: Date): Date {
  return startsAt !== null && startsAt > now ? startsAt : now;
}

function hashOf(
  { channel, account, user_id: user }: AudienceRow,
  { hashResident }: ContactDependencies,
): string {
  return hashResident({ channel, account, user });
}
