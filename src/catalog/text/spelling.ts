/** Shorter words have too many neighbours one letter away. */
const minLength = 4;

/**
 * Mends one slip of a finger in a folded word that is unknown: a letter too many, too few, wrong, or
 * two swapped (`sinhh`, `khia`). Only where exactly one known word begins alike and fits.
 */
export function buildSpelling(vocabulary: Iterable<string>): (word: string) => string | undefined {
  const known = new Set(vocabulary);
  const targets = [...known].filter((word) => word.length >= minLength);
  const byInitial = Map.groupBy(targets, (word) => word.slice(0, 1));
  return (word) => {
    if (known.has(word)) return word;
    if (word.length < minLength) return undefined;
    const near = (byInitial.get(word.slice(0, 1)) ?? []).filter((other) =>
      isOneSlipApart(word, other),
    );
    return near.length === 1 ? near[0] : undefined;
  };
}

function isOneSlipApart(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1) return false;
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const restTyped = typed.slice(at);
  const rest = word.slice(at);
  return (
    restTyped.slice(1) === rest ||
    restTyped === rest.slice(1) ||
    restTyped.slice(1) === rest.slice(1) ||
    (restTyped[0] === rest[1] && restTyped[1] === rest[0] && restTyped.slice(2) === rest.slice(2))
  );
}
