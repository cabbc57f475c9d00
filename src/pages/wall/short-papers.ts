import type { Catalog } from "../../catalog/catalog.ts";
import type { Language } from "../../catalog/language.ts";
import type { Procedure } from "../../catalog/procedure-schema.ts";
import { buildChecklist } from "../../catalog/procedures/checklist.ts";
import { findName } from "../../catalog/procedures/procedure.ts";
import { dropBrackets } from "../../wording/text.ts";
import { wordingIn } from "../../wording/wording.ts";

/** A procedure as the wall shows it. */
export interface WallProcedure {
  readonly name: string;
  readonly papers: string;
}

/** More cannot be read from three metres while the page stands. */
const maxPapers = 3;
const maxPaperLength = 60;

/** Names a procedure and the papers that everybody needs for it; null if it is not known. */
export function describeOnWall(
  catalog: Catalog,
  id: string,
  language: Language,
  now: Date,
): WallProcedure | null {
  const procedure = catalog.procedures.get(id);
  const name = findName(catalog, id);
  if (procedure === undefined || name === null) return null;
  return { name, papers: describePapers(catalog, procedure, language, now) };
}

function describePapers(
  catalog: Catalog,
  procedure: Procedure,
  language: Language,
  now: Date,
): string {
  const words = wordingIn(language).wall;
  const { glossary, sources } = catalog;
  const guide = catalog.guides.get(procedure.id);
  if (guide === undefined) return words.dependsOnCase;
  const checklist = buildChecklist(procedure, guide, new Map(), {
    glossary,
    sources,
    now,
    province: null,
  });
  const { documents } = checklist;
  const always = documents.filter(
    ({ document }) => document.when === undefined && document.condition === null,
  );
  const short = [...new Set(always.map(({ document }) => dropBrackets(document.name)))];
  const shown = short.filter((paper) => paper.length <= maxPaperLength).slice(0, maxPapers);
  if (shown.length === 0) return words.dependsOnCase;
  const isAll = shown.length === documents.length;
  return `${words.bring}: ${shown.join("; ")}${isAll ? "" : `; ${words.more}`}.`;
}
