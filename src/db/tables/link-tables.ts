import type { GeneratedAlways } from "kysely";

/** A link that opens a chat at a place. */
export interface ChatLinkTable {
  readonly id: GeneratedAlways<number>;
  /** As it is typed, without its signature where it has one: so the table alone opens no dossier. */
  readonly code: string;
  readonly point_id: string;
  readonly procedure_id: string | null;
  readonly dossier_id: number | null;
  readonly made_by: string;
  readonly made_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  /** Of one that works once: when, and the keyed hash of the resident for whom it did. */
  readonly used_at: Date | null;
  readonly used_by: string | null;
}

/** How often a link's page was opened on a local day. */
export interface ChatLinkOpenedTable {
  readonly link_id: number;
  readonly day: string;
  readonly count: number;
}

/** How many chats a week a point's team wants to begin. */
export interface PointTargetTable {
  readonly point_id: string;
  readonly chats_per_week: number;
  readonly set_by: string;
  readonly set_at: Date;
}
