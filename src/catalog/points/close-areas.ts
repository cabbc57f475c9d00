import type { CatalogRecords, HelpPoint } from "../schema.ts";

/**
 * Returns the points with the closures of their wards and provinces. The list is returned as the same object if no closure
 * concerns a point.
 */
export function closeAreas({
  points,
  areaClosures = [],
  provinces,
}: Pick<CatalogRecords, "points" | "areaClosures" | "provinces">): readonly HelpPoint[] {
  if (areaClosures.length === 0) return points;
  const nameOfProvince = new Map(provinces.map(({ code, name }) => [code, name]));
  const closures = areaClosures.map(({ area, from, to, note }) => ({
    closure: { from, to, note },
    concerns:
      area.kind === "ward"
        ? (point: HelpPoint) => point.ward_code === area.code
        : (point: HelpPoint) => point.province === nameOfProvince.get(area.code),
  }));
  const closed = points.map((point) => {
    const own = closures.filter(({ concerns }) => concerns(point)).map(({ closure }) => closure);
    return own.length === 0 ? point : { ...point, area_closures: own };
  });
  return closed.every((point, at) => point === points[at]) ? points : closed;
}
