/** Replies whose echo came: they have arrived, even if the answer to the send was lost. */
export interface EchoLog {
  add(replyId: string): void;
  has(replyId: string): boolean;
}

/** More echoes than this arrive only in a flood during the pause before an unclear send is tried again. */
const maxKept = 10_000;

/**
 * Remembers the latest echoes that this process received. The echo of a reply may reach another replica, where it is of
 * no use.
 */
export function createEchoLog(): EchoLog {
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

/** The `metadata` of a sent message comes back in its echo, which shows that this service sent it. */
const metadataPrefix = "hd:";

export function metadataFor(replyId: string): string {
  return `${metadataPrefix}${replyId}`;
}

/** Returns the reply that an echo belongs to; null if another app or a person sent the message. */
export function replyIdOf(metadata: string | undefined): string | null {
  return metadata?.startsWith(metadataPrefix) ? metadata.slice(metadataPrefix.length) : null;
}
