import type { DbHandle } from "../schema.ts";

/** The name of the key of keyed hashes. */
const hashKeyName = "hash";

/** Returns the place of the sealed key of keyed hashes. */
export function hashKeyPlace(db: DbHandle, now: () => Date) {
  return {
    name: "the database",
    read: () => selectServiceKey(db, hashKeyName),
    create: (sealed: string) =>
      insertServiceKey(db, { name: hashKeyName, sealed, createdAt: now() }),
    replace: async (sealed: string) => {
      await db.updateTable("service_key").set({ sealed }).where("name", "=", hashKeyName).execute();
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
