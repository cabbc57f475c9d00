import type { Procedure } from "../../catalog/procedure-schema.ts";
import { buildChecklist, type Checklist } from "../../catalog/procedures/checklist.ts";
import type { Guide } from "../../catalog/schema.ts";
import type { Answers, FlowContext } from "../engine/flow.ts";
import { findNumberNearby } from "./number-to-call.ts";
import { findProvince } from "./resident-province.ts";

/** The procedure's checklist with the answers so far; null if the procedure is unknown. */
export function buildFullChecklist(
  procedureId: string,
  context: ChecklistSituation,
  answers: Answers = new Map(),
): Checklist | null {
  const procedure = context.catalog.procedures.get(procedureId);
  const guide = context.catalog.guides.get(procedureId);
  if (procedure === undefined || guide === undefined) return null;
  return buildChecklistNow(procedure, guide, answers, context);
}

/** What a checklist depends on besides its procedure and the answers. */
type ChecklistSituation = Pick<FlowContext, "catalog" | "now" | "point" | "place" | "contactPhone">;

/** The checklist of a procedure for this resident, at this moment and place. */
export function buildChecklistNow(
  procedure: Procedure,
  guide: Guide,
  answers: Answers,
  situation: ChecklistSituation,
): Checklist {
  const { catalog, now } = situation;
  const { glossary, sources } = catalog;
  const province = findProvince(catalog, situation);
  const call = findNumberNearby(situation);
  return buildChecklist(procedure, guide, answers, { glossary, sources, now, province, call });
}
