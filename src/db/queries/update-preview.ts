import type { DbHandle } from "../schema.ts";
import { contactChannel } from "../tables/subscription-tables.ts";

/** What a preview must know of a dossier that would change. */
export interface PreviewedDossier {
  readonly id: number;
  readonly code: string;
  readonly code_key: string;
  readonly told_identity: string | null;
  readonly procedure_code: string | null;
  readonly procedure_name: string | null;
  readonly promised_at: Date | null;
  readonly has_phone: boolean;
  readonly has_email: boolean;
  readonly agency_id: number | null;
  readonly agency: string | null;
  /** Whether the contacts on it are notified without having asked. */
  readonly follows_contacts: boolean | null;
}

export function selectPreviewedDossiers(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<PreviewedDossier[]> {
  return db
    .selectFrom("dossier")
    .leftJoin("agency", "agency.id", "dossier.agency_id")
    .select(["dossier.id", "code", "code_key", "told_identity", "procedure_code", "agency_id"])
    .select(["procedure_name", "promised_at", "agency.name as agency", "follows_contacts"])
    .select((row) => [
      row("phone_sealed", "is not", null).$castTo<boolean>().as("has_phone"),
      row("email_sealed", "is not", null).$castTo<boolean>().as("has_email"),
    ])
    .where("code_key", "in", codeKeys)
    .execute();
}

export function selectPreviewedAgency(db: DbHandle, id: number) {
  return db
    .selectFrom("agency")
    .select(["name", "follows_contacts"])
    .where("id", "=", id)
    .executeTakeFirst();
}

export interface PreviewedFollower {
  readonly id: number;
  readonly channel: "web" | "zalo" | "messenger" | "contact";
  readonly account: string;
  readonly user_id: string;
  readonly dossier_id: number;
  readonly follower_id: number;
  readonly since: Date;
  readonly has_stopped: boolean;
}

/** Returns who follows these dossiers, and the contacts that stopped following. */
export function selectPreviewedFollowers(
  db: DbHandle,
  dossierIds: readonly number[],
): Promise<PreviewedFollower[]> {
  return db
    .selectFrom("follower")
    .select(["id", "dossier_id", "id as follower_id", "account", "user_id", "since"])
    .select((row) => [
      row.ref("channel").$castTo<PreviewedFollower["channel"]>().as("channel"),
      row("stopped_at", "is not", null).$castTo<boolean>().as("has_stopped"),
    ])
    .where("dossier_id", "in", dossierIds)
    .where((row) => row.or([row("stopped_at", "is", null), row("channel", "=", contactChannel)]))
    .execute();
}
