import type { Province } from "../../catalog/schema.ts";
import type { FlowContext } from "../engine/flow.ts";

/**
 * The province of the place that the resident named, else of the point where the conversation began. A shared position
 * names no ward. Near a border it may be the neighbour's, which is why the list names the province.
 */
export function findProvince(
  { wards, points, provinces, findNearestWard }: FlowContext["catalog"],
  { point, place }: Pick<FlowContext, "point" | "place">,
): Province | null {
  const ward = place === null ? null : (wards.get(place.ward ?? "") ?? findNearestWard(place));
  const ofPlace = provinces.get(ward?.province_code ?? "");
  if (ofPlace !== undefined) return ofPlace;
  const named = points.get(point ?? "")?.province;
  return [...provinces.values()].find(({ name }) => name === named) ?? null;
}
