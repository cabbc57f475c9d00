import type { Language } from "../../catalog/language.ts";
import type { Resident } from "../../channels/resident.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { ConsentPurpose } from "../../flows/engine/ports.ts";
import { residentColumns } from "../resident.ts";
import { giveConsents, takeConsentsBack } from "./consents.ts";

export interface Following {
  readonly dossier: number;
  readonly resident: Resident;
  readonly purposes: readonly ConsentPurpose[];
  readonly language: Language;
  readonly keptDays: number;
  readonly eventId: string;
  readonly now: Date;
}

export async function isFollowing(
  db: DbHandle,
  dossier: number,
  resident: Resident,
): Promise<boolean> {
  const follower = await db
    .selectFrom("follower")
    .select("id")
    .where("dossier_id", "=", dossier)
    .where((row) => row.and(residentColumns(resident)))
    .where("stopped_at", "is", null)
    .executeTakeFirst();
  return follower !== undefined;
}

/** Follows, and writes the consents into the ledger. The same event again changes nothing. */
export async function follow(tx: Transaction, following: Following): Promise<void> {
  const { dossier, resident, language, now } = following;
  await giveConsents(tx, following);
  await tx
    .insertInto("follower")
    .values({
      ...residentColumns(resident),
      dossier_id: dossier,
      language,
      since: now,
      stopped_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["dossier_id", "channel", "account", "user_id"])
        .doUpdateSet({ language, since: now, stopped_at: null })
        .where("follower.stopped_at", "is not", null),
    )
    .execute();
}

/** Gives consents beside the chat's, or takes them back; false where the resident follows the dossier no more. */
export async function answerConsent(
  tx: Transaction,
  answer: Following & { readonly isGiven: boolean },
): Promise<boolean> {
  if (!(await isFollowing(tx, answer.dossier, answer.resident))) return false;
  await (answer.isGiven ? giveConsents(tx, answer) : takeConsentsBack(tx, answer));
  return true;
}

/**
 * Stops following one dossier, or with null all of them; with the last one the consents are taken back. Returns how many were
 * followed.
 */
export async function stopFollowing(
  tx: Transaction,
  stop: Pick<Following, "resident" | "eventId" | "now"> & { readonly dossier: number | null },
): Promise<number> {
  const { dossier, now } = stop;
  const [result] = await tx
    .updateTable("follower")
    .set({ stopped_at: now })
    .where((row) => row.and(residentColumns(stop.resident)))
    .where("stopped_at", "is", null)
    .$if(dossier !== null, (query) => query.where("dossier_id", "=", dossier ?? 0))
    .execute();
  const left = await tx
    .selectFrom("follower")
    .select("id")
    .where((row) => row.and(residentColumns(stop.resident)))
    .where("stopped_at", "is", null)
    .executeTakeFirst();
  if (left === undefined) await takeConsentsBack(tx, stop);
  return Number(result?.numUpdatedRows ?? 0);
}
