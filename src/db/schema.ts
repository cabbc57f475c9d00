import type { Kysely } from "kysely";
import type { AttemptCountTable, KnownClientTable } from "./tables/attempt-tables.ts";
import type {
  BroadcastCountTable,
  BroadcastRecipientTable,
  BroadcastTable,
  OwnAddressTable,
  OwnChatCodeTable,
} from "./tables/broadcast-tables.ts";
import type {
  AgencyProcedureTable,
  CatalogChangeTable,
  CatalogImportTable,
  CatalogVersionTable,
} from "./tables/catalog-tables.ts";
import type {
  ColleagueEmailTable,
  ColleagueNoticeTable,
  ColleaguePushTable,
  ColleagueSendTable,
  ColleagueSettingTable,
} from "./tables/colleague-tables.ts";
import type { DeliveryTable, StatusEventTable } from "./tables/delivery-tables.ts";
import type {
  DeskAccountPointTable,
  DeskAccountTable,
  DeskAuditChainTable,
  DeskAuditTable,
  DeskInvitationTable,
  DeskSessionTable,
  WriteProbeTable,
} from "./tables/desk-tables.ts";
import type {
  DossierSearchTable,
  HeldChangeTable,
  HeldUpdateTable,
} from "./tables/dossier-desk-tables.ts";
import type {
  AgencyPrefixTable,
  AgencyTable,
  AgencyWardTable,
  DossierStepTable,
  DossierTable,
} from "./tables/dossier-tables.ts";
import type {
  DossierImportChunkTable,
  DossierImportTable,
  ImportHeaderTable,
  ImportWordTable,
} from "./tables/import-tables.ts";
import type { InboxCannedTable, InboxLineTable, InboxVersionTable } from "./tables/inbox-tables.ts";
import type { KeptListTable } from "./tables/kept-list-table.ts";
import type { ChatLinkOpenedTable, ChatLinkTable, PointTargetTable } from "./tables/link-tables.ts";
import type {
  BotSwitchTable,
  LiveVersionTable,
  PointEditTable,
  ProcedureAliasTable,
} from "./tables/live-tables.ts";
import type {
  OnestopNoticeTable,
  OnestopSystemAgencyTable,
  OnestopSystemTable,
} from "./tables/onestop-tables.ts";
import type { PlatformTokenTable } from "./tables/platform-token-table.ts";
import type { MessagePriceTable } from "./tables/price-table.ts";
import type {
  DeskRecoveryCodeTable,
  DeskSecondFactorRoleTable,
  DeskSecondFactorTable,
  DeskSignInStepTable,
} from "./tables/second-factor-tables.ts";
import type { SentenceLabelTable } from "./tables/sentence-label-table.ts";
import type { ServiceKeyTable } from "./tables/service-key-table.ts";
import type {
  ConsentTable,
  DeskTaskTable,
  DossierTryTable,
  ErasureTable,
  FollowerTable,
  RatingTable,
} from "./tables/subscription-tables.ts";
import type { MissedQuestionTable, TurnFactTable } from "./tables/turn-tables.ts";

/** The tables after the latest migration. Times are `timestamptz`, which both drivers read as Date. */
export interface Tables {
  readonly turn_fact: TurnFactTable;
  readonly platform_token: PlatformTokenTable;
  readonly missed_question: MissedQuestionTable;
  readonly sentence_label: SentenceLabelTable;
  readonly agency: AgencyTable;
  readonly agency_prefix: AgencyPrefixTable;
  readonly agency_ward: AgencyWardTable;
  readonly dossier: DossierTable;
  readonly dossier_step: DossierStepTable;
  readonly dossier_search: DossierSearchTable;
  readonly held_update: HeldUpdateTable;
  readonly held_change: HeldChangeTable;
  readonly onestop_system: OnestopSystemTable;
  readonly onestop_system_agency: OnestopSystemAgencyTable;
  readonly onestop_notice: OnestopNoticeTable;
  readonly follower: FollowerTable;
  readonly consent: ConsentTable;
  readonly dossier_try: DossierTryTable;
  readonly desk_task: DeskTaskTable;
  readonly inbox_line: InboxLineTable;
  readonly inbox_canned: InboxCannedTable;
  readonly inbox_version: InboxVersionTable;
  readonly erasure: ErasureTable;
  readonly desk_account: DeskAccountTable;
  readonly desk_account_point: DeskAccountPointTable;
  readonly desk_session: DeskSessionTable;
  readonly desk_invitation: DeskInvitationTable;
  readonly desk_second_factor: DeskSecondFactorTable;
  readonly desk_recovery_code: DeskRecoveryCodeTable;
  readonly desk_second_factor_role: DeskSecondFactorRoleTable;
  readonly desk_sign_in_step: DeskSignInStepTable;
  readonly desk_audit: DeskAuditTable;
  readonly desk_audit_chain: DeskAuditChainTable;
  readonly write_probe: WriteProbeTable;
  readonly dossier_import: DossierImportTable;
  readonly dossier_import_chunk: DossierImportChunkTable;
  readonly import_word: ImportWordTable;
  readonly import_header: ImportHeaderTable;
  readonly rating: RatingTable;
  readonly live_version: LiveVersionTable;
  readonly point_edit: PointEditTable;
  readonly procedure_alias: ProcedureAliasTable;
  readonly bot_switch: BotSwitchTable;
  readonly catalog_version: CatalogVersionTable;
  readonly catalog_change: CatalogChangeTable;
  readonly agency_procedure: AgencyProcedureTable;
  readonly catalog_import: CatalogImportTable;
  readonly chat_link: ChatLinkTable;
  readonly chat_link_opened: ChatLinkOpenedTable;
  readonly point_target: PointTargetTable;
  readonly kept_list: KeptListTable;
  readonly status_event: StatusEventTable;
  readonly delivery: DeliveryTable;
  readonly broadcast: BroadcastTable;
  readonly broadcast_recipient: BroadcastRecipientTable;
  readonly broadcast_count: BroadcastCountTable;
  readonly own_address: OwnAddressTable;
  readonly own_chat_code: OwnChatCodeTable;
  readonly attempt_count: AttemptCountTable;
  readonly known_client: KnownClientTable;
  readonly service_key: ServiceKeyTable;
  readonly message_price: MessagePriceTable;
  readonly colleague_notice: ColleagueNoticeTable;
  readonly colleague_send: ColleagueSendTable;
  readonly colleague_setting: ColleagueSettingTable;
  readonly colleague_email: ColleagueEmailTable;
  readonly colleague_push: ColleaguePushTable;
}

/**
 * The operations that both the database and an open transaction have. Functions that read or write take this handle, so that
 * the caller decides whether they are part of a transaction.
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
