import { z } from "zod";
import { type ChangeKind, recordSchemas } from "../../catalog/versions/change.ts";
import { versionStatus } from "../../db/tables/catalog-tables.ts";

/** What programs read and send of versions; `/desk/openapi.json` shows it. */

export const kindSchema = z.enum(Object.keys(recordSchemas) as [ChangeKind, ...ChangeKind[]]);

const time = z.date().meta({ description: "UTC" }).nullable();

export const versionSummarySchema = z.object({
  id: z.number(),
  title: z.string(),
  origin: z.enum(["desk", "import"]),
  status: z.enum(versionStatus),
  statusName: z.string(),
  /** Send it with every step: a version that has changed since is refused. */
  revision: z.number(),
  agencyId: z.number().nullable().describe("null: administrators"),
  activateOn: z.string().nullable().describe("The local day on which it takes effect"),
  isInEffect: z.boolean(),
  changes: z.number().describe("How many records it changes"),
  createdBy: z.string(),
  createdAt: z.date(),
  submittedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  activatedAt: time,
  endedBy: z.string().nullable(),
  endedAt: time,
});

export type VersionSummary = z.infer<typeof versionSummarySchema>;

const diffSchema = z.array(
  z.object({ mark: z.enum(["same", "removed", "added"]), text: z.string() }),
);

export const versionListSchema = z.object({
  versions: z.array(versionSummarySchema),
  next: z.number().nullable().describe("Send it as `before` for older ones"),
});

export const versionSchema = z.object({
  version: versionSummarySchema,
  on: z.string().describe("The local day for which the texts are told"),
  province: z.string().describe('The code of the province for which they are told; "": not known'),
  total: z.number(),
  from: z.number(),
  changes: z.array(
    z.object({
      kind: kindSchema,
      id: z.string(),
      title: z.string(),
      isNew: z.boolean(),
      isRemoved: z.boolean(),
      fields: z.array(z.string()).describe("The names of the changed fields"),
      texts: z
        .array(z.object({ cases: z.array(z.string()).nullable(), lines: diffSchema }))
        .describe("What residents read before and after; `cases` null: in every case"),
      data: diffSchema.describe("The changed fields themselves"),
    }),
  ),
  issues: z
    .array(z.object({ record: z.string(), field: z.string(), reason: z.string() }))
    .describe("What must be corrected before it can be activated"),
  untranslated: z.array(z.string()).describe("Changed texts without English"),
});

export const createdSchema = z.object({ id: z.number(), location: z.string() });
export const doneSchema = z.object({ location: z.string() });

export const changeBodySchema = z.object({
  kind: kindSchema,
  id: z.string().min(1, "Ghi mã").max(200),
  /** As text from a form, as an object from a program; null removes the record. */
  record: z.unknown(),
});
