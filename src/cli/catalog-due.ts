import process from "node:process";
import { type DueFact, type DueReason, listDue } from "../catalog/facts/due.ts";
import { loadRecords } from "../catalog/load.ts";
import { toLocalDay } from "../catalog/local-time.ts";
import { CatalogError } from "../catalog/validation/issue.ts";

/**
 * `npm run catalog:due [-- 2026-12-15]`: lists what lapses or begins within 60 days, what is weakly founded and what was
 * checked more than a year ago, as of a day; the most wanted procedures first.
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

if (/^\d{4}-\d\d-\d\d$/.test(day)) await printDue();
else {
  console.error(`"${day}" is not a day such as 2026-12-15`);
  process.exitCode = 1;
}

async function printDue(): Promise<void> {
  try {
    const { procedures, sources } = await loadRecords(folder);
    const byId = new Map(sources.map((source) => [source.id, source]));
    const due = Map.groupBy(listDue(procedures, byId, day), ({ reason }) => reason);
    for (const [reason, title] of Object.entries(titles) as [DueReason, string][]) {
      const facts = due.get(reason) ?? [];
      console.log(`${title} (${facts.length})`);
      for (const fact of facts) console.log(`  ${describe(fact)}`);
    }
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    console.error(error.report);
    process.exitCode = 1;
  }
}

function describe({ procedure, demand, field, what, on, reason, hasNext }: DueFact): string {
  const next = reason === "lapses" && !hasNext ? "; nothing is entered for afterwards" : "";
  return `[${demand}] ${on ?? "no date"}  ${procedure} ${field}: ${what}${next}`;
}
