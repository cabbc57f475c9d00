import type { Language } from "../../catalog/language.ts";
import type { Resident } from "../../channels/resident.ts";
import { hasConsentOfEvent, insertConsents, selectConsents } from "../../db/queries/consents.ts";
import {
  followsAnything,
  isFollower,
  stopFollowers,
  upsertFollower,
} from "../../db/queries/followers.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { ConsentPurpose } from "../../flows/engine/ports.ts";

interface Subscription {
  readonly dossier: number;
  readonly resident: Resident;
  readonly purposes: readonly ConsentPurpose[];
  readonly language: Language;
  readonly keptDays: number;
  readonly eventId: string;
  readonly now: Date;
}

type Withdrawal = Pick<Subscription, "resident" | "eventId" | "now">;

/** Makes the resident a follower, and adds the consents to the ledger. The same event again changes nothing. */
export async function follow(tx: Transaction, subscription: Subscription): Promise<void> {
  const { dossier, resident, language, now } = subscription;
  await giveConsents(tx, subscription);
  await upsertFollower(tx, { dossierId: dossier, resident, language, since: now });
}

/** Gives or withdraws consents besides that for the chat. Returns false if the resident no longer follows the dossier. */
export async function answerConsent(
  tx: Transaction,
  answer: Subscription & { readonly isGiven: boolean },
): Promise<boolean> {
  if (!(await isFollower(tx, answer.dossier, answer.resident))) return false;
  await (answer.isGiven
    ? giveConsents(tx, answer)
    : withdrawConsents(tx, answer, (purpose) => answer.purposes.includes(purpose)));
  return true;
}

/**
 * Stops following one dossier, or all of them if `dossier` is null. With the last one all consents are withdrawn. Returns how
 * many dossiers were followed.
 */
export async function stopFollowing(
  tx: Transaction,
  { dossier, ...withdrawal }: Withdrawal & { readonly dossier: number | null },
): Promise<number> {
  const { resident, now } = withdrawal;
  const stopped = await stopFollowers(tx, resident, { dossierId: dossier, now });
  if (!(await followsAnything(tx, resident))) await withdrawConsents(tx, withdrawal);
  return stopped;
}

/** Withdraws one consent. Returns whether it was given; the same event again returns the same. */
export async function withdrawConsent(
  db: DbHandle,
  withdrawal: Withdrawal,
  purpose: ConsentPurpose,
): Promise<boolean> {
  if (await hasConsentOfEvent(db, withdrawal.eventId, purpose)) return true;
  if (!(await selectConsents(db, withdrawal.resident)).has(purpose)) return false;
  await withdrawConsents(db, withdrawal, (given) => given === purpose);
  return true;
}

/** Adds a line for each consent. A purpose that was not asked about, or not answered with a yes, has no line at all. */
async function giveConsents(db: DbHandle, subscription: Subscription): Promise<void> {
  const { resident, purposes, language, keptDays, eventId, now } = subscription;
  await insertConsents(db, {
    resident,
    purposes,
    isGiven: true,
    keptDays,
    language,
    eventId,
    at: now,
  });
}

/** Adds a withdrawal for each chosen consent that is given at present. */
async function withdrawConsents(
  db: DbHandle,
  { resident, eventId, now }: Withdrawal,
  isChosen: (purpose: ConsentPurpose) => boolean = () => true,
): Promise<void> {
  const given = [...(await selectConsents(db, resident))] as ConsentPurpose[];
  await insertConsents(db, {
    resident,
    purposes: given.filter(isChosen),
    isGiven: false,
    keptDays: 0,
    language: "",
    eventId,
    at: now,
  });
}
