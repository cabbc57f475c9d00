const secretName = /token|secret|proof|password|signature/i;
const shownLength = 4;

/** Returns the content with every secret cut to its first letters. */
export function shortenSecrets(content: unknown): unknown {
  if (Array.isArray(content)) return content.map(shortenSecrets);
  if (typeof content !== "object" || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [
      name,
      secretName.test(name) && typeof value === "string"
        ? `${value.slice(0, shownLength)}…`
        : shortenSecrets(value),
    ]),
  );
}
