import type { Resident } from "../../channels/resident.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { ConsentPurpose } from "../../flows/engine/ports.ts";
import { residentColumns } from "../resident.ts";
import type { Following } from "./followers.ts";

/** Writes what was consented to. What was not asked, or not answered with a yes, is in the ledger nowhere. */
export async function giveConsents(
  db: DbHandle,
  { resident, purposes, language, keptDays, eventId, now }: Following,
): Promise<void> {
  if (purposes.length === 0) return;
  const line = {
    ...residentColumns(resident),
    is_given: true,
    kept_days: keptDays,
    language,
    at: now,
    event_id: eventId,
  };
  await db
    .insertInto("consent")
    .values(purposes.map((purpose) => ({ ...line, purpose })))
    .onConflict((conflict) => conflict.columns(["event_id", "purpose"]).doNothing())
    .execute();
}

/** The purposes for which the resident's consent holds now. */
export async function consentsOf(db: DbHandle, resident: Resident): Promise<ReadonlySet<string>> {
  const latest = await db
    .selectFrom("consent")
    .distinctOn("purpose")
    .select(["purpose", "is_given"])
    .where((row) => row.and(residentColumns(resident)))
    .orderBy("purpose")
    .orderBy("id", "desc")
    .execute();
  return new Set(latest.filter(({ is_given }) => is_given).map(({ purpose }) => purpose));
}

/** A line for each of these consents that still holds, or of all: taken back. */
export async function takeConsentsBack(
  db: DbHandle,
  { resident, eventId, now, purposes }: TakingBack,
): Promise<void> {
  const given = [...(await consentsOf(db, resident))] as ConsentPurpose[];
  const taken = given.filter((purpose) => purposes === undefined || purposes.includes(purpose));
  if (taken.length === 0) return;
  const line = {
    ...residentColumns(resident),
    is_given: false,
    kept_days: 0,
    language: "",
    at: now,
    event_id: eventId,
  };
  await db
    .insertInto("consent")
    .values(taken.map((purpose) => ({ ...line, purpose })))
    .onConflict((conflict) => conflict.columns(["event_id", "purpose"]).doNothing())
    .execute();
}

type TakingBack = Pick<Following, "resident" | "eventId" | "now"> & {
  readonly purposes?: readonly ConsentPurpose[];
};

/** A line for this one consent, where it still holds: taken back. Whether it held; the same event again says the same. */
export async function takeConsentBack(
  db: DbHandle,
  { purpose, ...taking }: Omit<TakingBack, "purposes"> & { readonly purpose: ConsentPurpose },
): Promise<boolean> {
  const wasTakenNow = await db
    .selectFrom("consent")
    .select("id")
    .where("event_id", "=", taking.eventId)
    .where("purpose", "=", purpose)
    .executeTakeFirst();
  if (wasTakenNow !== undefined) return true;
  if (!(await consentsOf(db, taking.resident)).has(purpose)) return false;
  await takeConsentsBack(db, { ...taking, purposes: [purpose] });
  return true;
}
