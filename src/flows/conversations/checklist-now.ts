import type { Procedure } from "../../catalog/procedure-schema.ts";
import { buildChecklist, type Checklist } from "../../catalog/procedures/checklist.ts";
import type { Guide, Province } from "../../catalog/schema.ts";
import type { Answers, FlowContext } from "../engine/flow.ts";
import { findNumberNearby } from "./number-to-call.ts";

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

/**
 * The province of the place that the resident named, else of the point where the conversation began. A shared position names
 * no ward; near a border it may lie in the neighbour's, which is why the list names the province.
 */
function findProvince(
  { wards, points, provinces, findNearestWard }: FlowContext["catalog"],
  { point, place }: Pick<FlowContext, "point" | "place">,
): Province | null {
  const ward = place === null ? null : (wards.get(place.ward ?? "") ?? findNearestWard(place));
  const ofPlace = provinces.get(ward?.province_code ?? "");
  if (ofPlace !== undefined) return ofPlace;
  const named = points.get(point ?? "")?.province;
  return [...provinces.values()].find(({ name }) => name === named) ?? null;
}
