import { expect, test } from "@jest/globals";
import { batchesOf, maxRowsPerInsert } from "../../src/db/batches.ts";

test.each([
  [0, []],
  [1, [1]],
  [maxRowsPerInsert, [maxRowsPerInsert]],
  [maxRowsPerInsert + 1, [maxRowsPerInsert, 1]],
])("%d rows are divided into batches of %j", (count, sizes) => {
  const rows = Array.from({ length: count }, (_, n) => n);
  const batches = [...batchesOf(rows)];
  expect(batches.map((batch) => batch.length)).toEqual(sizes);
  expect(batches.flat()).toEqual(rows);
});
