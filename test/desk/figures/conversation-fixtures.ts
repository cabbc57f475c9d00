import type { TurnFact } from "../../../src/bot/store/turn-store.ts";
import { recordFacts } from "../../db/record-facts.ts";
import type { TestDesk } from "../desk-server.ts";

/** Flow, step and outcome of a turn. */
export type TurnSample = readonly [string, string, string];

const dayMs = 24 * 3_600_000;
let facts = 0;

/** Records the facts of one resident's turns, one second after the other. */
export function recordConversation(
  desk: TestDesk,
  {
    resident,
    channel,
    daysAgo,
    point = null,
  }: {
    resident: string;
    channel: TurnFact["channel"];
    daysAgo: number;
    point?: string | null;
  },
  turns: readonly TurnSample[],
): Promise<void> {
  const begun = desk.now().getTime() - daysAgo * dayMs;
  const recorded = turns.map(([flow, step, outcome], at): TurnFact => {
    facts += 1;
    return {
      id: `fact ${String(facts).padStart(6, "0")}`,
      at: new Date(begun + at * 1000),
      channel,
      residentHash: resident,
      flow,
      step,
      outcome,
      point,
      missedWords: [],
    };
  });
  return recordFacts(desk.database.db, recorded);
}

/** Records two weeks of conversations, so that the figures have something to show. */
export async function recordTwoWeeks(desk: TestDesk): Promise<void> {
  const procedures = ["dang-ky-khai-sinh", "dang-ky-thuong-tru", "chung-thuc-ban-sao"];
  for (let daysAgo = 1; daysAgo <= 14; daysAgo++) {
    const count = 4 + ((daysAgo * 7) % 9);
    for (let at = 0; at < count; at++) {
      const flow = `procedure:${procedures[(at + daysAgo) % 3]}`;
      const asked: TurnSample = [flow, at % 4 === 0 ? "noi_sinh" : "hon_nhan", "asked"];
      const turns: TurnSample[] =
        at % 3 === 0 ? [asked] : [asked, [flow, "checklist", "checklist"]];
      const channel = at % 4 === 0 ? "web" : "zalo";
      await recordConversation(desk, { resident: `resident ${at}`, channel, daysAgo }, turns);
    }
  }
}
