import { z } from "zod";
import { residentGroups } from "./vocabulary-schema.ts";

/**
 * The schema of a procedure's record (`data/procedures/*.json`). Every fact is dated: `valid_from` and `valid_to` are
 * local days, both included, and null where no source gives that end. `null` elsewhere means "no source gives it", never
 * "none". Money is in đồng.
 */

const text = z.string().trim().min(1);
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a slug such as dang-ky-khai-sinh");
const day = z.iso.date();

/** Branch question id → the option value or values for which a fact holds. */
const whenSchema = z.record(z.string(), z.union([text, z.array(text).min(1)]));

const windowShape = {
  valid_from: day.nullable(),
  valid_to: day.nullable(),
};

/** How well a fact is founded; residents are warned of the last three. */
export const strengthSchema = z.enum([
  "full text",
  "official summary",
  "secondary",
  "inferred",
  "unknown",
]);

export const channelSchema = z.enum(["any", "in_person", "online", "post"]);

/** For what days something holds, and who says so. */
const ruleShape = {
  ...windowShape,
  /** The legal text that states it; null if no source names it. */
  basis: text.nullable(),
  /** An id of `sources.json`. */
  source: text,
  /** The place inside that source. */
  place: text.optional(),
  /** Further sources that say the same. */
  also: z.array(text).optional(),
  strength: strengthSchema,
  /** For editors only; residents never see it. */
  note: text.nullable(),
};

/** What fees, times and amounts have in common. */
const factShape = {
  /** "all", or the group of residents or cases in words. */
  who: text,
  when: whenSchema.optional(),
  /** Short names of the provinces in which the fact holds; everywhere if absent. */
  province: z.array(text).min(1).optional(),
  ...ruleShape,
  /** What residents should know besides the figure. */
  say: text.optional(),
};

const feeSchema = z.strictObject({
  channel: channelSchema,
  vnd: z.number().int().nonnegative().nullable(),
  /** "hồ sơ", "thẻ", "bản sao". */
  unit: text,
  /** The fee is this share of `rate_of`. */
  rate_percent: z.number().nonnegative().optional(),
  rate_of: text.optional(),
  ...factShape,
});

const processingTimeSchema = z.strictObject({
  channel: channelSchema,
  /** 0 is "the same day"; null is "not known". */
  value: z.number().int().nonnegative().nullable(),
  unit: text.nullable(),
  ...factShape,
});

/** Money that residents receive, or a premium that they pay. */
const amountSchema = z.strictObject({
  what: text,
  vnd: z.number().int().nonnegative().nullable(),
  unit: text.nullable(),
  formula: text.optional(),
  ...factShape,
});

/** By when the law wants it done, counted from what happened. */
const deadlineSchema = z.strictObject({
  value: z.number().int().positive(),
  unit: z.enum(["ngày", "ngày làm việc", "tháng"]),
  from: z.enum(["birth", "death", "other"]),
  /** What the days count from, in words: "ngày sinh". */
  after: text,
  /** What holds when it has passed; null if no source says. */
  late: text.nullable(),
  ...ruleShape,
});

/** Whether one is fined for leaving it undone or doing it late. */
const penaltySchema = z.strictObject({
  fined: z.enum(["yes", "no", "maybe"]),
  say: text,
  ...ruleShape,
});

/** Who is entitled to what this procedure gives: by age in years, by group, or by both. */
const entitlementSchema = z.strictObject({
  age_from: z.number().int().nonnegative().optional(),
  age_below: z.number().int().positive().optional(),
  /** Any of these groups; without an age the resident must have said that they belong to one. */
  groups: z.array(z.enum(residentGroups)).min(1).optional(),
  /** Not for those who said that they belong to one of these. */
  not: z.array(z.enum(residentGroups)).min(1).optional(),
  say: text,
  ...ruleShape,
});

const documentSchema = z.strictObject({
  name: text,
  form: text.nullable(),
  note: text.nullable(),
  condition: text.nullable(),
  when: whenSchema.optional(),
  /** Whether the original is shown, handed in, or a copy suffices. */
  originals: z.enum(["show", "submit", "copy"]).nullable(),
  ...windowShape,
  source: text,
});

const lawSchema = z.strictObject({
  name: text,
  ...windowShape,
  status: z.enum(["in_force", "upcoming", "partly", "expired", "unknown"]),
  source: text,
  note: text.optional(),
});

