/**
 * Creates a function that returns a copy of a JSON value in which equal texts are one and the same. Thousands of procedures
 * of one ministry share most of their steps, notes and laws.
 */
export function createInterner(): <T>(value: T) => T {
  const texts = new Map<string, string>();
  const internText = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
  const intern = (value: unknown): unknown => {
    if (typeof value === "string") return internText(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(intern);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, intern(member)]));
  };
  return <T>(value: T) => intern(value) as T;
}
