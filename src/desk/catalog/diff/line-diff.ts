/** A line of a comparison of two texts. */
export interface DiffLine {
  readonly mark: "same" | "removed" | "added";
  readonly text: string;
}

/** Longer texts appear as removed and added as a whole: the comparison takes time with the product of both lengths. */
const maxLines = 1_000;

/** Compares two texts line by line, by their longest common subsequence. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length > maxLines || after.length > maxLines) {
    return [...before.map(asRemoved), ...after.map(asAdded)];
  }
  const common = measureCommon(before, after);
  const lines: DiffLine[] = [];
  let [at, to] = [0, 0];
  while (at < before.length || to < after.length) {
    const [was, is] = [before[at], after[to]];
    if (was !== undefined && was === is) {
      lines.push({ mark: "same", text: was });
      at += 1;
      to += 1;
    } else if (
      is === undefined ||
      (was !== undefined && lengthAt(common, at + 1, to) >= lengthAt(common, at, to + 1))
    ) {
      lines.push(asRemoved(was ?? ""));
      at += 1;
    } else {
      lines.push(asAdded(is));
      to += 1;
    }
  }
  return lines;
}

/** Keeps the changed lines with one line around them, and an empty mark "…" for each part that is left out. */
export function keepChanged(lines: readonly DiffLine[]): DiffLine[] {
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - 1), at + 2).some(({ mark }) => mark !== "same");
  return lines.flatMap((line, at) => {
    if (isNear(at)) return [line];
    return at > 0 && isNear(at - 1) ? [{ mark: "same" as const, text: "…" }] : [];
  });
}

/** Returns for each pair of positions how many lines the rests of both texts have in common. */
function measureCommon(before: readonly string[], after: readonly string[]): number[][] {
  const common = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let at = before.length - 1; at >= 0; at -= 1) {
    for (let to = after.length - 1; to >= 0; to -= 1) {
      const length =
        before[at] === after[to]
          ? lengthAt(common, at + 1, to + 1) + 1
          : Math.max(lengthAt(common, at + 1, to), lengthAt(common, at, to + 1));
      const row = common[at];
      if (row !== undefined) row[to] = length;
    }
  }
  return common;
}

function lengthAt(common: readonly (readonly number[])[], at: number, to: number): number {
  return common[at]?.[to] ?? 0;
}

function asRemoved(text: string): DiffLine {
  return { mark: "removed", text };
}

function asAdded(text: string): DiffLine {
  return { mark: "added", text };
}
