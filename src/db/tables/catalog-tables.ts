import type { GeneratedAlways } from "kysely";

/** Where a version of the catalogue stands. A draft may be changed; a waiting one needs a second person. */
export const versionStatus = {
  draft: "draft",
  waiting: "waiting",
  active: "active",
  ended: "ended",
  discarded: "discarded",
} as const;

export type VersionStatus = (typeof versionStatus)[keyof typeof versionStatus];

/** A set of changes of the catalogue that take effect, and end, together. */
export interface CatalogVersionTable {
  readonly id: GeneratedAlways<number>;
  /** The agency whose officials made it; null: administrators. */
  readonly agency_id: number | null;
  readonly title: string;
  readonly origin: "desk" | "import";
  readonly status: VersionStatus;
  /** Grows with every change of the draft: who approves, approves what they saw. */
  readonly revision: number;
  /** The local day on which an active version takes effect; null: at once. */
  readonly activate_on: string | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly submitted_by: string | null;
  readonly approved_by: string | null;
  readonly activated_at: Date | null;
  readonly ended_by: string | null;
  readonly ended_at: Date | null;
}

/** One changed record of a version. */
export interface CatalogChangeTable {
  readonly version_id: number;
  /** A `ChangeKind`. */
  readonly kind: string;
  readonly record_id: string;
  /** The record on which the change is based, as JSON; null: a new record. */
  readonly base: string | null;
  /** The complete changed record, as JSON; null: the record is removed. */
  readonly record: string | null;
  readonly changed_by: string;
  readonly changed_at: Date;
}

/** A procedure that an agency's officials may edit. */
export interface AgencyProcedureTable {
  readonly agency_id: number;
  readonly procedure_id: string;
}

/** An uploaded file of procedures or help points, until it becomes a version or somebody forgets it. */
export interface CatalogImportTable {
  readonly id: GeneratedAlways<number>;
  readonly file_name: string;
  /** What was read of it, as JSON; null once it became a version. */
  readonly reading: string | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly version_id: number | null;
}
