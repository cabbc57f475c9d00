import { z } from "zod";
import type { ClassifierModel } from "./classifier/model.ts";
import { type ContactBook, hoursSourceSchema, phoneSourceSchema } from "./contacts-schema.ts";
import type { ListedProcedure } from "./listed/listed-procedure.ts";
import { measuredThings, measures } from "./measures/measure.ts";
import { type FactSource, type Procedure, strengthSchema } from "./procedure-schema.ts";
import { knownPapers, type Vocabulary } from "./vocabulary-schema.ts";

/**
 * The schemas of the shipped records (`data/*.json`) besides the procedures. `null` means "no source gives it", never "none".
 * Times of day and dates are local to Asia/Ho_Chi_Minh; money is in đồng.
 */

const text = z.string().trim().min(1);
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a slug such as dang-ky-khai-sinh");
const date = z.iso.date();

/** Days on which something is closed, both ends included. */
const closureSchema = z.strictObject({
  from: date,
  to: date,
  note: text.nullable(),
  /** The times of each of these days at which it is closed, without weekdays: "12:00-18:00". Absent: all day. */
  hours: text.optional(),
});

/** Days on which a point is open at hours of their own, whatever its weekly hours and the holidays say. */
export const openingSchema = z.strictObject({
  from: date,
  to: date,
  /** OpenStreetMap syntax without weekdays: "08:00-11:00,13:30-16:00". */
  hours: text,
  note: text.nullable(),
});

/** The accounts of the desk that are on duty on one day, with the names that residents read. */
export const dutySchema = z.strictObject({
  day: date,
  people: z.array(z.strictObject({ account: z.int().positive(), name: text })),
});

/** A closure of every point of a ward or a province at once; set at the desk. */
export const areaClosureSchema = z.strictObject({
  id: text,
  area: z.strictObject({ kind: z.enum(["ward", "province"]), code: text }),
  from: date,
  to: date,
  note: text.nullable(),
});

export const helpPointSchema = z.strictObject({
  id: slug,
  name: text,
  kind: z.enum(["help_point", "service_centre", "branch", "visiting_team"]),
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
  /** Absent for hours from `sources`, and for those set at the desk. */
  hours_source: hoursSourceSchema.optional(),
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
  /** Who is on duty on one day, which comes first on that day; set at the desk. */
  duty: dutySchema.optional(),
  phone: text.nullable(),
  /** Absent for a number from `sources`, and for one set at the desk. */
  phone_source: phoneSourceSchema.optional(),
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
  closures: z.array(closureSchema).optional(),
  /** A visiting team has no other hours. */
  openings: z.array(openingSchema).optional(),
  /** The closures of its whole ward or province, set when the catalogue is built: no record holds them. */
  area_closures: z.array(closureSchema).optional(),
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
  /** Which values of the question's measure mean this option; `below` is excluded. */
  range: z.strictObject({ from: z.number().optional(), below: z.number().optional() }).optional(),
});

/** One short sentence. */
const maxWhyLength = 120;

const guideQuestionSchema = z.strictObject({
  id: text,
  ask: text,
  /** A line that helps the resident answer. */
  hint: text.optional(),
  /** Why it is asked and what depends on it, in one short sentence. Only versions from the desk may lack it. */
  why: text.max(maxWhyLength).optional(),
  /** The option that is safe for a resident who does not know: the one with more papers, or that misleads least. */
  unsure: text.optional(),
  /** Question id → option values: the question is asked only after one of these answers. */
  only_if: z.record(z.string(), z.array(text).min(1)).optional(),
  /** By what its options can be told apart in figures: "14 tuổi" answers a question for an age. */
  measure: z.enum(measures).optional(),
  /** The person or the money that the figure belongs to, if a story may also name other figures. Absent: any figure fits. */
  about: z.enum(measuredThings).optional(),
  options: z.record(z.string(), guideOptionSchema),
});

/** The editorial wording of one procedure: how its questions are asked and what each answer leads to. */
/** Long enough for what must be done in person, and what is left for the web. */
const maxVisitLength = 170;

/** What can be done on the web for residents with certain answers, and what they must do in person. */
const visitSchema = z.strictObject({
  /** Absent: whatever was answered, or nothing was. */
  when: z.record(z.string(), z.union([text, z.array(text).min(1)])).optional(),
  /** `ahead`: the papers go by the web, and somebody must still come. */
  online: z.enum(["submit", "ahead", "book", "nothing"]),
  /** Said before everything else. */
  say: text.max(maxVisitLength),
});

