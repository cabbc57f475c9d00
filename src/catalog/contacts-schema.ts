import { z } from "zod";

/**
 * The schemas of `data/contacts.json`, and of where a point's own phone and hours come from: office hours by rule, and the
 * numbers to call where a point has none of its own. Personal mobile numbers are never recorded.
 */

const text = z.string().trim().min(1);
const day = z.iso.date();
/** A year, a month or a day. */
const asOf = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .nullable();
/** How well a contact is founded; the answer warns residents of a weak one. */
const strength = z.enum(["strong", "medium", "weak"]);

const origin = { source: text, date: asOf, strength };

export const phoneSourceSchema = z.strictObject({
  /** Whose line it is: the centre's, the ward's People's Committee's, or the province's. */
  kind: z.enum(["centre_hotline", "ward_office", "province_hotline"]),
  ...origin,
});

export const hoursSourceSchema = z.strictObject({
  source: text,
  /** Since when the hours hold. */
  valid_from: asOf,
  strength,
  note: text.nullable(),
});

/** Hours that a ward or a province sets for its offices; no source confirms them for any one point. */
export const officeHoursSchema = z.strictObject({
  scope: z.enum(["ward", "province"]),
  /** The ward's or province's code. */
  code: text,
  /** OpenStreetMap syntax, weekly hours only. */
  opening_hours: text,
  valid_from: day.nullable(),
  valid_to: day.nullable(),
  source: text,
  strength,
  note: text.nullable(),
});

const lineShape = {
  phone: text,
  /** What the source calls the number; only editors see it. */
  label: text,
  ...origin,
  note: text.nullable(),
};

/** A province's line for questions about procedures, or the country's. Residents get the first one of their province. */
export const hotlineSchema = z.strictObject({
  /** null: the whole country. */
  province_code: text.nullable(),
  /** What to dial after the number, such as "7, 8". */
  extension: text.nullable(),
  ...lineShape,
});

/** A ward's office that is no point: its People's Committee, or its police, who only answer about residence and identity. */
export const wardPhoneSchema = z.strictObject({
  ward_code: text,
  kind: z.enum(["police", "ward_office"]),
  ...lineShape,
});

export type OfficeHours = z.infer<typeof officeHoursSchema>;
export type Hotline = z.infer<typeof hotlineSchema>;
export type WardPhone = z.infer<typeof wardPhoneSchema>;

export interface ContactBook {
  readonly officeHours: readonly OfficeHours[];
  readonly hotlines: readonly Hotline[];
  readonly wardPhones: readonly WardPhone[];
}
