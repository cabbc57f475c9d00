import type { GeneratedAlways, JSONColumnType } from "kysely";

/** An update or an import whose deliveries wait for a moment, so that it can be taken back. */
export interface HeldUpdateTable {
  readonly id: GeneratedAlways<number>;
  readonly agency_id: number | null;
  readonly account_id: number;
  readonly at: Date;
  /** Deliveries wait until then. */
  readonly until: Date;
  readonly undone_at: Date | null;
  readonly undone_by: number | null;
}

/** A column's value before an update and after it; times in ISO, what is sealed stays sealed. */
export interface ChangedColumn {
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** What a held update changed of one dossier. It goes soon after the update can no longer be taken back. */
export interface HeldChangeTable {
  readonly held_id: number;
  readonly dossier_id: number;
  readonly is_new: boolean;
  /** The identities of the steps that it added. */
  readonly steps: string[];
  readonly columns: JSONColumnType<Readonly<Record<string, ChangedColumn>>>;
}

/** Keyed hashes of the parts of a dossier's name and phone numbers, by which it is found at the desk. */
export interface DossierSearchTable {
  readonly dossier_id: number;
  /** The key of the hashes. */
  readonly key_id: string;
  /** 64 bits each, in decimal. */
  readonly tokens: string[];
}
