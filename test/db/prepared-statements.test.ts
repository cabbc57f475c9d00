import { expect, test } from "@jest/globals";
import { sql } from "kysely";

import { freshDatabases, withDatabase } from "./databases.ts";

const databases = await freshDatabases();

test.each(databases)(
  "a named statement returns the same as any other, over $name",
  async (over) => {
    await withDatabase(over.settings, async ({ db, kind, transaction }) => {
      const double = (number: number) =>
        sql<{ twice: number }>`
        /* plan: double */
        select ${number}::int * 2 as twice`.execute(db);
      for (const number of [1, 2, 3]) {
        expect((await double(number)).rows).toEqual([{ twice: number * 2 }]);
      }
      await expect(sql`/* plan: broken */ select nothing`.execute(db)).rejects.toThrow("nothing");
      expect((await double(4)).rows).toEqual([{ twice: 8 }]);
      if (kind === "embedded") return;
      await transaction(async (tx) => {
        for (const number of [5, 6])
          await sql`/* plan: triple */ select ${number}::int * 3`.execute(tx);
        await sql`select ${7}::int`.execute(tx);
        const kept = await sql`
        select name from pg_prepared_statements where name <> 'double'`.execute(tx);
        expect(kept.rows).toEqual([{ name: "triple" }]);
      });
    });
    await over.remove();
  },
  60_000,
);
