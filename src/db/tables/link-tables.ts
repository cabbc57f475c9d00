import type { GeneratedAlways } from "kysely";

/** A link that opens a chat at a given place of the conversation. */
export interface ChatLinkTable {
  readonly id: GeneratedAlways<number>;
  /** The code without its signature, if it has one: the table alone opens no dossier. */
  readonly code: string;
  readonly point_id: string;
  readonly procedure_id: string | null;
  readonly dossier_id: number | null;
  readonly made_by: string;
  readonly made_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  /** For a link that works once: when it was used, and the keyed hash of the resident who used it. */
  readonly used_at: Date | null;
  readonly used_by: string | null;
}

/** How often a link's page was opened on a local day. */
export interface ChatLinkOpenedTable {
  readonly link_id: number;
  readonly day: string;
  readonly count: number;
}

/** How many chats a week a help point's team aims to begin. */
export interface PointTargetTable {
  readonly point_id: string;
  readonly chats_per_week: number;
  readonly set_by: string;
  readonly set_at: Date;
}
