import { z } from "zod";
import type { Vocabulary } from "./vocabulary-schema.ts";

/**
 * The schemas of the shipped records (`data/*.json`). `null` means "no source gives it", never "none".
 * Times of day and dates are local to Asia/Ho_Chi_Minh; money is in đồng.
 */

const text = z.string().trim().min(1);
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a slug such as dang-ky-khai-sinh");
const date = z.iso.date();

const documentSchema = z.strictObject({
  name: text,
  form: text.nullable(),
  note: text.nullable(),
  condition: text.nullable(),
  /** Branch question id → the option value or values for which the document is needed. */
  when: z.record(z.string(), z.union([text, z.array(text).min(1)])).optional(),
});

const optionSchema = z.strictObject({ value: text, label: text, effect: text });

const branchQuestionSchema = z.strictObject({
  id: text,
  question: text,
  options: z.array(optionSchema).min(2),
});

const processingTimeSchema = z.strictObject({
  /** 0 is "the same day"; null is "not known". */
  value: z.number().int().nonnegative().nullable(),
  unit: text.nullable(),
  note: text.nullable(),
});

const feeSchema = z.strictObject({
  in_person_vnd: z.number().int().nonnegative().nullable(),
  online_vnd: z.number().int().nonnegative().nullable(),
  free: z.boolean().nullable(),
  note: text.nullable(),
});

export const procedureSchema = z.strictObject({
  id: slug,
  kind: z.enum(["procedure", "account", "payment"]),
  code: text.nullable(),
  name: text,
  related_codes: z.array(z.strictObject({ code: text, name: text })),
  aliases: z.array(text),
  field: text,
  level: text.nullable(),
  agency: text.nullable(),
  submit_online: z.array(text),
  who: text.nullable(),
  documents: z.array(documentSchema),
  steps: z.array(text),
  processing_time: processingTimeSchema.nullable(),
  fee: feeSchema.nullable(),
  result: text.nullable(),
  legal_basis: z.array(text),
  branch_questions: z.array(branchQuestionSchema),
  common_mistakes: z.array(text),
  related: z.array(slug),
  essential_list: text.nullable(),
  online_only_note: text.nullable().optional(),
  named_in_seeds: text.nullable(),
  sources: z.array(text),
  /** The date of the source: a year, a month or a day. */
  checked: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable(),
  doubts: z.array(text),
});

export const helpPointSchema = z.strictObject({
  id: slug,
  name: text,
  kind: z.enum(["help_point", "service_centre", "branch"]),
  address: text.nullable(),
  ward: text.nullable(),
  ward_code: text.nullable(),
  old_area: text.nullable(),
  province: text,
  lat: z.number().min(-90).max(90).nullable(),
  lon: z.number().min(-180).max(180).nullable(),
  precision: z.enum(["address", "street", "ward centroid"]).nullable(),
  coord_source: text.nullable(),
  /** OpenStreetMap syntax, weekly hours only: holidays come from `holidays.json` and `closures`. */
  opening_hours: text.nullable(),
  opening_hours_note: text.nullable(),
  equipment: z.array(text).nullable(),
  /** Procedure ids, or plain words that only describe. */
  services: z.array(text).nullable(),
  accepts_paper: z.boolean().nullable(),
  staff: z
    .strictObject({
      guides: z.number().int().optional(),
      technical: z.number().int().optional(),
      note: text.optional(),
    })
    .nullable(),
  /** Who is on duty, in the team's own words; set at the desk. */
  on_duty: text.optional(),
  phone: text.nullable(),
  zalo: z.url().nullable(),
  status: z.enum(["active", "historical"]),
  status_date: text.nullable(),
  parent: slug.nullable(),
  points_represented: z.number().int().positive(),
  note: text.nullable(),
  sources: z.array(text),
  checked: text.nullable(),
  doubts: z.array(text),
  /** Days on which this one point is closed, both ends included. */
  closures: z.array(z.strictObject({ from: date, to: date, note: text.nullable() })).optional(),
});

export const provinceSchema = z.strictObject({
  code: text,
  name: text,
  short: text,
  type: text,
  merged_from: text.nullable(),
  units: z.number().int().positive(),
});

export const wardSchema = z.strictObject({
  code: text,
  name: text,
  short: text,
  type: z.enum(["Phường", "Xã", "Đặc khu"]),
  province_code: text,
  merged_from: text.nullable(),
  lat: z.number(),
  lon: z.number(),
  area_km2: z.number().positive().nullable(),
});

export const holidaySchema = z.strictObject({
  date,
  weekday: z.enum(["T2", "T3", "T4", "T5", "T6", "T7", "CN"]),
  name: text,
  kind: z.enum(["statutory", "tet", "make_up", "bridge", "weekend_in_break", "workday"]),
  official: z.boolean(),
  note: text.nullable(),
  /** On a worked Saturday, the day off that it makes up for; the hours of that weekday apply. */
  instead_of: date.optional(),
  sources: z.array(text),
});

