import type { Resident } from "../../channels/resident.ts";
import type { Database } from "../../db/open.ts";
import { selectProvableDossier } from "../../db/queries/dossier-access.ts";
import {
  hasRightProof,
  insertProofOutcome,
  selectProofOutcome,
} from "../../db/queries/proof-outcomes.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { ProofTarget, VerificationResult } from "../../flows/engine/ports.ts";
import type { AttemptCounter, CountedAttempt } from "../../security/attempt-counter.ts";
import { countSparingOwners } from "../../security/count-sparing-owners.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import { type AccessDependencies, findProvable, toAccess } from "./find-dossier.ts";
import { isRightProof } from "./proof-check.ts";

/** How long a right proof opens the dossier. Older outcomes have no effect any more. */
export const proofLifeMs = 24 * 3_600_000;

interface ProofAttempt {
  readonly target: ProofTarget;
  /** Compared, and stored nowhere. */
  readonly digits: string;
  readonly resident: Resident;
  /** The visitor's address; null on a platform, which knows its users. */
  readonly address: string | null;
  readonly eventId: string;
  readonly now: Date;
}

interface ProofDependencies extends AccessDependencies {
  readonly database: Pick<Database, "db">;
  readonly box: DossierBox;
  readonly attempts: AttemptCounter;
}

/**
 * Checks a proof. The attempt counts before it is compared, and the same event again is the same attempt. A code that nobody has
 * takes the same steps as a wrong proof, so that neither answer nor time nor count tells whether there is such a dossier.
 */
export async function verifyProof(
  dependencies: ProofDependencies,
  attempt: ProofAttempt,
): Promise<VerificationResult> {
  const { database, box, attempts } = dependencies;
  const { db } = database;
  const { target, digits, resident, eventId, now } = attempt;
  const earlier = await selectProofOutcome(db, eventId);
  if (earlier !== null) {
    const { dossierId, attemptsLeft } = earlier;
    const dossier = dossierId === null ? undefined : await selectProvableDossier(db, dossierId);
    if (dossier === undefined) return wrongResult(attemptsLeft, earlier.retryAt);
    return { ...(await toAccess(db, dossier, resident, dependencies)), result: "right" };
  }
  const counted = await countAttempt(attempts, attempt);
  if (!counted.isAllowed) {
    return { result: "locked", until: new Date(now.getTime() + counted.retryAfterMs) };
  }
  const dossier =
    "dossier" in target
      ? await selectProvableDossier(db, target.dossier)
      : await findProvable(db, target);
  const isRight = dossier !== undefined && isRightProof(dossier, digits, box);
  const retryAt = new Date(now.getTime() + counted.retryAfterMs);
  const outcome = { attemptsLeft: counted.left, retryAt, resident, eventId, at: now };
  await insertProofOutcome(db, { ...outcome, dossierId: isRight ? dossier.id : null });
  if (!isRight) return wrongResult(counted.left, retryAt);
  await counted.takeBack();
  return { ...(await toAccess(db, dossier, resident, dependencies)), result: "right" };
}

/** With the last attempt the resident hears at once when to try again. */
function wrongResult(left: number, retryAt: Date): VerificationResult {
  return left === 0 ? { result: "locked", until: retryAt } : { result: "wrong", left };
}

function countAttempt(
  attempts: AttemptCounter,
  { resident, address, now }: ProofAttempt,
): Promise<CountedAttempt> {
  const { channel, account, user } = resident;
  const subjects = { resident: JSON.stringify([channel, account, user]), address };
  return countSparingOwners(attempts, "dossier proof", subjects, now);
}

/** Whether the resident has recently proved that the dossier is theirs. */
export function hasProved(
  db: DbHandle,
  dossierId: number,
  resident: Resident,
  now: Date,
): Promise<boolean> {
  return hasRightProof(db, { dossierId, resident, since: provedSince(now) });
}

export function provedSince(now: Date): Date {
  return new Date(now.getTime() - proofLifeMs);
}
