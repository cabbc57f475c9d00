import { z } from "zod";

/**
 * The schema of a procedure that was imported and has no guide: what a national portal says about it, in the portal's own
 * words. `null` and an empty list mean "the portal gives none". Days are local.
 */

const text = z.string().trim().min(1);

/** No guided procedure's id begins so. */
const idPrefix = "tthc-";

const waySchema = z.strictObject({
  /** "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính". */
  how: text.nullable(),
  time: text.nullable(),
  fee: text.nullable(),
  note: text.nullable(),
});

const paperSchema = z.strictObject({
  name: text,
  /** The file of its form, as the portal names it. */
  form: text.nullable(),
  /** "1 bản chính, 1 bản sao". */
  copies: text.nullable(),
  /** The case for which the portal lists it. */
  group: text.nullable(),
});

export const listedProcedureSchema = z.strictObject({
  id: z.string().regex(/^tthc-[a-z0-9]+(-[a-z0-9]+)*$/, "must be made of the code"),
  code: text,
  name: text,
  /** The decision that published it. */
  decision: z.strictObject({ number: text.nullable(), date: z.iso.date().nullable() }),
  level: text.nullable(),
  field: text.nullable(),
  who: text.nullable(),
  agency: text.nullable(),
  steps: z.array(text),
  ways: z.array(waySchema),
  papers: z.array(paperSchema),
  conditions: text.nullable(),
  laws: z.array(text),
  results: z.array(text),
  /** Its page on the national portal. */
  detail_url: z.url().nullable(),
  imported_from: z.enum(["national-database", "portal-page", "table"]),
  /** The day on which it was taken from the portal. */
  checked: z.iso.date(),
});

export type ListedProcedure = z.infer<typeof listedProcedureSchema>;
export type ListedWay = z.infer<typeof waySchema>;
export type ListedPaper = z.infer<typeof paperSchema>;

/** `1.001193` → `tthc-1-001193`. */
export function toListedId(code: string): string {
  const slug = code
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${idPrefix}${slug}`;
}

/** Whether the id is that of a procedure without a guide. */
export function isListedId(id: string): boolean {
  return id.startsWith(idPrefix);
}