export const lifeEventSchema = z.strictObject({
  id: slug,
  /** At most 20 characters, because it becomes a button on every platform. */
  label: text.max(20),
  title: text,
  procedures: z.array(slug).min(1),
});

/** One answer to a branch question, in editorial wording. */
const guideOptionSchema = z.strictObject({
  /** At most 20 characters, because it becomes a button. */
  label: text.max(20),
  /** The full wording, if the label shortens it. */
  full: text.optional(),
  /** Other words that residents use for it. */
  words: z.array(text).optional(),
  /** The effect of the option in kind words; "" if it has none worth mentioning. */
  note: z.string(),
  /** Another procedure of the catalogue fits this answer. */
  leads_to: slug.optional(),
  /** The reason, in kind words, why this procedure does not apply. */
  stops: text.optional(),
});

const guideQuestionSchema = z.strictObject({
  id: text,
  ask: text,
  /** A line that helps the resident answer. */
  hint: text.optional(),
  /** Question id → option values: the question is asked only after one of these answers. */
  only_if: z.record(z.string(), z.array(text).min(1)).optional(),
  options: z.record(z.string(), guideOptionSchema),
});

const datedLineSchema = z.strictObject({
  text,
  /** The first and last day on which the line may be shown. */
  from: date.optional(),
  until: date.optional(),
});

/** The editorial wording of one procedure: how its questions are asked and what each answer leads to. */
export const guideSchema = z.strictObject({
  procedure: slug,
  /** The purpose of the procedure in one everyday sentence. */
  purpose: text,
  questions: z.array(guideQuestionSchema),
  /** Replaces the fee and time notes of a record if those were written for the people who compiled it. */
  fee_lines: z.array(datedLineSchema).optional(),
  time_lines: z.array(datedLineSchema).optional(),
  /** Document name → who issues it, with the source. */
  issuers: z.record(z.string(), z.strictObject({ by: text, source: text })).optional(),
});

export const glossaryEntrySchema = z.strictObject({
  term: text,
  /** Other spellings of the term that also call for the explanation. */
  also: z.array(text).optional(),
  everyday: text,
});

/** Editorial: how residents name a procedure, in addition to the aliases of its record. */
export const procedureSynonymsSchema = z.strictObject({
  procedure: slug,
  phrases: z.array(text).min(1),
});

/** A word that reveals nothing about the person who typed it: no name and no number. */
export const commonWordSchema = z
  .string()
  .regex(/^\p{Ll}[\p{Ll}\p{M}]*$/u, "must be one word in small letters");

/** A bureaucratic, technical or foreign word, which texts may use only with one of its everyday words. */
export const jargonTermSchema = z.strictObject({ word: text, everyday: z.array(text).min(1) });

export type Procedure = z.infer<typeof procedureSchema>;
export type ProcedureDocument = z.infer<typeof documentSchema>;
export type BranchQuestion = z.infer<typeof branchQuestionSchema>;
export type HelpPoint = z.infer<typeof helpPointSchema>;
export type Province = z.infer<typeof provinceSchema>;
export type Ward = z.infer<typeof wardSchema>;
export type Holiday = z.infer<typeof holidaySchema>;
export type LifeEvent = z.infer<typeof lifeEventSchema>;
export type Guide = z.infer<typeof guideSchema>;
export type GuideQuestion = z.infer<typeof guideQuestionSchema>;
export type GuideOption = z.infer<typeof guideOptionSchema>;
export type DatedLine = z.infer<typeof datedLineSchema>;
export type ProcedureSynonyms = z.infer<typeof procedureSynonymsSchema>;
export type JargonTerm = z.infer<typeof jargonTermSchema>;
export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>;

/** All records of the catalogue, each validated on its own but not yet against the others. */
export interface CatalogRecords {
  readonly procedures: readonly Procedure[];
  readonly guides: readonly Guide[];
  readonly glossary: readonly GlossaryEntry[];
  readonly jargon: readonly JargonTerm[];
  readonly lifeEvents: readonly LifeEvent[];
  readonly synonyms: readonly ProcedureSynonyms[];
  /** Words that may be stored of a sentence that was not understood, in addition to those of the catalogue. */
  readonly commonWords: readonly string[];
  readonly points: readonly HelpPoint[];
  readonly provinces: readonly Province[];
  readonly wards: readonly Ward[];
  readonly holidays: readonly Holiday[];
  /** Year → whether its holiday calendar has been officially announced. */
  readonly yearsOfficial: Readonly<Record<string, boolean>>;
  /** Vietnamese text → its English, for every text of these records that residents are shown. */
  readonly english: ReadonlyMap<string, string>;
  /** The words and phrases by which typed sentences are understood. */
  readonly vocabulary: Vocabulary;
}
