/** A short stable fingerprint (FNV-1a, base 36), such as the version of a flow by its questions. It is no proof against intent. */
export function fingerprint(content: unknown): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(content)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
