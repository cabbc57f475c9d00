import { describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../../src/catalog/catalog.ts";
import { buildClassifier } from "../../../src/catalog/classifier/classifier.ts";
import { exponential } from "../../../src/catalog/classifier/exponential.ts";
import { bucketsOf } from "../../../src/catalog/classifier/features.ts";
import { joinModel, type ModelHeader } from "../../../src/catalog/classifier/model.ts";
import { splitWords } from "../../../src/catalog/text/fold.ts";
import { shippedRecords } from "../shipped-records.ts";

const now = new Date("2026-11-26T09:30:00+07:00");
const records = await shippedRecords();
const catalog = buildCatalog(records);
const { classifier: _, ...recordsWithoutClassifier } = records;
const rulesAlone = buildCatalog(recordsWithoutClassifier);

describe("a story that names no procedure", () => {
  const story =
    "nhà tôi bị trộm cạy tủ lấy luôn bìa đỏ, đã báo công an rồi, giờ phải làm sao có lại bìa";

  test("is understood with the classifier", () => {
    expect(catalog.understand(story, { now }).results[0]?.id).toBe("cap-lai-so-do-mat");
  });

  test("gets scores between 0 and 1, best first", () => {
    const scores = catalog.understand(story, { now }).results.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });
});

test("what rules and classifier disagree on is offered as a choice of three", () => {
  const { decision } = catalog.understand(
    "chưa có hộ khẩu ở đây thì con nhỏ có chuyển trường về được không",
    { now },
  );
  expect(decision.type).toBe("choice");
});

test("a procedure that was added after the training is found by its name", () => {
  const [pattern] = records.procedures;
  if (pattern === undefined) throw new Error("no procedures");
  const added = {
    ...pattern,
    id: "nuoi-chim-yen",
    code: null,
    name: "Đăng ký nuôi chim yến trong khu dân cư",
    aliases: ["nuôi chim yến trong nhà"],
  };
  const grown = buildCatalog({ ...records, procedures: [...records.procedures, added] });
  const typed = "tôi muốn đăng ký nuôi chim yến trong khu dân cư thì làm sao";
  expect(grown.understand(typed, { now }).results[0]?.id).toBe(added.id);
});

test("the very name of a procedure begins it, whatever the classifier thinks", () => {
  for (const { id, name } of records.procedures.slice(0, 20)) {
    const alone = rulesAlone.understand(name, { now }).decision;
    if (alone.type !== "winner" || alone.id !== id) continue;
    expect(catalog.understand(name, { now }).decision).toEqual(alone);
  }
});

test.each(["ở đâu", "bao nhiêu tiền", "cảm ơn cháu nhiều", "vâng", "nhà tôi đang cháy"])(
  "“%s” names no procedure",
  (typed) => {
    expect(catalog.understand(typed, { now }).results).toEqual([]);
  },
);

test("features do not depend on where the marks stand, but tell marked words from others", () => {
  const buckets = (text: string) => new Set(bucketsOf(splitWords(text), 12_000));
  const stripped = buckets("khai sinh");
  expect(buckets("khai sính").isSupersetOf(stripped)).toBe(true);
  expect(buckets("khai sính").size).toBe(stripped.size + 1);
});

test.each([0, -0.001, -1, -5, -19])("raises e to %d", (power) => {
  expect(exponential(power)).toBeCloseTo(Math.exp(power), 6);
});

describe("a model of two buckets", () => {
  const head = {
    ...{ classes: ["a", "b"], bucket_count: 2 },
    ...{ biases: [0, 0], scale: 1, lesson_count: 1 },
  };
  const header: ModelHeader = {
    data_sha256: "",
    procedures: head,
    intents: { ...head, classes: ["documents", "fee"] },
  };

  test("adds the weights of the sentence's buckets up", () => {
    const model = joinModel(header, Int8Array.of(1, 1, 9, 0, 9, 0, 1, 1, 0, 9, 0, 9));
    if (model === null) throw new Error("the sizes fit");
    const { procedures, intent } = buildClassifier(model)(splitWords("khai sinh"), []);
    expect(procedures.get("a")).toBeGreaterThan(0.99);
    expect(intent.name).toBe("fee");
  });

  test("is refused with weights for three", () => {
    expect(joinModel(header, new Int8Array(16))).toBeNull();
  });
});
