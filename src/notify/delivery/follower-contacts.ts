import type { Resident } from "../../channels/resident.ts";
import { selectConsentsOfFollowers } from "../../db/queries/consents.ts";
import { selectDossiersForMessages } from "../../db/queries/dossiers.ts";
import { selectLastActivity } from "../../db/queries/resident-activity.ts";
import type { DbHandle } from "../../db/schema.ts";
import { contactChannel } from "../../db/tables/subscription-tables.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import type { RecipientContacts } from "./channel-fallback.ts";

export interface ContactDependencies {
  readonly box: DossierBox;
  readonly hashResident: (resident: Resident) => string;
}

/** A follower of a dossier; the id tells it from the others of one call. */
export interface FollowerRef {
  readonly id: number;
  readonly channel: "web" | "zalo" | "messenger" | "contact";
  readonly account: string;
  readonly user_id: string;
  readonly dossier_id: number;
  readonly follower_id: number;
  readonly since: Date;
}

/** Loads what decides the followers' routes at this moment, with three queries for all of them. */
export async function loadFollowerContacts(
  db: DbHandle,
  deliveries: readonly FollowerRef[],
  { box, hashResident }: ContactDependencies,
): Promise<(delivery: FollowerRef) => RecipientContacts> {
  const hashes = new Map(deliveries.map((one) => [one.id, hashOf(one, hashResident)]));
  const [consents, lastActivity, dossiers] = await Promise.all([
    selectConsentsOfFollowers(db, deliveries.map(followerOf)),
    selectLastActivity(
      db,
      [...hashes.values()].filter((hash) => hash !== null),
    ),
    loadDossierContacts(
      db,
      deliveries.map(({ dossier_id }) => dossier_id),
      box,
    ),
  ]);
  return ({ id, dossier_id, follower_id, channel, since }) => {
    const { phone, email } = dossiers.get(dossier_id) ?? { phone: null, email: null };
    return {
      channel,
      // Every turn leaves a fact some seconds later; the turn that began the following may not have left one yet.
      lastActiveAt: latestOf(since, lastActivity.get(hashes.get(id) ?? "")),
      consents: consents.get(follower_id) ?? new Set(),
      phone,
      email,
      hasPhone: phone !== null,
      hasEmail: email !== null,
    };
  };
}

/** Returns the later of two moments, the second of which may be unknown. */
export function latestOf(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}

function hashOf(
  { channel, account, user_id: user }: FollowerRef,
  hashResident: ContactDependencies["hashResident"],
): string | null {
  return channel === contactChannel ? null : hashResident({ channel, account, user });
}

function followerOf({ follower_id: id, channel, account, user_id: user }: FollowerRef) {
  return { id, channel, account, user };
}

/** Opens the contacts of each dossier once for all of its followers. */
async function loadDossierContacts(db: DbHandle, ids: readonly number[], box: DossierBox) {
  const rows = await selectDossiersForMessages(db, ids);
  return new Map(
    rows.map(({ id, code_key, phone_sealed, email_sealed }) => [
      id,
      {
        phone: box.open(phone_sealed, code_key, "phone"),
        email: box.open(email_sealed, code_key, "email"),
      },
    ]),
  );
}
