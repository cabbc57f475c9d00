import { sql } from "kysely";
import { batchesOf } from "../../db/batches.ts";
import type { DbHandle } from "../../db/schema.ts";
import { toldStep } from "./current-status.ts";
import { type KeptStep, stepsOf } from "./step-store.ts";

/** What residents are told of a dossier has changed. */
export interface ToldChange {
  readonly dossierId: number;
  readonly agencyId: number | null;
  readonly step: KeptStep;
  /** Nothing that a resident would notice: the same status again, with the same note. */
  readonly isRepetition: boolean;
}

/** Works out anew what residents are told of these dossiers. Codes without a dossier are left for when it comes. */
export async function retell(db: DbHandle, codeKeys: readonly string[]): Promise<ToldChange[]> {
  const steps = await stepsOf(db, codeKeys);
  const changes: ToldChange[] = [];
  for (const batch of batchesOf(codeKeys)) {
    const dossiers = await db
      .selectFrom("dossier")
      .select(["id", "code_key", "agency_id", "told_identity"])
      .where("code_key", "in", [...batch])
      .orderBy("id")
      .execute();
    for (const { id, code_key, agency_id: agencyId, told_identity } of dossiers) {
      const known = steps.get(code_key) ?? [];
      const step = toldStep(known);
      if (step === null || step.identity === told_identity) continue;
      const before = known.find(({ identity }) => identity === told_identity);
      const isRepetition = before?.status === step.status && before.note === step.note;
      changes.push({ dossierId: id, agencyId, step, isRepetition });
    }
  }
  for (const batch of batchesOf(changes)) await keepTold(db, batch);
  return changes;
}

/** In one statement: a call may change a thousand dossiers. */
async function keepTold(db: DbHandle, changes: readonly ToldChange[]): Promise<void> {
  const told = changes.map(({ dossierId, step: { identity, status, at } }) => ({
    id: dossierId,
    identity,
    status,
    at,
  }));
  await sql`
    update dossier
    set told_identity = told.identity, told_status = told.status, told_at = told.at
    from json_to_recordset(${JSON.stringify(told)}::json)
      as told(id bigint, identity text, status smallint, at timestamptz)
    where dossier.id = told.id
  `.execute(db);
}
