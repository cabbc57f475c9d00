import { selectLatestConsents } from "../../db/queries/consents.ts";
import { type DossierForMessages, selectDossiersForMessages } from "../../db/queries/dossiers.ts";
import { selectLastActivity } from "../../db/queries/resident-activity.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { ResidentColumns } from "../../db/tables/resident-columns.ts";
import type { RecipientContacts } from "../delivery/channel-fallback.ts";
import { type ContactDependencies, latestOf } from "../delivery/follower-contacts.ts";

/** Somebody who is, or may become, a recipient. */
interface RecipientRef extends ResidentColumns {
  readonly known_since: Date;
  /** Dossier ids, separated by blanks. */
  readonly dossiers: string;
}

export interface LoadedRecipient {
  readonly contacts: RecipientContacts;
  /** The dossiers that made them a recipient. */
  readonly dossiers: readonly DossierForMessages[];
}

/** Loads what decides these recipients' routes at this moment, and their dossiers, with three queries for all of them. */
export async function loadRecipients(
  db: DbHandle,
  recipients: readonly RecipientRef[],
  { box, hashResident }: ContactDependencies,
): Promise<(recipient: RecipientRef) => LoadedRecipient> {
  const hashOf = ({ channel, account, user_id: user }: RecipientRef) =>
    isChat(channel) ? hashResident({ channel, account, user }) : null;
  const hashes = recipients.map(hashOf).filter((hash) => hash !== null);
  const dossierIds = recipients.flatMap(({ dossiers }) => parseIds(dossiers));
  const [consents, lastActivity, dossierRows] = await Promise.all([
    loadConsents(db, recipients),
    selectLastActivity(db, hashes),
    selectDossiersForMessages(db, dossierIds),
  ]);
  const dossiersById = new Map(dossierRows.map((row) => [row.id, row]));
  return (recipient) => {
    const dossiers = parseIds(recipient.dossiers).flatMap((id) => dossiersById.get(id) ?? []);
    const withPhone = dossiers.find(({ phone_sealed }) => phone_sealed !== null);
    const withEmail = dossiers.find(({ email_sealed }) => email_sealed !== null);
    const phone = withPhone ? box.open(withPhone.phone_sealed, withPhone.code_key, "phone") : null;
    const email = withEmail ? box.open(withEmail.email_sealed, withEmail.code_key, "email") : null;
    const contacts = {
      channel: recipient.channel,
      lastActiveAt: latestOf(recipient.known_since, lastActivity.get(hashOf(recipient) ?? "")),
      consents: consents.get(recipientKey(recipient)) ?? new Set<string>(),
      phone,
      email,
      hasPhone: phone !== null,
      hasEmail: email !== null,
    };
    return { contacts, dossiers };
  };
}

export function recipientKey({ channel, account, user_id }: ResidentColumns): string {
  return JSON.stringify([channel, account, user_id]);
}

function parseIds(dossiers: string): number[] {
  return dossiers === "" ? [] : dossiers.split(" ").map(Number);
}

function isChat(channel: string): channel is "web" | "zalo" | "messenger" {
  return channel === "web" || channel === "zalo" || channel === "messenger";
}

/** The purposes to which each recipient consents at present, by recipient key. */
async function loadConsents(
  db: DbHandle,
  recipients: readonly RecipientRef[],
): Promise<Map<string, Set<string>>> {
  const consents = new Map<string, Set<string>>();
  for (const line of await selectLatestConsents(db, recipients)) {
    if (!line.is_given) continue;
    const key = recipientKey(line);
    consents.set(key, (consents.get(key) ?? new Set()).add(line.purpose));
  }
  return consents;
}
