/** One statement carries few enough rows to stay far below PostgreSQL's 65,535 parameters. */
export const maxRowsPerInsert = 500;

/** The items in order, in arrays of at most `size`; none for none. */
export function* batchesOf<Item>(
  items: readonly Item[],
  size: number = maxRowsPerInsert,
): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
