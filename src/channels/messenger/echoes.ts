/** Replies whose echo came: they have arrived, whatever became of the answer to their sending. */
export interface Echoes {
  add(replyId: string): void;
  has(replyId: string): boolean;
}

/** The pause before an unclear send is tried again lets this many go by only under a flood. */
const maxKept = 10_000;

/** Remembers the latest. Of this process: the echo of a reply may reach another replica, and is of no use there. */
export function createEchoes(): Echoes {
  const ids = new Set<string>();
  return {
    add(replyId) {
      ids.add(replyId);
      const [oldest] = ids;
      if (ids.size > maxKept && oldest !== undefined) ids.delete(oldest);
    },
    has: (replyId) => ids.has(replyId),
  };
}
