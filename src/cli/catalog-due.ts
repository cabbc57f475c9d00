import process from "node:process";
import { z } from "zod";
import { fieldOf } from "../catalog/facts/dated-parts.ts";
import { type DueFact, type DueReason, dueReasons, listDue } from "../catalog/facts/due.ts";
import { loadRecords } from "../catalog/load.ts";
import { toLocalDay } from "../catalog/local-time.ts";
import { CatalogError } from "../catalog/validation/issue.ts";

/**
 * `npm run catalog:due [-- 2026-12-15 [folder]]`: lists what lapses or begins within 60 days, what is weakly founded and
 * what was checked more than a year ago, as of a day; the most wanted procedures first.
 */
const [day = toLocalDay(new Date()), folder = process.env["CATALOG_DIR"] ?? "data"] =
  process.argv.slice(2);
const titles: Readonly<Record<DueReason, string>> = {
  lapsed: "Has lapsed, and nothing follows",
  lapses: "Lapses within 60 days",
  begins: "Begins within 60 days",
  weak: "Weakly founded",
  old: "Checked more than a year ago, or nobody knows when",
};

if (z.iso.date().safeParse(day).success) await printDue();
else {
  console.error(`"${day}" is not a day such as 2026-12-15`);
  process.exitCode = 2;
}

async function printDue(): Promise<void> {
  try {
    const { procedures, sources } = await loadRecords(folder);
    const byId = new Map(sources.map((source) => [source.id, source]));
    const due = Map.groupBy(listDue({ procedures, sources: byId, day }), ({ reason }) => reason);
    for (const reason of dueReasons) {
      const facts = due.get(reason) ?? [];
      console.log(`${titles[reason]} (${facts.length})`);
      for (const fact of facts) console.log(`  ${describe(fact)}`);
    }
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    console.error(error.report);
    process.exitCode = 1;
  }
}

function describe({ procedure, demand, part, on, reason, next }: DueFact): string {
  const head = `[${demand}] ${on ?? "no date"}  ${procedure}`;
  if (part === null) return head;
  const { what, channel, states } = part;
  const about = [what, channel === "any" ? "" : channel, states ?? "no figure"];
  const line = `${head} ${fieldOf(part)}: ${about.filter((each) => each !== "").join(", ")}`;
  if (reason !== "lapses") return line;
  return `${line}; then ${next === null ? "nothing is entered" : (next.states ?? "no figure")}`;
}
