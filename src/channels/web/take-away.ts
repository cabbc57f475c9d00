import { isIP } from "node:net";
import type { TextLine } from "./assets/lines.js";

/**
 * Returns how the addresses of kept lists begin; null if another device could not open them, because the service is known
 * only to this machine.
 */
export function listsAddress(publicOrigin: string): string | null {
  const { hostname } = new URL(publicOrigin);
  const isLocal =
    hostname === "localhost" ||
    hostname === "[::1]" ||
    (isIP(hostname) === 4 && hostname.startsWith("127."));
  return isLocal ? null : `${publicOrigin}/ds/`;
}

/** Returns the path of the last kept list that a message links to. */
export function findList(lines: readonly TextLine[], lists: string | null): string | null {
  if (lists === null) return null;
  const hrefs = lines.flatMap(({ pieces }) => pieces.map(({ href }) => href));
  const found = hrefs.findLast((href) => href?.startsWith(lists));
  return found ? new URL(found).pathname : null;
}
