import type { Resident } from "../../channels/resident.ts";
import type { Database } from "../../db/open.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { VerificationResult } from "../../flows/engine/ports.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import { residentColumns } from "../resident.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Wrong tries of one resident at one dossier in an hour, and of everybody at one dossier in a day. */
const maxInAnHour = 5;
const maxInADay = 20;
/** How long a right try proves that the dossier is the resident's. */
const proofMs = dayMs;
const digitCount = 4;

/** The last four digits of a phone; null where it has fewer. */
export function lastDigitsOf(phone: string | null): string | null {
  const digits = phone?.replaceAll(/\D/g, "") ?? "";
  return digits.length < digitCount ? null : digits.slice(-digitCount);
}

export interface VerificationAttempt {
  readonly dossier: number;
  /** Compared, and kept nowhere. */
  readonly digits: string;
  readonly resident: Resident;
  readonly eventId: string;
  readonly now: Date;
}

/** Compares, and counts the try; the same event again is the same try. */
export function verifyDigits(
  database: Pick<Database, "transaction">,
  box: DossierBox,
  attempt: VerificationAttempt,
): Promise<VerificationResult> {
  return database.transaction(async (tx) => {
    // The row is held until the try is counted: many at once may not be more than allowed.
    const dossier = await tx
      .selectFrom("dossier")
      .select(["code_key", "phone_sealed"])
      .where("id", "=", attempt.dossier)
      .forUpdate()
      .executeTakeFirst();
    const phone = dossier && box.open(dossier.phone_sealed, dossier.code_key, "phone");
    const isRight = isEqual(attempt.digits, lastDigitsOf(phone ?? null));
    const before = await triesBefore(tx, attempt);
    if (before.own !== null) return verdict(before.own, before, attempt.now);
    if (lockedUntil(before, attempt.now) !== null) return verdict(false, before, attempt.now);
    if (dossier !== undefined) await keepTry(tx, attempt, isRight);
    const wrong = isRight ? before : countOne(before, attempt.now);
    return verdict(isRight, wrong, attempt.now);
  });
}

/** Whether the resident has shown lately that the dossier is theirs. */
export async function hasProven(
  db: DbHandle,
  dossier: number,
  resident: Resident,
  now: Date,
): Promise<boolean> {
  const right = await db
    .selectFrom("dossier_try")
    .select("event_id")
    .where("dossier_id", "=", dossier)
    .where((row) => row.and(residentColumns(resident)))
    .where("is_right", "=", true)
    .where("at", ">", new Date(now.getTime() - proofMs))
    .executeTakeFirst();
  return right !== undefined;
}

/** Tries say who asked for which dossier: they go once nothing rests on them. Returns how many went. */
export async function forgetOldTries(db: DbHandle, now: Date): Promise<number> {
  const [result] = await db
    .deleteFrom("dossier_try")
    .where("at", "<", new Date(now.getTime() - dayMs))
    .execute();
  return Number(result?.numDeletedRows ?? 0);
}

/** The wrong tries that count, the latest first, and what this same event came to before. */
interface Tries {
  readonly own: boolean | null;
  readonly byResident: readonly Date[];
  readonly byAll: readonly Date[];
}

async function triesBefore(
  tx: Transaction,
  { dossier, resident, eventId, now }: VerificationAttempt,
): Promise<Tries> {
  const { channel, account, user_id } = residentColumns(resident);
  const own = await tx
    .selectFrom("dossier_try")
    .select("is_right")
    .where("event_id", "=", eventId)
    .executeTakeFirst();
  const rows = await tx
    .selectFrom("dossier_try")
    .select(["at", "channel", "account", "user_id"])
    .where("dossier_id", "=", dossier)
    .where("is_right", "=", false)
    .where("at", ">", new Date(now.getTime() - dayMs))
    .orderBy("at", "desc")
    .execute();
  const isOwn = (row: (typeof rows)[number]) =>
    row.channel === channel && row.account === account && row.user_id === user_id;
  const lately = (at: Date) => at.getTime() > now.getTime() - hourMs;
  return {
    own: own?.is_right ?? null,
    byResident: rows.filter((row) => isOwn(row) && lately(row.at)).map(({ at }) => at),
    byAll: rows.map(({ at }) => at),
  };
}

function countOne({ own, byResident, byAll }: Tries, now: Date): Tries {
  return { own, byResident: [now, ...byResident], byAll: [now, ...byAll] };
}

function verdict(isRight: boolean, wrong: Tries, now: Date): VerificationResult {
  if (isRight) return { result: "right" };
  const until = lockedUntil(wrong, now);
  if (until !== null) return { result: "locked", until };
  const left = Math.min(maxInAnHour - wrong.byResident.length, maxInADay - wrong.byAll.length);
  return { result: "wrong", left };
}

/** When one of the tries that fill the limit no longer counts; null while there is one left. */
function lockedUntil({ byResident, byAll }: Tries, now: Date): Date | null {
  const until = Math.max(
    endOf(byResident[maxInAnHour - 1], hourMs),
    endOf(byAll[maxInADay - 1], dayMs),
  );
  return until > now.getTime() ? new Date(until) : null;
}

function endOf(at: Date | undefined, ms: number): number {
  return at === undefined ? 0 : at.getTime() + ms;
}

async function keepTry(
  tx: Transaction,
  { dossier, resident, eventId, now }: VerificationAttempt,
  isRight: boolean,
): Promise<void> {
  await tx
    .insertInto("dossier_try")
    .values({
      ...residentColumns(resident),
      event_id: eventId,
      dossier_id: dossier,
      at: now,
      is_right: isRight,
    })
    .execute();
}

function isEqual(given: string, expected: string | null): boolean {
  return expected !== null && equalInConstantTime(given, expected);
}
