import { type RawBuilder, sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { ResidentColumns } from "../tables/resident-columns.ts";
import { contactChannel } from "../tables/subscription-tables.ts";

/** A follower of an agency's dossiers, on one account of one channel, and what these dossiers hold. */
export interface AudienceRow {
  readonly channel: "web" | "zalo" | "messenger";
  readonly account: string;
  readonly user_id: string;
  readonly language: string;
  readonly known_since: Date;
  /** Whether they follow none of these dossiers any more. */
  readonly has_stopped: boolean;
  /** Ids, separated by blanks. */
  readonly dossiers: string;
  readonly has_phone: boolean;
  readonly has_email: boolean;
  readonly has_procedure: boolean;
  readonly has_day: boolean;
  /** The purposes for which the latest line of the consent ledger is a consent, separated by blanks. */
  readonly purposes: string;
}

/** Which of the agency's dossiers choose the audience. */
export type AudienceFilter =
  | { readonly by: "id"; readonly ids: readonly number[] }
  | { readonly by: "procedure"; readonly codes: readonly string[] }
  | { readonly by: "all" };

/** Up to `limit` followers after `after`, ordered by channel, account and user. */
export async function selectAudiencePage(
  db: DbHandle,
  agencyId: number,
  filter: AudienceFilter,
  { after, limit }: { after: ResidentColumns; limit: number },
): Promise<readonly AudienceRow[]> {
  const { rows } = await sql<AudienceRow>`
    with page as (
      select follower.channel, follower.account, follower.user_id,
        max(follower.language) as language, max(follower.since) as known_since,
        bool_and(stopped_at is not null) as has_stopped,
        coalesce(string_agg(dossier.id::text, ' ' order by dossier.id)
          filter (where stopped_at is null), '') as dossiers,
        coalesce(bool_or(phone_sealed is not null) filter (where stopped_at is null), false)
          as has_phone,
        coalesce(bool_or(email_sealed is not null) filter (where stopped_at is null), false)
          as has_email,
        coalesce(bool_or(procedure_name <> '') filter (where stopped_at is null), false)
          as has_procedure,
        coalesce(bool_or(promised_at is not null) filter (where stopped_at is null), false)
          as has_day
      from follower join dossier on dossier.id = follower.dossier_id
      where dossier.agency_id = ${agencyId} and follower.channel <> ${sql.lit(contactChannel)}
        and (follower.channel, follower.account, follower.user_id)
          > (${after.channel}, ${after.account}, ${after.user_id})
        and ${conditionOf(filter)}
      group by follower.channel, follower.account, follower.user_id
      order by follower.channel, follower.account, follower.user_id
      limit ${limit})
    select page.*, coalesce((
      select string_agg(purpose, ' ') from (
        select distinct on (purpose) purpose, is_given from consent
        where consent.channel = page.channel and consent.account = page.account
          and consent.user_id = page.user_id
        order by purpose, id desc) latest
      where is_given), '') as purposes
    from page order by channel, account, user_id`.execute(db);
  return rows;
}

function conditionOf(filter: AudienceFilter): RawBuilder<unknown> {
  switch (filter.by) {
    case "id":
      return sql`dossier.id in (${sql.join(filter.ids)})`;
    case "procedure":
      return sql`dossier.procedure_code in (${sql.join(filter.codes)})`;
    case "all":
      return sql`true`;
  }
}