const clerkRemarkSchema = z.strictObject({
  kind: z.enum([
    "dead",
    "deadline",
    "exempt",
    "hours",
    "money",
    "online",
    "originals",
    "photo",
    "presence",
    "result",
    "tip",
    "validity",
    "vneid",
    "when",
    "where",
    "who",
  ]),
  say: text,
  when: whenSchema.optional(),
  ...windowShape,
  source: text,
});

const optionSchema = z.strictObject({ value: text, label: text, effect: text });

const branchQuestionSchema = z.strictObject({
  id: text,
  question: text,
  options: z.array(optionSchema).min(2),
});

export const procedureSchema = z.strictObject({
  id: slug,
  kind: z.enum(["procedure", "account", "payment"]),
  /**
   * It is about a death, a birth, a lost thing or a seal alone, or about a death or birth among others, or it is money that
   * only the living receive; absent: about none.
   */
  concerns: z.enum(["death", "birth", "loss", "seal", "several", "living"]).optional(),
  code: text.nullable(),
  /** Abolished codes: recognized, never shown. */
  codes_old: z.array(z.strictObject({ code: text, valid_to: day })),
  name: text,
  related_codes: z.array(z.strictObject({ code: text, name: text })),
  aliases: z.array(text),
  field: text,
  level: text.nullable(),
  /** 1 is asked for daily at a ward's desk, 4 rarely. */
  demand: z.number().int().min(1).max(4),
  agency: text.nullable(),
  agency_by_province: z.array(
    z.strictObject({
      province: text,
      province_code: text,
      agency: text,
      source: text,
      strength: strengthSchema,
    }),
  ),
  /** Who decides where that changes on a day; they replace `agency`. */
  agencies: z.array(z.strictObject({ name: text, ...windowShape, source: text })).optional(),
  submit_online: z.array(text),
  /** The procedure's own page on the portal: one of `sources`, never put together from a code. */
  detail_url: z.url().optional(),
  who: text.nullable(),
  documents: z.array(documentSchema),
  steps: z.array(text),
  processing_times: z.array(processingTimeSchema),
  fees: z.array(feeSchema),
  amounts: z.array(amountSchema),
  deadlines: z.array(deadlineSchema).optional(),
  penalties: z.array(penaltySchema).optional(),
  entitlements: z.array(entitlementSchema).optional(),
  result: text.nullable(),
  /** Names of the result where they change on a day; they replace `result`. */
  results: z.array(z.strictObject({ name: text, ...windowShape, source: text })),
  legal_basis: z.array(lawSchema),
  branch_questions: z.array(branchQuestionSchema),
  common_mistakes: z.array(text),
  clerk_says: z.array(clerkRemarkSchema),
  related: z.array(slug),
  essential_list: text.nullable(),
  named_in_seeds: text.nullable(),
  online_only_note: text.nullable(),
  sources: z.array(text),
  /** The date of the newest source that was read: a year, a month or a day. */
  checked: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable(),
  doubts: z.array(text),
});

/** Where facts come from (`data/sources.json`). */
export const sourceSchema = z.strictObject({
  id: text,
  title: text,
  where: text.nullable(),
  /** A year, a month or a day. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable(),
  strength: strengthSchema,
  note: text.optional(),
});

export type Procedure = z.infer<typeof procedureSchema>;
export type ProcedureDocument = z.infer<typeof documentSchema>;
export type BranchQuestion = z.infer<typeof branchQuestionSchema>;
export type Fee = z.infer<typeof feeSchema>;
export type ProcessingTime = z.infer<typeof processingTimeSchema>;
export type Amount = z.infer<typeof amountSchema>;
export type Deadline = z.infer<typeof deadlineSchema>;
export type Penalty = z.infer<typeof penaltySchema>;
export type Entitlement = z.infer<typeof entitlementSchema>;
export type Law = z.infer<typeof lawSchema>;
export type Strength = z.infer<typeof strengthSchema>;
export type SubmissionChannel = z.infer<typeof channelSchema>;
export type FactSource = z.infer<typeof sourceSchema>;
/** Branch question id → the value or values for which something holds. */
export type When = z.infer<typeof whenSchema>;
/** The first and last local day on which something holds; null where no source gives it. */
export type Window = { readonly valid_from: string | null; readonly valid_to: string | null };
