import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { buildCatalog, type Catalog } from "./catalog.ts";
import {
  type CatalogRecords,
  commonWordSchema,
  glossaryEntrySchema,
  guideSchema,
  helpPointSchema,
  holidaySchema,
  jargonTermSchema,
  lifeEventSchema,
  procedureSchema,
  procedureSynonymsSchema,
  provinceSchema,
  wardSchema,
} from "./schema.ts";
import { CatalogError } from "./validation/catalog-error.ts";
import { catalogFiles, type ValidationIssue } from "./validation/issue.ts";
import { parsePhrases } from "./validation/parse-phrases.ts";
import { parseRecords, parseYearsOfficial, type Source } from "./validation/parse-records.ts";
import { parseVocabulary, vocabularyPaths } from "./validation/parse-vocabulary.ts";
import { validateRecords } from "./validation/validate-records.ts";
import { validateVocabulary } from "./validation/validate-vocabulary.ts";
import type { Vocabulary } from "./vocabulary-schema.ts";

export { CatalogError };

/**
 * Reads and checks the catalogue in a folder and builds its indexes.
 * @throws CatalogError naming every fault.
 */
export async function loadCatalog(folder: string): Promise<Catalog> {
  return buildCatalog(await loadRecords(folder));
}

/**
 * Reads and checks the records in a folder, without building indexes.
 * @throws CatalogError naming every fault.
 */
export async function loadRecords(folder: string): Promise<CatalogRecords> {
  const faults: ValidationIssue[] = [];
  const read = (file: string) => readJson(folder, file, faults);
  const [procedures, points, wards, holidays, lifeEvents, glossary] = await Promise.all([
    read(catalogFiles.procedures),
    read(catalogFiles.points),
    read(catalogFiles.wards),
    read(catalogFiles.holidays),
    read(catalogFiles.lifeEvents),
    read(catalogFiles.glossary),
  ]);
  const [alsoSaid, commonWords, hardWords, guideFiles, englishFiles] = await Promise.all([
    read(catalogFiles.alsoSaid),
    read(catalogFiles.commonWords),
    read(catalogFiles.hardWords),
    readFilesIn(folder, catalogFiles.guides, faults),
    readFilesIn(folder, catalogFiles.english, faults),
  ]);
  const take = <T>(source: Source, list: string, schema: z.ZodType<T>, id: string) =>
    parseRecords(source, list, schema, id, faults);
  const guides = guideFiles.map((source) => ({
    file: source.file,
    guides: take(source, "guides", guideSchema, "procedure"),
  }));
  const vocabulary = await readVocabulary(folder, faults);
  const records = {
    procedures: take(procedures, "procedures", procedureSchema, "id"),
    guides: guides.flatMap((each) => each.guides),
    glossary: take(glossary, "glossary", glossaryEntrySchema, "term"),
    lifeEvents: take(lifeEvents, "life_events", lifeEventSchema, "id"),
    synonyms: take(alsoSaid, "also_said", procedureSynonymsSchema, "procedure"),
    commonWords: take(commonWords, "common_words", commonWordSchema, "-"),
    jargon: take(hardWords, "hard_words", jargonTermSchema, "word"),
    points: take(points, "points", helpPointSchema, "id"),
    provinces: take(wards, "provinces", provinceSchema, "code"),
    wards: take(wards, "wards", wardSchema, "code"),
    holidays: take(holidays, "days", holidaySchema, "date"),
    yearsOfficial: parseYearsOfficial(holidays, faults),
    english: parsePhrases(englishFiles, faults),
  };
  const fileOfGuide = new Map(
    guides.flatMap((each) => each.guides.map((guide) => [guide.procedure, each.file] as const)),
  );
  // While the vocabulary cannot be read, the records are not compared with each other.
  if (vocabulary === null) throw new CatalogError(folder, faults);
  const all: CatalogRecords = { ...records, vocabulary };
  const issues = [
    ...faults,
    ...withoutConsequences(validateRecords(all, fileOfGuide), faults),
    ...validateVocabulary(vocabulary),
  ];
  if (issues.length > 0) throw new CatalogError(folder, issues);
  return all;
}

async function readVocabulary(
  folder: string,
  issues: ValidationIssue[],
): Promise<Vocabulary | null> {
  const sources = new Map(
    await Promise.all(
      vocabularyPaths.map(
        async ({ name, path }) => [name, await readJson(folder, path, issues)] as const,
      ),
    ),
  );
  return parseVocabulary((name) => sources.get(name) ?? { file: name, content: undefined }, issues);
}

async function readJson(folder: string, file: string, faults: ValidationIssue[]): Promise<Source> {
  try {
    return { file, content: JSON.parse(await readFile(join(folder, file), "utf8")) };
  } catch (error) {
    const reason = Error.isError(error) ? error.message : "it cannot be read";
    faults.push({
      file,
      record: "-",
      field: "-",
      reason,
      remedy: "put a readable JSON file there",
    });
    return { file, content: undefined };
  }
}

async function readFilesIn(
  folder: string,
  directory: string,
  faults: ValidationIssue[],
): Promise<Source[]> {
  try {
    const names = (await readdir(join(folder, directory))).filter((name) => name.endsWith(".json"));
    return await Promise.all(
      names.sort().map((name) => readJson(folder, `${directory}/${name}`, faults)),
    );
  } catch (error) {
    const reason = Error.isError(error) ? error.message : "it cannot be read";
    const remedy = "put the catalogue's JSON files into this folder";
    faults.push({ file: directory, record: "-", field: "-", reason, remedy });
    return [];
  }
}

/** Drops what is only missing because the file that should hold it has faults of its own. */
function withoutConsequences(
  faults: readonly ValidationIssue[],
  causes: readonly ValidationIssue[],
): ValidationIssue[] {
  const broken = causes.map((cause) => cause.file);
  return faults.filter(
    ({ missingFrom, file }) =>
      // English is held against all the records: while some can't be read, nothing of it is certain.
      !(file === catalogFiles.english && broken.length > 0) &&
      (missingFrom === undefined ||
        !broken.some((file) => file === missingFrom || file.startsWith(`${missingFrom}/`))),
  );
}
