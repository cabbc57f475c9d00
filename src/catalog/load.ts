import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { buildCatalog, type Catalog } from "./catalog.ts";
import { type ClassifierModel, joinModel, modelHeaderSchema } from "./classifier/model.ts";
import { hotlineSchema, officeHoursSchema, wardPhoneSchema } from "./contacts-schema.ts";
import { procedureSchema, sourceSchema } from "./procedure-schema.ts";
import {
  type CatalogRecords,
  commonWordSchema,
  glossaryEntrySchema,
  guideSchema,
  helpPointSchema,
  holidaySchema,
  jargonTermSchema,
  knownAnswerSchema,
  lifeEventSchema,
  procedureSynonymsSchema,
  provinceSchema,
  wardSchema,
} from "./schema.ts";
import { CatalogError, catalogFiles, type ValidationIssue } from "./validation/issue.ts";
import {
  parsePhrases,
  parseRecords,
  parseYearsOfficial,
  type SourceFile,
} from "./validation/parse-records.ts";
import { parseVocabulary, vocabularyPaths } from "./validation/parse-vocabulary.ts";
import { findUnexplainedQuestions } from "./validation/unexplained-questions.ts";
import { validateRecords } from "./validation/validate-records.ts";
import { validateVocabulary } from "./validation/validate-vocabulary.ts";
import type { Vocabulary } from "./vocabulary-schema.ts";

/**
 * Reads and validates the catalogue in a folder and builds its indexes.
 * @throws CatalogError listing every issue.
 */
export async function loadCatalog(folder: string): Promise<Catalog> {
  return buildCatalog(await loadRecords(folder));
}

/**
 * Reads and validates the records in a folder, without building indexes; without the classifier, to train another one.
 * @throws CatalogError listing every issue.
 */
