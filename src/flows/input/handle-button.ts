import type { Catalog } from "../../catalog/catalog.ts";
import { decodeNotificationButton } from "../../wording/notification.ts";
import type { Transition } from "../engine/flow.ts";

/** Where a tap under a piece of news leads; null where that is not there (any more). */
export function newsTapped(value: string, { procedures }: Catalog): Transition | null {
  const tap = decodeNotificationButton(value);
  switch (tap?.type) {
    case "papers":
      return procedures.has(tap.procedure) ? { flow: `procedure:${tap.procedure}` } : null;
    case "point": {
      const isKnown = procedures.has(tap.procedure);
      return { flow: "find-point", answers: isKnown ? [["@procedure", tap.procedure]] : [] };
    }
    case "rate": {
      const answers = [
        ["@score", String(tap.score)],
        ["@dossier", String(tap.dossier)],
      ] as const;
      return { flow: "rate-dossier", answers };
    }
    case undefined:
      return null;
  }
}
