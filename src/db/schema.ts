import type { Kysely } from "kysely";
import type {
  BroadcastCountTable,
  BroadcastRecipientTable,
  BroadcastTable,
  OwnAddressTable,
  OwnChatCodeTable,
} from "./tables/broadcast-tables.ts";
import type { DeliveryTable, StatusEventTable } from "./tables/delivery-tables.ts";
import type {
  DeskAccountPointTable,
  DeskAccountTable,
  DeskAuditTable,
  DeskInvitationTable,
  DeskSessionTable,
  DeskSignInFailureTable,
  DossierImportTable,
} from "./tables/desk-tables.ts";
import type {
  AgencyPrefixTable,
  AgencyTable,
  AgencyWardTable,
  DossierStepTable,
  DossierTable,
} from "./tables/dossier-tables.ts";
import type { ChatLinkOpenedTable, ChatLinkTable, PointTargetTable } from "./tables/link-tables.ts";
import type {
  BotSwitchTable,
  LiveVersionTable,
  PointEditTable,
  ProcedureAliasTable,
} from "./tables/live-tables.ts";
import type {
  ConsentTable,
  DeskTaskTable,
  DossierTryTable,
  ErasureTable,
  FollowerTable,
  RatingTable,
} from "./tables/subscription-tables.ts";

/** The tables, as the latest migration leaves them. Times are `timestamptz`, Date on both drivers. */
export interface Tables {
  readonly turn_fact: TurnFactRow;
  readonly platform_token: PlatformTokenRow;
  readonly missed_question: MissedQuestionRow;
  readonly agency: AgencyTable;
  readonly agency_prefix: AgencyPrefixTable;
  readonly agency_ward: AgencyWardTable;
  readonly dossier: DossierTable;
  readonly dossier_step: DossierStepTable;
  readonly follower: FollowerTable;
  readonly consent: ConsentTable;
  readonly dossier_try: DossierTryTable;
  readonly desk_task: DeskTaskTable;
  readonly erasure: ErasureTable;
  readonly desk_account: DeskAccountTable;
  readonly desk_account_point: DeskAccountPointTable;
  readonly desk_session: DeskSessionTable;
  readonly desk_invitation: DeskInvitationTable;
  readonly desk_sign_in_failure: DeskSignInFailureTable;
  readonly desk_audit: DeskAuditTable;
  readonly dossier_import: DossierImportTable;
  readonly rating: RatingTable;
  readonly live_version: LiveVersionTable;
  readonly point_edit: PointEditTable;
  readonly procedure_alias: ProcedureAliasTable;
  readonly bot_switch: BotSwitchTable;
  readonly chat_link: ChatLinkTable;
  readonly chat_link_opened: ChatLinkOpenedTable;
  readonly point_target: PointTargetTable;
  readonly status_event: StatusEventTable;
  readonly delivery: DeliveryTable;
  readonly broadcast: BroadcastTable;
  readonly broadcast_recipient: BroadcastRecipientTable;
  readonly broadcast_count: BroadcastCountTable;
  readonly own_address: OwnAddressTable;
  readonly own_chat_code: OwnChatCodeTable;
}

/** What one turn of a conversation tells the record: no text, no user id but a keyed hash. */
export interface TurnFactRow {
  readonly id: string;
  readonly at: Date;
  readonly channel: string;
  readonly resident_hash: string;
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly point: string | null;
}

/** What may be kept of a sentence that was not understood, for 30 days: no text, words that anybody uses. */
export interface MissedQuestionRow {
  readonly id: string;
  readonly at: Date;
  readonly resident_hash: string;
  /** The words in a fixed order, for counting those who asked alike. */
  readonly alike: string;
  readonly words: string;
}

/** The sealed token pair of an account on a platform, and who is refreshing it. */
export interface PlatformTokenRow {
  readonly channel: string;
  readonly account: string;
  readonly sealed: string;
  /** Of the refresh token that an operator gave. */
  readonly seed_hash: string;
  readonly version: number;
  readonly obtained_at: Date;
  readonly refresh_at: Date;
  readonly fault: string | null;
  readonly fault_at: Date | null;
  readonly lease_owner: string | null;
  readonly lease_until: Date | null;
}

/**
 * What both the database and an open transaction can do. Functions that read or write take this,
 * so that the caller decides whether they are part of a transaction.
 */
export type DbHandle = Pick<
  Kysely<Tables>,
  | "selectFrom"
  | "selectNoFrom"
  | "insertInto"
  | "updateTable"
  | "deleteFrom"
  | "with"
  | "fn"
  | "executeQuery"
  | "getExecutor"
>;
