/**
 * Creates a function that replaces equal texts inside fresh JSON values by one and the same. Thousands of procedures of one
 * ministry share most of their steps, notes and laws. It changes the values in place: copies would take as long as parsing.
 */
export function createInterner(): (value: unknown) => void {
  const texts = new Map<string, string>();
  const internText = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
  const internMembers = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const members = value as Record<string, unknown>;
    for (const [key, member] of Object.entries(members)) {
      if (typeof member === "string") members[key] = internText(member);
      else internMembers(member);
    }
  };
  return internMembers;
}
