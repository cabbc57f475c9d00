import type { WebEntry } from "./conversations.ts";
import type { WebDependencies } from "./dependencies.ts";
import { placeOf, type Visitor } from "./visitor.ts";

/** Ids of lines that are shown before they are stored begin with this. The page's script knows it too. */
const previewPrefix = "preview-";

/** Returns the lines with which the visitor's next message begins, as if they were stored; none if it only continues. */
export async function previewEntries(
  { conversations, now }: WebDependencies,
  { id, start }: Visitor,
  address: string,
): Promise<readonly WebEntry[]> {
  if (start === null) return [];
  const messages = await conversations.preview(id, placeOf(start), address);
  const at = now();
  return messages.map((message, index) => ({
    id: `${previewPrefix}${index}`,
    at,
    from: "service",
    message,
  }));
}
