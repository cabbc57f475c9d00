import type { Catalog } from "../../catalog/catalog.ts";
import type { Language } from "../../catalog/language.ts";
import type { Procedure } from "../../catalog/procedure-schema.ts";
import { buildChecklist } from "../../catalog/procedures/checklist.ts";
import { findName } from "../../catalog/procedures/procedure.ts";
import { wordingIn } from "../../wording/wording.ts";

/** A procedure as the wall shows it. */
export interface WallProcedure {
  readonly name: string;
  readonly papers: string;
}

/** Names a procedure and says what to bring as the chat says it; null if it is not known. */
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
  const wording = wordingIn(language);
  const { glossary, sources } = catalog;
  const guide = catalog.guides.get(procedure.id);
  if (guide === undefined) return wording.wall.dependsOnCase;
  const context = { glossary, sources, now, province: null };
  return wording.checklist.papersAtAGlance(buildChecklist(procedure, guide, new Map(), context));
}
