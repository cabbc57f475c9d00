/** Rows of one statement: few enough to stay far below PostgreSQL's limit of 65,535 parameters. */
export const maxRowsPerInsert = 500;

/** Yields the items in order, in arrays of at most `size`. No items give no array. */
export function* batchesOf<Item>(
  items: readonly Item[],
  size: number = maxRowsPerInsert,
): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
