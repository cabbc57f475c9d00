import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogRecords } from "../../src/catalog/schema.ts";
import { shippedVocabularyFolder } from "./shipped-vocabulary.ts";

/** Writes records into an empty folder as `data/` holds them, with the shipped vocabulary. The first guide has a file of its own. */
export async function writeRecords(folder: string, records: CatalogRecords): Promise<void> {
  for (const name of ["procedures", "guides", "english"]) await mkdir(join(folder, name));
  await cp(shippedVocabularyFolder, join(folder, "nlu"), { recursive: true });
  const [first, ...others] = records.guides;
  const files: Readonly<Record<string, unknown>> = {
    "procedures/all.json": { procedures: records.procedures },
    "nlu/happenings.json": records.vocabulary.happenings,
    "sources.json": { sources: records.sources },
    "help_points.json": { meta: {}, points: records.points },
    "contacts.json": {
      office_hours: records.contacts.officeHours,
      hotlines: records.contacts.hotlines,
      ward_phones: records.contacts.wardPhones,
    },
    "wards.json": { provinces: records.provinces, wards: records.wards },
    "holidays.json": { meta: { years_official: records.yearsOfficial }, days: records.holidays },
    "life-events.json": { life_events: records.lifeEvents },
    "glossary.json": { glossary: records.glossary },
    "known-answers.json": { known_answers: records.knownAnswers ?? [] },
    "also-said.json": { also_said: records.synonyms },
    "common-words.json": { common_words: records.commonWords },
    "hard-words.json": { hard_words: records.jargon },
    "english/words.json": { phrases: Object.fromEntries(records.english) },
    "guides/ho-tich.json": { guides: [first] },
    "guides/tai-khoan.json": { guides: others },
  };
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(folder, file), JSON.stringify(content));
  }
}
