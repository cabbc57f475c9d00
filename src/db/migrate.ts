import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import * as turnFact from "./migrations/0001-turn-fact.ts";
import * as platformToken from "./migrations/0002-platform-token.ts";
import * as missedQuestion from "./migrations/0003-missed-question.ts";
import * as dossier from "./migrations/0004-dossier.ts";
import * as following from "./migrations/0005-following.ts";
import * as delivery from "./migrations/0006-delivery.ts";
import * as rating from "./migrations/0007-rating.ts";
import * as desk from "./migrations/0010-desk.ts";
import * as live from "./migrations/0011-live.ts";
import * as chatLink from "./migrations/0012-chat-link.ts";
import * as broadcast from "./migrations/0013-broadcast.ts";
import * as deskTask from "./migrations/0014-desk-task.ts";
import * as deliveryRoom from "./migrations/0015-delivery-room.ts";
import * as turnFactIndexes from "./migrations/0016-turn-fact-indexes.ts";
import * as attempts from "./migrations/0017-attempts.ts";
import * as proofs from "./migrations/0018-proofs.ts";
import * as secondFactor from "./migrations/0019-second-factor.ts";
import * as onestopSystem from "./migrations/0020-onestop-system.ts";
import * as serviceKey from "./migrations/0021-service-key.ts";
import * as auditChain from "./migrations/0022-audit-chain.ts";
import * as deadLetterIndex from "./migrations/0023-dead-letter-index.ts";
import * as catalogVersion from "./migrations/0024-catalog-version.ts";
import * as catalogImport from "./migrations/0025-catalog-import.ts";
import * as misunderstood from "./migrations/0026-misunderstood.ts";
import * as keptList from "./migrations/0027-kept-list.ts";
import * as inbox from "./migrations/0028-inbox.ts";
import * as importChunk from "./migrations/0030-import-chunk.ts";
import * as dossierDesk from "./migrations/0031-dossier-desk.ts";
import * as dossierPromisedIndex from "./migrations/0032-dossier-promised-index.ts";
import * as auditIndexesAndPrices from "./migrations/0033-audit-indexes-and-prices.ts";
import * as importHold from "./migrations/0034-import-hold.ts";
import * as switchBackAt from "./migrations/0035-switch-back-at.ts";
import * as colleagueNotice from "./migrations/0036-colleague-notice.ts";

/** They run in the order of their names. A migration that has run anywhere is never edited again. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-turn-fact": turnFact,
  "0002-platform-token": platformToken,
  "0003-missed-question": missedQuestion,
  "0004-dossier": dossier,
  "0005-following": following,
  "0006-delivery": delivery,
  "0007-rating": rating,
  "0010-desk": desk,
  "0011-live": live,
  "0012-chat-link": chatLink,
  "0013-broadcast": broadcast,
  "0014-desk-task": deskTask,
  "0015-delivery-room": deliveryRoom,
  "0016-turn-fact-indexes": turnFactIndexes,
  "0017-attempts": attempts,
  "0018-proofs": proofs,
  "0019-second-factor": secondFactor,
  "0020-onestop-system": onestopSystem,
  "0021-service-key": serviceKey,
  "0022-audit-chain": auditChain,
  "0023-dead-letter-index": deadLetterIndex,
  "0024-catalog-version": catalogVersion,
  "0025-catalog-import": catalogImport,
  "0026-misunderstood": misunderstood,
  "0027-kept-list": keptList,
  "0028-inbox": inbox,
  "0030-import-chunk": importChunk,
  "0031-dossier-desk": dossierDesk,
  "0032-dossier-promised-index": dossierPromisedIndex,
  "0033-audit-indexes-and-prices": auditIndexesAndPrices,
  "0034-import-hold": importHold,
  "0035-switch-back-at": switchBackAt,
  "0036-colleague-notice": colleagueNotice,
};

/** The names of the migrations that this version knows, in their order. */
export const migrationNames: readonly string[] = Object.keys(migrations);

/** The schema could not be brought up to date. The transaction was rolled back. */
class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/**
 * Brings the schema up to date. Any number of replicas may call it at the same time: kysely's Migrator holds an advisory lock,
 * and the replicas that waited find the work done.
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  if (await isCurrent(db)) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName;
  throw new MigrationError(failed ? `Migration ${failed} failed` : "Migrations could not run", {
    cause: error,
  });
}

/**
 * Returns whether every migration has run. This takes two queries; the Migrator would take its locks, and half a second on the
 * embedded database. Migrations of a newer version do not matter to this one.
 */
async function isCurrent<Tables>(db: Kysely<Tables>): Promise<boolean> {
  const table = sql.table("kysely_migration");
  const exists = await sql<{ found: boolean }>`
    select to_regclass('kysely_migration') is not null as found`.execute(db);
  if (exists.rows[0]?.found !== true) return false;
  const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  return Object.keys(migrations).every((name) => done.has(name));
}
