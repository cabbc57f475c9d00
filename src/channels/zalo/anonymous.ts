/**
 * A visitor of a web widget who is not signed in. An answer needs both the temporary id and the conversation
 * (docs/platforms/zalo.md, "Anonymous visitors"); everywhere else the two are one user id.
 */
interface AnonymousVisitor {
  readonly id: string;
  readonly conversation: string;
}

const userPattern = /^anonymous:([^:]+):([^:]+)$/;

export function formatAnonymousUser({ id, conversation }: AnonymousVisitor): string {
  return `anonymous:${conversation}:${id}`;
}

/** Returns null for an ordinary user. */
export function parseAnonymousUser(user: string): AnonymousVisitor | null {
  const [, conversation, id] = userPattern.exec(user) ?? [];
  return id === undefined || conversation === undefined ? null : { id, conversation };
}
