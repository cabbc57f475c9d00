import { createHash } from "node:crypto";
import type { Queries } from "../../db/schema.ts";
import type { Broadcast } from "./broadcasts.ts";
import { keyOf } from "./reach.ts";

/** Few enough that hashing a page holds up no reply. */
const pageSize = 250;

/** One value for what is said, when and to whom: two that differ in any of it differ. Reads the list as it stands in the ledger. */
export async function fingerprintOf(db: Queries, broadcast: Broadcast): Promise<string> {
  const { title, text, plainSms, isTrial, audience, startsAt } = broadcast;
  const hash = createHash("sha256");
  hash.update(JSON.stringify([title, text, plainSms, isTrial, audience, startsAt]));
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom("broadcast_recipient")
      .select(["id", "channel", "account", "user_id", "dossiers"])
      .where("broadcast_id", "=", broadcast.id)
      .where("id", ">", after)
      .orderBy("id")
      .limit(pageSize)
      .execute();
    for (const row of rows) hash.update(`${keyOf(row)} ${row.dossiers}\n`);
    const last = rows.at(-1);
    if (last === undefined) return hash.digest("hex").slice(0, 32);
    after = last.id;
  }
}
