import type { Resident } from "../../channels/resident.ts";
import type { Database } from "../../db/open.ts";
import { lockDossierPhone } from "../../db/queries/dossiers.ts";
import {
  hasSuccessfulAttempt,
  insertAttempt,
  selectAttemptOutcome,
  selectFailedAttempts,
} from "../../db/queries/verification-attempts.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { VerificationResult } from "../../flows/engine/ports.ts";
import { parsePhoneNumber } from "../../phone/phone-number.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Failed attempts of one resident at one dossier. */
const maxFailuresPerHour = 5;
/** Failed attempts of everybody at one dossier. */
const maxFailuresPerDay = 20;
/** How long a successful attempt proves that the dossier is the resident's. */
const verifiedForMs = dayMs;
/** Older attempts have no effect any more. */
export const attemptLifeMs = dayMs;
const digitCount = 4;

/** Returns the last four digits of a phone number, or null if it has fewer. Agencies send texts that are no valid number, too. */
export function lastDigitsOf(phone: string | null): string | null {
  const number = phone === null ? null : parsePhoneNumber(phone);
  if (number !== null) return number.lastFour;
  const digits = phone?.replaceAll(/\D/g, "") ?? "";
  return digits.length < digitCount ? null : digits.slice(-digitCount);
}

interface VerificationAttempt {
  readonly dossier: number;
  /** Compared, and stored nowhere. */
  readonly digits: string;
  readonly resident: Resident;
  readonly eventId: string;
  readonly now: Date;
}

/** Compares the digits with the dossier's phone, and counts the attempt. The same event again is the same attempt. */
export function verifyDigits(
  database: Pick<Database, "transaction">,
  box: DossierBox,
  attempt: VerificationAttempt,
): Promise<VerificationResult> {
  return database.transaction(async (tx) => {
    const { dossier: dossierId, digits, resident, eventId, now } = attempt;
    // The row stays locked until the attempt is counted: otherwise many attempts at once could exceed the limit.
    const dossier = await lockDossierPhone(tx, dossierId);
    const phone = dossier && box.open(dossier.phone_sealed, dossier.code_key, "phone");
    const expected = lastDigitsOf(phone ?? null);
    const isRight = expected !== null && equalInConstantTime(digits, expected);
    const earlierOutcome = await selectAttemptOutcome(tx, eventId);
    const before = await loadFailures(tx, attempt);
    if (earlierOutcome !== null) return resultOf(earlierOutcome, before, now);
    if (lockedUntil(before, now) !== null) return resultOf(false, before, now);
    if (dossier !== undefined) {
      await insertAttempt(tx, { dossierId, resident, eventId, at: now, isRight });
    }
    return resultOf(isRight, isRight ? before : withFailure(before, now), now);
  });
}

/** Whether the resident has recently verified that the dossier is theirs. */
export function isVerified(
  db: DbHandle,
  dossierId: number,
  resident: Resident,
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - verifiedForMs);
  return hasSuccessfulAttempt(db, { dossierId, resident, since });
}

/** The times of the failed attempts that count, the latest first. */
interface Failures {
  readonly byResident: readonly Date[];
  readonly byAll: readonly Date[];
}

async function loadFailures(
  tx: Transaction,
  { dossier, resident, now }: VerificationAttempt,
): Promise<Failures> {
  const rows = await selectFailedAttempts(tx, dossier, new Date(now.getTime() - dayMs));
  const { channel, account, user } = resident;
  const isOwn = (row: (typeof rows)[number]) =>
    row.channel === channel && row.account === account && row.user_id === user;
  const isRecent = (at: Date) => at.getTime() > now.getTime() - hourMs;
  return {
    byResident: rows.filter((row) => isOwn(row) && isRecent(row.at)).map(({ at }) => at),
    byAll: rows.map(({ at }) => at),
  };
}

function withFailure({ byResident, byAll }: Failures, now: Date): Failures {
  return { byResident: [now, ...byResident], byAll: [now, ...byAll] };
}

function resultOf(isRight: boolean, failures: Failures, now: Date): VerificationResult {
  if (isRight) return { result: "right" };
  const until = lockedUntil(failures, now);
  if (until !== null) return { result: "locked", until };
  const left = Math.min(
    maxFailuresPerHour - failures.byResident.length,
    maxFailuresPerDay - failures.byAll.length,
  );
  return { result: "wrong", left };
}

/** Returns when one of the attempts that exhaust a limit stops counting, or null if there are attempts left. */
function lockedUntil({ byResident, byAll }: Failures, now: Date): Date | null {
  const until = Math.max(
    endOf(byResident[maxFailuresPerHour - 1], hourMs),
    endOf(byAll[maxFailuresPerDay - 1], dayMs),
  );
  return until > now.getTime() ? new Date(until) : null;
}

function endOf(at: Date | undefined, windowMs: number): number {
  return at === undefined ? 0 : at.getTime() + windowMs;
}
