/**
 * A visitor of a web widget who is not signed in: known by a passing id and a conversation, both needed to
 * answer (zalo.md §4.6). Everywhere else the two travel as one user id.
 */
export interface Anonymous {
  readonly id: string;
  readonly conversation: string;
}

const form = /^anonymous:([^:]+):([^:]+)$/;

export function anonymousUser({ id, conversation }: Anonymous): string {
  return `anonymous:${conversation}:${id}`;
}

/** null: the user is an ordinary one. */
export function anonymousOf(user: string): Anonymous | null {
  const [, conversation, id] = form.exec(user) ?? [];
  return id === undefined || conversation === undefined ? null : { id, conversation };
}
