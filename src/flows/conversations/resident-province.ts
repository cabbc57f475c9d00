import type { Province, Ward } from "../../catalog/schema.ts";
import type { FlowContext } from "../engine/flow.ts";

/** The province of the place that the resident named, else of the point where the conversation began. */
export function findProvince(
  { wards, points, provinces }: FlowContext["catalog"],
  { point, place }: Pick<FlowContext, "point" | "place">,
): Province | null {
  const ward =
    place === null ? null : (wards.get(place.ward ?? "") ?? findNearestWard(place, wards));
  const ofPlace = provinces.get(ward?.province_code ?? "");
  if (ofPlace !== undefined) return ofPlace;
  const named = points.get(point ?? "")?.province;
  return [...provinces.values()].find(({ name }) => name === named) ?? null;
}

/** A shared position names no ward. Near a border it may be the neighbour's, which is why the list names the province. */
function findNearestWard(
  from: { readonly lat: number; readonly lon: number },
  wards: ReadonlyMap<string, Ward>,
): Ward | null {
  // Degrees of longitude are nearly as long as those of latitude in Việt Nam.
  const distance = ({ lat, lon }: Ward) => Math.hypot(lat - from.lat, lon - from.lon);
  let nearest: Ward | null = null;
  for (const ward of wards.values()) {
    if (nearest === null || distance(ward) < distance(nearest)) nearest = ward;
  }
  return nearest !== null && distance(nearest) <= maxWardDegrees ? nearest : null;
}

/** About 30 km: no ward's middle is farther from its people. */
const maxWardDegrees = 0.27;
