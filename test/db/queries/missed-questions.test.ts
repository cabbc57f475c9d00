import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TurnFact } from "../../../src/bot/store/turn-store.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import {
  deleteOldMissedQuestions,
  readMissedQuestions,
  recordMissedQuestions,
} from "../../../src/db/queries/missed-questions.ts";
import { freshDatabases } from "../databases.ts";

const now = new Date("2026-11-25T09:00:00+07:00");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let count = 0;

function missed(residentHash: string, words: string, at = now): TurnFact {
  count += 1;
  const missedWords = words === "" ? [] : words.split(" ");
  const fact = { flow: "menu", step: "topic", outcome: "missed", point: null, missedWords };
  return { id: `fact-${count}`, at, channel: "zalo", residentHash, ...fact };
}

describe.each(await freshDatabases())("a question that was not understood, on $name", (one) => {
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase(one.settings);
  });
  afterAll(async () => {
    await database.close();
    await one.remove();
  });

  test("is shown if three residents asked the same words in any order", async () => {
    const { db } = database;
    await recordMissedQuestions(db, [
      missed("ann", "giay xanh moi"),
      missed("binh", "moi giay xanh", daysAgo(1)),
      missed("ann", "giay xanh moi"),
      missed("chi", "giay do"),
    ]);
    expect(await readMissedQuestions(db, now, 10)).toEqual([]);

    const third = missed("chi", "xanh giay moi", daysAgo(2));
    await recordMissedQuestions(db, [third, third]);
    await recordMissedQuestions(db, [third]);
    expect(await readMissedQuestions(db, now, 10)).toEqual([
      { words: ["giay", "xanh", "moi"], residents: 3, lastAt: now },
    ]);
    expect(await readMissedQuestions(db, now, 0)).toEqual([]);
  });

  test("is not stored if it has no words that may be stored", async () => {
    await recordMissedQuestions(database.db, [missed("ann", ""), missed("binh", "")]);
    const rows = await database.db
      .selectFrom("missed_question")
      .select("id")
      .where("words", "=", "")
      .execute();
    expect(rows).toEqual([]);
  });

  test("is shown and stored for 30 days", async () => {
    const { db } = database;
    const residents = ["ann", "binh", "chi"];
    await recordMissedQuestions(
      db,
      residents.map((resident) => missed(resident, "ho so cu", daysAgo(31))),
    );
    expect((await readMissedQuestions(db, now, 10)).map(({ words }) => words)).not.toContainEqual([
      "ho",
      "so",
      "cu",
    ]);
    expect(await deleteOldMissedQuestions(db, now)).toBe(3);
    expect(await deleteOldMissedQuestions(db, now)).toBe(0);
    expect(await readMissedQuestions(db, now, 10)).toHaveLength(1);
  });
});
