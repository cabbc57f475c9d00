/** `metadata` of what we send comes back in its echo: by it we know our own (messenger.md §2). */
const prefix = "hd:";

export function metadataFor(replyId: string): string {
  return `${prefix}${replyId}`;
}

/** null: not this service sent it. */
export function replyIdOf(metadata: string | undefined): string | null {
  return metadata?.startsWith(prefix) ? metadata.slice(prefix.length) : null;
}
