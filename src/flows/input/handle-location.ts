import { encodeSpot } from "../conversations/search-origin.ts";
import { toFindPoint } from "../conversations/transitions.ts";
import type { ResidentInput } from "../engine/input.ts";
import type { ConversationSession } from "../engine/session.ts";

/** Takes a shared location as the answer to a question for one; otherwise answers it at once with the nearest points. */
export function handleLocation(
  session: ConversationSession,
  { lat, lon }: ResidentInput & { type: "location" },
): void {
  const spot = encodeSpot(lat, lon);
  const { question } = session;
  session.location.setPlace({ lat, lon, ward: null });
  if (question?.kind === "location") return session.answer(question, { value: spot });
  session.begin(
    toFindPoint(null, [
      ["@place", spot],
      ["@when", "any"],
    ]),
  );
}
