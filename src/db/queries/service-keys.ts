import type { DbHandle } from "../schema.ts";

/** The name of the key of keyed hashes. */
const hashKeyName = "hash";

/** Returns the place of the sealed key of keyed hashes. */
export function hashKeyPlace(db: DbHandle, now: () => Date) {
  return keyPlace(db, { key: hashKeyName, name: "the database" }, now);
}

/** Returns the place of the sealed key pair with which web pushes are signed. */
export function webPushKeyPlace(db: DbHandle, now: () => Date) {
  return keyPlace(db, { key: "web push", name: "the web push key" }, now);
}

function keyPlace(
  db: DbHandle,
  { key, name }: { readonly key: string; readonly name: string },
  now: () => Date,
) {
  return {
    name,
    read: () => selectServiceKey(db, key),
    create: (sealed: string) => insertServiceKey(db, { name: key, sealed, createdAt: now() }),
    replace: async (sealed: string) => {
      await db.updateTable("service_key").set({ sealed }).where("name", "=", key).execute();
    },
  };
}

/** Resolves with the sealed key, or null if there is none. */
async function selectServiceKey(db: DbHandle, name: string): Promise<string | null> {
  const row = await db
    .selectFrom("service_key")
    .select("sealed")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.sealed ?? null;
}

/** Stores a sealed key unless there is one of this name. Resolves with the one that is stored then. */
async function insertServiceKey(
  db: DbHandle,
  key: { readonly name: string; readonly sealed: string; readonly createdAt: Date },
): Promise<string> {
  const { name, sealed, createdAt: created_at } = key;
  await db
    .insertInto("service_key")
    .values({ name, sealed, created_at })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  return (await selectServiceKey(db, name)) ?? sealed;
}

/** Returns whether the database holds anything that an earlier version hashed with SECRET_KEY itself. */
export async function hasKeyedHashes(db: DbHandle): Promise<boolean> {
  const { found } = await db
    .selectNoFrom((query) => [
      query
        .or([
          query.exists(query.selectFrom("turn_fact").select("id").limit(1)),
          query.exists(query.selectFrom("chat_link").select("id").limit(1)),
          query.exists(query.selectFrom("follower").select("id").limit(1)),
          query.exists(query.selectFrom("own_address").select("id").limit(1)),
        ])
        .as("found"),
    ])
    .executeTakeFirstOrThrow();
  return Boolean(found);
}
