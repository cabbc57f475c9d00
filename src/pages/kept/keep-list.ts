import { insertKeptList } from "../../db/queries/kept-lists.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Ports } from "../../flows/engine/ports.ts";
import { groupCode, type ListCodes } from "./list-code.ts";

interface KeepDependencies {
  readonly db: DbHandle;
  readonly codes: ListCodes;
  readonly publicUrl: string;
  readonly now: () => Date;
}

/** Whose event keeps the list; the resident as a hash, which is not stored. */
interface Keeper {
  readonly resident: string;
  readonly eventId: string;
}

/** Keeps a checklist and returns its address. The same event keeps it once. Rejects if the database fails. */
export async function keepList(
  { db, codes, publicUrl, now }: KeepDependencies,
  { procedure, answers, province, point, language }: Ports["list.keep"]["request"],
  { resident, eventId }: Keeper,
): Promise<Ports["list.keep"]["answer"]> {
  const code = codes.create(resident, eventId);
  await insertKeptList(db, {
    code_hash: codes.hash(code),
    procedure_id: procedure,
    answers: answers.map(([question, value]) => `${question}:${value}`).join(","),
    province_code: province,
    point_id: point,
    language,
    created_at: now(),
  });
  return { address: `${publicUrl}/ds/${groupCode(code)}` };
}