export const guideSchema = z.strictObject({
  procedure: slug,
  /** The name that people say: "Trợ cấp hưu trí xã hội (tiền người già)". */
  short: text.max(60),
  /** The purpose of the procedure in one everyday sentence. */
  purpose: text,
  questions: z.array(guideQuestionSchema),
  /** Document name → who issues it, with the source. */
  issuers: z.record(z.string(), z.strictObject({ by: text, source: text })).optional(),
  /** The first one that holds is said before the steps on the web. Absent: nothing is known that must be done in person. */
  visits: z.array(visitSchema).min(1).optional(),
  /** Why there is no list: the papers are unknown, or another procedure has taken its place. */
  no_checklist: z.strictObject({ say: text, leads_to: slug.optional() }).optional(),
});

export const glossaryEntrySchema = z.strictObject({
  term: text,
  /** Other spellings of the term that also call for the explanation. */
  also: z.array(text).optional(),
  everyday: text,
});

/** A sourced answer to a question that concerns no procedure: whether papers hold since the reform of 2025. */
export const knownAnswerSchema = z.strictObject({
  /** `papers`: any paper; otherwise the paper that was named. */
  id: z.enum(["papers", ...knownPapers]),
  /** Begins with yes or no, then says why. */
  say: text,
  /** The procedure by which the paper is exchanged if one wants to; null if there is none. */
  procedure: slug.nullable(),
  valid_from: date.nullable(),
  valid_to: date.nullable(),
  /** The legal text that states it. */
  basis: text.nullable(),
  /** An id of `sources.json`. */
  source: text,
  also: z.array(text).optional(),
  strength: strengthSchema,
  /** For editors only. */
  note: text.nullable(),
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

export type HelpPoint = z.infer<typeof helpPointSchema>;
export type AreaClosure = z.infer<typeof areaClosureSchema>;
export type Closure = z.infer<typeof closureSchema>;
export type Opening = z.infer<typeof openingSchema>;
export type Province = z.infer<typeof provinceSchema>;
export type Ward = z.infer<typeof wardSchema>;
export type Holiday = z.infer<typeof holidaySchema>;
export type LifeEvent = z.infer<typeof lifeEventSchema>;
export type Guide = z.infer<typeof guideSchema>;
export type Visit = z.infer<typeof visitSchema>;
export type GuideQuestion = z.infer<typeof guideQuestionSchema>;
export type GuideOption = z.infer<typeof guideOptionSchema>;
export type KnownAnswer = z.infer<typeof knownAnswerSchema>;
export type ProcedureSynonyms = z.infer<typeof procedureSynonymsSchema>;
export type JargonTerm = z.infer<typeof jargonTermSchema>;
export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>;

/** All records of the catalogue, each validated on its own but not yet against the others. */
export interface CatalogRecords {
  readonly procedures: readonly Procedure[];
  /** Where the facts of the procedures come from. */
  readonly sources: readonly FactSource[];
  readonly guides: readonly Guide[];
  /** Procedures that were imported and have no guide; none are shipped. */
  readonly listed?: readonly ListedProcedure[];
  readonly glossary: readonly GlossaryEntry[];
  /** Answers to questions that concern no procedure. */
  readonly knownAnswers?: readonly KnownAnswer[];
  readonly jargon: readonly JargonTerm[];
  readonly lifeEvents: readonly LifeEvent[];
  readonly synonyms: readonly ProcedureSynonyms[];
  /** Words that may be stored of a sentence that was not understood, in addition to those of the catalogue. */
  readonly commonWords: readonly string[];
  readonly points: readonly HelpPoint[];
  /** Hours by rule, and the numbers to call where a point has none. */
  readonly contacts: ContactBook;
  readonly provinces: readonly Province[];
  readonly wards: readonly Ward[];
  readonly holidays: readonly Holiday[];
  /** Year → whether its holiday calendar has been officially announced. */
  readonly yearsOfficial: Readonly<Record<string, boolean>>;
  /** Closures of whole wards and provinces; none are shipped. */
  readonly areaClosures?: readonly AreaClosure[];
  /** Vietnamese text → its English, for every text of these records that residents are shown. */
  readonly english: ReadonlyMap<string, string>;
  /** The words and phrases by which typed sentences are understood. */
  readonly vocabulary: Vocabulary;
  /** The trained classifier; without one the rules rank alone. */
  readonly classifier?: ClassifierModel;
}
