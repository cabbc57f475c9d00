/** Compares two JSON values; members that are undefined count as absent. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object") return false;
  if (one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false;
  const [first, second] = [definedEntries(one), new Map(definedEntries(other))];
  return (
    first.length === second.size &&
    first.every(([key, value]) => second.has(key) && isSameValue(value, second.get(key)))
  );
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}
