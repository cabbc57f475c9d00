import { isOfThisMachine } from "../../http/site-origin.ts";
import type { TextLine } from "./assets/lines.js";

export interface Origins {
  /** With which addresses in messages begin. */
  readonly publicOrigin: string;
  /** At which the page's reader reaches the service. */
  readonly siteOrigin: string;
}

/** Returns how the addresses of kept lists begin; null if no other device could open them. */
export function listsAddress({ publicOrigin, siteOrigin }: Origins): string | null {
  return isOfThisMachine(siteOrigin) ? null : `${publicOrigin}/ds/`;
}

/** Returns the path of the last kept list that a message links to. */
export function findList(lines: readonly TextLine[], lists: string | null): string | null {
  if (lists === null) return null;
  const hrefs = lines.flatMap(({ pieces }) => pieces.map(({ href }) => href));
  const found = hrefs.findLast((href) => href?.startsWith(lists));
  return found ? new URL(found).pathname : null;
}
