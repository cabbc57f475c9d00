import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TurnFact } from "../../../src/bot/store/turn-store.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { deleteFactsOfResident } from "../../../src/db/queries/erasure.ts";
import {
  deleteOldMissedQuestions,
  recordMissedQuestions,
} from "../../../src/db/queries/missed-questions.ts";
import {
  selectOpenSentences,
  selectSentence,
} from "../../../src/db/queries/misunderstood-sentences.ts";
import {
  deleteLabel,
  deleteOldDiscards,
  selectLabel,
  selectLabels,
  selectTrainingLabels,
  upsertLabel,
} from "../../../src/db/queries/sentence-labels.ts";
import { settleOffers } from "../../../src/db/queries/settle-offers.ts";
import { recordTurnFacts } from "../../../src/db/queries/turn-facts.ts";
import { freshDatabases } from "../databases.ts";

const now = new Date("2026-11-25T09:00:00+07:00");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const daysAgo = (days: number) => hoursAgo(days * 24);
let count = 0;

type Misunderstood = NonNullable<TurnFact["misunderstood"]>[number];

function fact(residentHash: string, more: Partial<TurnFact> = {}): TurnFact {
  count += 1;
  const summary = { flow: "menu", step: "topic", outcome: "asked", point: null, missedWords: [] };
  return { id: `fact-${count}`, at: now, channel: "zalo", residentHash, ...summary, ...more };
}

function mistaken(words: string, more: Partial<Misunderstood> = {}): Misunderstood {
  return { kind: "corrected", words: words.split(" "), intent: "steps", procedures: [], ...more };
}

describe.each(await freshDatabases())("a sentence that was misunderstood, on $name", (one) => {
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase(one.settings);
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await one.remove();
  });

  const open = (kind: Parameters<typeof selectOpenSentences>[1]["kind"] = null) =>
    selectOpenSentences(database.db, { now, from: 0, limit: 10, kind });
  const openWords = async () => (await open()).map(({ words }) => words);

  test("is listed from the first resident on, with what it was taken for, grouped by alike words", async () => {
    const { db } = database;
    const asBirth = { intent: "steps", procedures: ["khai-sinh"] };
    await recordMissedQuestions(db, [
      fact("ann", { misunderstood: [mistaken("giay xanh moi", asBirth)], at: daysAgo(1) }),
    ]);
    expect(await open()).toEqual([
      {
        ...{ alike: "giay moi xanh", words: "giay xanh moi", residents: 1, count: 1 },
        lastAt: daysAgo(1),
        cases: [{ kind: "corrected", ...asBirth, count: 1, lastAt: daysAgo(1) }],
      },
    ]);
    const twice = fact("binh", {
      missedWords: ["moi", "giay", "xanh"],
      misunderstood: [
        mistaken("xanh giay moi", { kind: "none", procedures: ["khai-sinh", "khai-tu"] }),
      ],
    });
    await recordMissedQuestions(db, [twice, twice]);
    await recordMissedQuestions(db, [twice]);
    const [sentence] = await open();
    expect(sentence).toMatchObject({ residents: 2, count: 3, lastAt: now });
    expect(sentence?.cases.map(({ kind, procedures }) => [kind, procedures])).toEqual([
      ["corrected", ["khai-sinh"]],
      ["none", ["khai-sinh", "khai-tu"]],
      ["unmatched", []],
    ]);
    expect(await open("none")).toHaveLength(1);
    expect(await open("returned")).toEqual([]);
  });

  test("is no longer listed among the open ones once it is labelled, and again without the label", async () => {
    const { db } = database;
    const label = {
      ...{ alike: "giay moi xanh", words: "giay xanh moi", verdict: "meant" as const },
      ...{ intent: "documents", procedureId: "khai-tu" },
    };
    await upsertLabel(db, label, { by: "hoa", now });
    expect(await open()).toEqual([]);
    expect(await selectSentence(db, label.alike, now)).toMatchObject({ residents: 2 });
    await upsertLabel(
      db,
      { ...label, verdict: "out_of_scope", intent: null, procedureId: null },
      { by: "lan", now },
    );
    expect(await selectLabel(db, label.alike)).toMatchObject({
      verdict: "out_of_scope",
      labelled_by: "lan",
      procedure_id: null,
    });
    expect(await selectLabels(db, { from: 0, limit: 5 })).toHaveLength(1);
    expect(await selectTrainingLabels(db)).toHaveLength(1);
    expect(await deleteLabel(db, label.alike)).toBe(true);
    expect(await deleteLabel(db, label.alike)).toBe(false);
    expect(await openWords()).toEqual(["giay xanh moi"]);
  });

  test("is deleted after 30 days; a label stays, unless it discards the sentence", async () => {
    const { db } = database;
    await recordMissedQuestions(db, [
      fact("chi", { at: daysAgo(31), misunderstood: [mistaken("ho so cu")] }),
    ]);
    expect(await openWords()).not.toContain("ho so cu");
    expect(await deleteOldMissedQuestions(db, now)).toBe(1);
    for (const verdict of ["out_of_scope", "discarded"] as const) {
      const label = { alike: verdict, words: verdict, verdict, intent: null, procedureId: null };
      await upsertLabel(db, label, { by: "hoa", now: daysAgo(31) });
    }
    expect((await selectTrainingLabels(db)).map(({ verdict }) => verdict)).toEqual([
      "out_of_scope",
    ]);
    await deleteOldDiscards(db, now);
    expect((await selectLabels(db, { from: 0, limit: 9 })).map(({ alike }) => alike)).toEqual([
      "out_of_scope",
    ]);
  });

  test("is erased with the resident", async () => {
    const { db } = database;
    await recordMissedQuestions(db, [
      fact("dung", { misunderstood: [mistaken("so do"), mistaken("so do", { kind: "offered" })] }),
    ]);
    expect(await openWords()).toContain("so do");
    await deleteFactsOfResident(db, "dung");
    expect(await openWords()).not.toContain("so do");
  });

  test("counts as abandoned if no turn follows an offer within six hours", async () => {
    const { db } = database;
    const offer = (resident: string, words: string, hours: number) =>
      fact(resident, {
        at: hoursAgo(hours),
        misunderstood: [mistaken(words, { kind: "offered", procedures: ["khai-sinh"] })],
      });
    const facts = [
      offer("an", "bo di", 7),
      offer("ba", "di tiep", 7),
      fact("ba", { at: hoursAgo(6.5) }),
      offer("ca", "mai moi tiep", 30),
      fact("ca", { at: hoursAgo(2) }),
      offer("da", "moi hoi", 5),
    ];
    await recordTurnFacts(db, facts);
    await recordMissedQuestions(db, facts);
    expect(await open("abandoned")).toEqual([]);
    await settleOffers(db, now);
    expect((await open("abandoned")).map(({ words }) => words)).toEqual(["bo di", "mai moi tiep"]);
    const waiting = await db
      .selectFrom("missed_question")
      .select("words")
      .where("kind", "=", "offered")
      .execute();
    expect(waiting).toEqual([{ words: "moi hoi" }]);
    await settleOffers(db, now);
    expect(await open("abandoned")).toHaveLength(2);
    await settleOffers(db, new Date(now.getTime() + 2 * 3_600_000));
    expect(await open("abandoned")).toHaveLength(3);
  });
});
