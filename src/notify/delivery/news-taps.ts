import type { DossierView } from "../../catalog/dossiers/dossier-view.ts";
import type { Procedure } from "../../catalog/schema.ts";
import type { PushMessage } from "../../channels/push.ts";
import type { ChoiceOption } from "../../wording/message.ts";
import { encodeNotificationButton, type NotificationButton } from "../../wording/notification.ts";
import type { Wording } from "../../wording/wording.ts";

const needsPapers = 5;
const handedOver = 10;

/** What a chat adds to news of a status: the checklist and the nearest point where papers are missing, 1 to 5 once all is over. */
export function newsTaps(
  { status }: DossierView,
  dossier: number,
  procedure: Pick<Procedure, "id" | "name"> | null,
  { dossier: wording }: Wording,
): Exclude<PushMessage["inChat"], undefined> {
  if (status === handedOver) {
    const taps = wording.scores.map((full, index) =>
      option({ type: "rate", dossier, score: index + 1 }, String(index + 1), full),
    );
    return { ask: wording.askRating, taps };
  }
  if (status !== needsPapers) return null;
  const point = { type: "point", procedure: procedure?.id ?? "" } as const;
  const taps = [
    ...(procedure === null
      ? []
      : [
          option(
            { type: "papers", procedure: procedure.id },
            wording.papers,
            wording.papersTyped(procedure.name),
          ),
        ]),
    option(point, wording.point, wording.pointTyped),
  ];
  return { ask: "", taps };
}

/** Without a number: what is typed later answers what was asked in the chat. */
function option(tap: NotificationButton, label: string, full: string): ChoiceOption {
  return { value: encodeNotificationButton(tap), number: null, label, full };
}
