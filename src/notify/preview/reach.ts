import type { PushRouteName } from "../../channels/push.ts";
import {
  type PreviewedFollower,
  selectPreviewedAgency,
  selectPreviewedFollowers,
} from "../../db/queries/update-preview.ts";
import { contactChannel } from "../../db/tables/subscription-tables.ts";
import { chooseRoute, type IneligibilityReason } from "../delivery/channel-fallback.ts";
import { type FollowerRef, loadFollowerContacts } from "../delivery/follower-contacts.ts";
import type { PlannedChange } from "./planned-changes.ts";
import type { PreviewDependencies } from "./preview-dependencies.ts";

/** Counts who would be notified, by the route that would be chosen now. */
export class ReachCounter {
  readonly #dependencies: PreviewDependencies;
  readonly #available: ReadonlySet<PushRouteName>;
  /** Whose the new dossiers would be; null: nobody's. */
  readonly #agencyId: number | null;
  readonly #now: Date;
  readonly #byRoute = new Map<PushRouteName, number>();
  readonly #unreachable = new Map<IneligibilityReason, number>();
  #people = 0;
  #unfollowed = 0;
  #followsContacts: boolean | null = null;

  constructor(dependencies: PreviewDependencies, agencyId: number | null, now: Date) {
    this.#dependencies = dependencies;
    this.#available = new Set(Object.keys(dependencies.routes) as PushRouteName[]);
    this.#agencyId = agencyId;
    this.#now = now;
  }

  async add(changes: readonly PlannedChange[]): Promise<void> {
    const { db } = this.#dependencies;
    const ids = changes.flatMap(({ dossier }) => (dossier === null ? [] : [dossier.id]));
    const rows = ids.length === 0 ? [] : await selectPreviewedFollowers(db, ids);
    const byDossier = Map.groupBy(rows, ({ dossier_id }) => dossier_id);
    const followers: FollowerRef[] = [];
    for (const change of changes) {
      const { dossier } = change;
      const found = dossier === null ? [] : notifiedOf(byDossier.get(dossier.id) ?? []);
      followers.push(...found);
      if (found.length > 0) continue;
      const hasStopped = dossier !== null && byDossier.has(dossier.id);
      if (hasStopped || !(await this.#addContact(change))) this.#unfollowed += 1;
    }
    if (followers.length === 0) return;
    const contactsOf = await loadFollowerContacts(db, followers, this.#dependencies);
    for (const one of followers) this.#count(contactsOf(one));
  }

  result() {
    return {
      people: this.#people,
      unfollowed: this.#unfollowed,
      byRoute: [...this.#byRoute].map(([route, people]) => ({ route, people })),
      unreachable: [...this.#unreachable].map(([reason, people]) => ({ reason, people })),
    };
  }

  /** Counts the contact on a dossier that would begin to follow it. Returns whether there is one. */
  async #addContact({ dossier, report }: PlannedChange): Promise<boolean> {
    const hasPhone = dossier?.has_phone === true || report?.phone != null;
    const hasEmail = dossier?.has_email === true || report?.email != null;
    if (!hasPhone && !hasEmail) return false;
    const follows = dossier === null ? await this.#newFollow() : dossier.follows_contacts === true;
    if (!follows) return false;
    const facts = { lastActiveAt: null, consents: new Set<string>(), hasPhone, hasEmail };
    this.#count({ channel: contactChannel, ...facts });
    return true;
  }

  async #newFollow(): Promise<boolean> {
    if (this.#agencyId === null) return false;
    const { db } = this.#dependencies;
    this.#followsContacts ??=
      (await selectPreviewedAgency(db, this.#agencyId))?.follows_contacts ?? false;
    return this.#followsContacts;
  }

  #count(facts: Parameters<typeof chooseRoute>[0]): void {
    const now = this.#now;
    const { usedUpUntil } = this.#dependencies;
    const { route, ineligibility } = chooseRoute(facts, this.#available, [], now, (name) =>
      usedUpUntil(name, now),
    );
    this.#people += 1;
    if (route !== null) this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1);
    else {
      const reason = ineligibility ?? "off";
      this.#unreachable.set(reason, (this.#unreachable.get(reason) ?? 0) + 1);
    }
  }
}

/** Followers without a chat are left out if somebody follows in one. */
function notifiedOf(followers: readonly PreviewedFollower[]): readonly PreviewedFollower[] {
  const active = followers.filter(({ has_stopped }) => !has_stopped);
  const inChat = active.filter(({ channel }) => channel !== contactChannel);
  return inChat.length > 0 ? inChat : active;
}
