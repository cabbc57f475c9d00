import { z } from "zod";
import { withPauses } from "../../concurrency/with-pauses.ts";
import type { JobKind } from "../../db/jobs.ts";
import type { Database } from "../../db/open.ts";
import {
  type SearchEntry,
  type SearchedPerson,
  selectSearchedPersons,
  selectUnsearchable,
  upsertSearchEntries,
} from "../../db/queries/dossier-search.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierBox } from "./dossier-box.ts";

/** Not at the minute of another job. */
const everyHour = "45 * * * *";
const batchSize = 200;

const fillDossierSearch: JobKind<Record<string, never>> = {
  name: "fill-dossier-search",
  data: z.strictObject({}),
};

/** Makes these dossiers findable by name and phone as they are stored now. */
export async function indexDossiers(
  db: DbHandle,
  box: DossierBox,
  codeKeys: readonly string[],
): Promise<void> {
  if (codeKeys.length === 0) return;
  await upsertEntries(db, box, await selectSearchedPersons(db, codeKeys));
}

/**
 * Makes every dossier findable that was stored before there was an index, or under another SECRET_KEY: at the start and
 * every hour.
 */
export async function scheduleSearchIndex(
  { db, jobs }: Pick<Database, "db" | "jobs">,
  box: DossierBox,
): Promise<void> {
  await jobs.declare(fillDossierSearch);
  await jobs.work(fillDossierSearch, () => fillSearchIndex(db, box));
  await jobs.schedule(fillDossierSearch, everyHour, {});
  await jobs.send(fillDossierSearch, {});
}

export async function fillSearchIndex(db: DbHandle, box: DossierBox): Promise<void> {
  const { keyId } = box.search;
  for (let after = 0; ; ) {
    const persons = await selectUnsearchable(db, { keyId, after, limit: batchSize });
    const last = persons.at(-1);
    if (last === undefined) return;
    await upsertEntries(db, box, persons);
    after = last.id;
  }
}

async function upsertEntries(
  db: DbHandle,
  box: DossierBox,
  persons: readonly SearchedPerson[],
): Promise<void> {
  const entries: SearchEntry[] = [];
  for await (const { id, code_key: codeKey, applicant_sealed, phone_sealed } of withPauses(
    persons,
  )) {
    const applicant = box.open(applicant_sealed, codeKey, "applicant");
    const phone = box.open(phone_sealed, codeKey, "phone");
    entries.push({ dossierId: id, tokens: box.search.tokensOf({ applicant, phone }) });
  }
  await upsertSearchEntries(db, box.search.keyId, entries);
}
