import type { Queries } from "../../db/schema.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import { consentsOf } from "../following/consents.ts";
import type { Resident } from "../resident.ts";
import type { FollowerFacts } from "./cascade.ts";
import type { Claimed } from "./queue.ts";

/** A follower's facts, and the addresses that the dossier knows. */
export interface Reach extends FollowerFacts {
  readonly phone: string | null;
  readonly email: string | null;
}

/** What decides by which route a follower is told, as it is at this moment. */
export async function reachOf(
  db: Queries,
  { dossierId, follower }: Claimed,
  { box, hashResident }: { box: DossierBox; hashResident: (resident: Resident) => string },
): Promise<Reach> {
  const { channel, account, user } = follower;
  const resident = channel === "contact" ? null : { channel, account, user };
  const [consents, heard, dossier] = await Promise.all([
    resident === null ? new Set<string>() : consentsOf(db, resident),
    resident === null ? null : lastHeard(db, hashResident(resident)),
    db
      .selectFrom("dossier")
      .select(["code_key", "phone_sealed", "email_sealed"])
      .where("id", "=", dossierId)
      .executeTakeFirst(),
  ]);
  const phone = dossier ? box.open(dossier.phone_sealed, dossier.code_key, "phone") : null;
  const email = dossier ? box.open(dossier.email_sealed, dossier.code_key, "email") : null;
  return {
    channel,
    lastHeard: heard !== null && heard > follower.since ? heard : follower.since,
    consents,
    phone,
    email,
    hasPhone: phone !== null,
    hasEmail: email !== null,
  };
}

/** Every turn leaves a fact, some seconds later; the turn that began the following may have left none yet. */
async function lastHeard(db: Queries, residentHash: string): Promise<Date | null> {
  const latest = await db
    .selectFrom("turn_fact")
    .select("at")
    .where("resident_hash", "=", residentHash)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return latest?.at ?? null;
}
