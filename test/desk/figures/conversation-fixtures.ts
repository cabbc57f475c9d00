import type { TurnFact } from "../../../src/bot/store/turn-store.ts";
import { recordFacts } from "../../db/record-facts.ts";
import type { TestDesk } from "../desk-server.ts";

/** Flow, step and outcome. */
export type Told = readonly [string, string, string];

const dayMs = 24 * 3_600_000;
let facts = 0;

/** What the turns of one resident's talk leave, one second after the other. */
export function tellTalk(
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
  turns: readonly Told[],
): Promise<void> {
  const begun = desk.now().getTime() - daysAgo * dayMs;
  const told = turns.map(([flow, step, outcome], at): TurnFact => {
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
  return recordFacts(desk.database.db, told);
}

/** Two weeks of talk, so that the figures have something to show. */
export async function tellTwoWeeks(desk: TestDesk): Promise<void> {
  const procedures = ["dang-ky-khai-sinh", "dang-ky-thuong-tru", "chung-thuc-ban-sao"];
  for (let daysAgo = 1; daysAgo <= 14; daysAgo++) {
    const count = 4 + ((daysAgo * 7) % 9);
    for (let at = 0; at < count; at++) {
      const flow = `procedure:${procedures[(at + daysAgo) % 3]}`;
      const asked: Told = [flow, at % 4 === 0 ? "noi_sinh" : "hon_nhan", "asked"];
      const turns: Told[] = at % 3 === 0 ? [asked] : [asked, [flow, "checklist", "checklist"]];
      const channel = at % 4 === 0 ? "web" : "zalo";
      await tellTalk(desk, { resident: `resident ${at}`, channel, daysAgo }, turns);
    }
  }
}