export async function loadRecords(
  folder: string,
  { withClassifier = true } = {},
): Promise<CatalogRecords> {
  const issues: ValidationIssue[] = [];
  const read = (file: string) => readJson(folder, file, issues);
  const [sources, points, contacts, wards, holidays, lifeEvents, glossary] = await Promise.all([
    read(catalogFiles.sources),
    read(catalogFiles.points),
    read(catalogFiles.contacts),
    read(catalogFiles.wards),
    read(catalogFiles.holidays),
    read(catalogFiles.lifeEvents),
    read(catalogFiles.glossary),
  ]);
  const knownAnswers = await read(catalogFiles.knownAnswers);
  const [synonyms, commonWords, jargon, procedureFiles, guideFiles, englishFiles] =
    await Promise.all([
      read(catalogFiles.synonyms),
      read(catalogFiles.commonWords),
      read(catalogFiles.jargon),
      readJsonFilesIn(folder, catalogFiles.procedures, issues),
      readJsonFilesIn(folder, catalogFiles.guides, issues),
      readJsonFilesIn(folder, catalogFiles.english, issues),
    ]);
  const parse = <T>(source: SourceFile, list: string, schema: z.ZodType<T>, id: string) =>
    parseRecords(source, list, schema, id, issues);
  const guides = guideFiles.map((source) => ({
    file: source.file,
    guides: parse(source, "guides", guideSchema, "procedure"),
  }));
  const vocabulary = await readVocabulary(folder, issues);
  const classifier = withClassifier ? await readClassifier(folder, issues) : null;
  const parsed = {
    procedures: procedureFiles.flatMap((source) =>
      parse(source, "procedures", procedureSchema, "id"),
    ),
    sources: parse(sources, "sources", sourceSchema, "id"),
    guides: guides.flatMap((each) => each.guides),
    knownAnswers: parse(knownAnswers, "known_answers", knownAnswerSchema, "id"),
    glossary: parse(glossary, "glossary", glossaryEntrySchema, "term"),
    lifeEvents: parse(lifeEvents, "life_events", lifeEventSchema, "id"),
    synonyms: parse(synonyms, "also_said", procedureSynonymsSchema, "procedure"),
    commonWords: parse(commonWords, "common_words", commonWordSchema, "-"),
    jargon: parse(jargon, "hard_words", jargonTermSchema, "word"),
    points: parse(points, "points", helpPointSchema, "id"),
    contacts: {
      officeHours: parse(contacts, "office_hours", officeHoursSchema, "code"),
      hotlines: parse(contacts, "hotlines", hotlineSchema, "province_code"),
      wardPhones: parse(contacts, "ward_phones", wardPhoneSchema, "ward_code"),
    },
    provinces: parse(wards, "provinces", provinceSchema, "code"),
    wards: parse(wards, "wards", wardSchema, "code"),
    holidays: parse(holidays, "days", holidaySchema, "date"),
    yearsOfficial: parseYearsOfficial(holidays, issues),
    english: parsePhrases(englishFiles, issues),
  };
  const fileOfGuide = new Map(
    guides.flatMap((each) => each.guides.map((guide) => [guide.procedure, each.file] as const)),
  );
  // While the vocabulary cannot be read, the records are not compared with each other.
  if (vocabulary === null) throw new CatalogError(folder, issues);
  const records: CatalogRecords = {
    ...parsed,
    vocabulary,
    ...(classifier === null ? {} : { classifier }),
  };
  const all = [
    ...issues,
    ...dropConsequences(validateRecords(records, fileOfGuide), issues),
    ...findUnexplainedQuestions(records, fileOfGuide),
    ...validateVocabulary(vocabulary),
  ];
  if (all.length > 0) throw new CatalogError(folder, all);
  return records;
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

/** Reads the trained classifier; null if the catalogue has none. */
async function readClassifier(
  folder: string,
  issues: ValidationIssue[],
): Promise<ClassifierModel | null> {
  const { modelHeader, modelWeights } = catalogFiles;
  if (!existsSync(join(folder, modelHeader))) return null;
  const report = (reason: string): null => {
    issues.push({ file: modelHeader, record: "-", field: "-", reason, remedy: trainAgain });
    return null;
  };
  try {
    const header = modelHeaderSchema.parse((await readJson(folder, modelHeader, issues)).content);
    const weights = new Int8Array(await readFile(join(folder, modelWeights)));
    return joinModel(header, weights) ?? report("the weights do not fit the header");
  } catch (error) {
    return report(Error.isError(error) ? error.message : "it cannot be read");
  }
}

const trainAgain = "run npm run train, or remove the folder to do without a classifier";

async function readJson(
  folder: string,
  file: string,
  issues: ValidationIssue[],
): Promise<SourceFile> {
  try {
    return { file, content: JSON.parse(await readFile(join(folder, file), "utf8")) };
  } catch (error) {
    issues.push(toReadIssue(file, error, "put a readable JSON file there"));
    return { file, content: undefined };
  }
}

async function readJsonFilesIn(
  folder: string,
  directory: string,
  issues: ValidationIssue[],
): Promise<SourceFile[]> {
  try {
    const names = (await readdir(join(folder, directory))).filter((name) => name.endsWith(".json"));
    return await Promise.all(
      names.sort().map((name) => readJson(folder, `${directory}/${name}`, issues)),
    );
  } catch (error) {
    const remedy = "put the catalogue's JSON files into this folder";
    issues.push(toReadIssue(directory, error, remedy));
    return [];
  }
}

function toReadIssue(file: string, error: unknown, remedy: string): ValidationIssue {
  const reason = Error.isError(error) ? error.message : "it cannot be read";
  return { file, record: "-", field: "-", reason, remedy };
}

/** Drops issues that exist only because the file with the referenced entry has issues of its own. */
function dropConsequences(
  found: readonly ValidationIssue[],
  causes: readonly ValidationIssue[],
): ValidationIssue[] {
  const brokenFiles = causes.map((cause) => cause.file);
  return found.filter(
    ({ missingFrom, file }) =>
      // English is compared with all the records, so none of its issues is reliable while some can't be read.
      !(file === catalogFiles.english && brokenFiles.length > 0) &&
      (missingFrom === undefined ||
        !brokenFiles.some(
          (broken) => broken === missingFrom || broken.startsWith(`${missingFrom}/`),
        )),
  );
}
