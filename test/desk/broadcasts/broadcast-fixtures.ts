import { createBroadcast, type Draft } from "../../../src/notify/broadcasts/broadcast-store.ts";
import { draft } from "../../notify/broadcasts/sample-draft.ts";
import type { TestDesk } from "../desk-server.ts";
import { addDossier } from "../dossier-fixtures.ts";

let keys = 0;

/** Adds a draft of that agency, written by the first administrator. */
export async function addBroadcast(
  { database, now }: TestDesk,
  agencyId: number,
  changes: Partial<Draft> = {},
): Promise<number> {
  keys += 1;
  const { id: by } = await database.db
    .selectFrom("desk_account")
    .select("id")
    .where("username", "=", "admin")
    .executeTakeFirstOrThrow();
  const { id } = await createBroadcast(database.db, {
    agencyId,
    by,
    key: `sample ${keys}`,
    now: now(),
    draft: { ...draft, ...changes },
  });
  return id;
}

/** Adds a dossier of that agency with followers who consented to broadcasts; a push is addressed to their user id. */
export async function addAudience(
  desk: TestDesk,
  agency: number,
  count: number,
  channel: "zalo" | "messenger" = "zalo",
  code?: string,
) {
  const dossier = await addDossier(desk, agency, code === undefined ? {} : { code });
  const residents = Array.from({ length: count }, (_, n) => ({
    channel,
    account: "oa",
    user_id: `${dossier.code} ${n}`,
  }));
  const follower = { dossier_id: dossier.id, language: "vi", since: desk.now(), stopped_at: null };
  const consent = { is_given: true, kept_days: 365, language: "vi", at: desk.now() };
  await desk.database.db
    .insertInto("follower")
    .values(residents.map((resident) => ({ ...resident, ...follower })))
    .execute();
  await desk.database.db
    .insertInto("consent")
    .values(
      residents.flatMap((resident) =>
        ["chat", "news"].map((purpose) => ({
          ...resident,
          ...consent,
          purpose,
          event_id: `${resident.user_id} ${purpose}`,
        })),
      ),
    )
    .execute();
  return { ...dossier, residents };
}
