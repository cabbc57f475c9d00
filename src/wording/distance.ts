import type { VisitView } from "../catalog/points/points-to-visit.ts";

/** What can honestly be said of how far a point is: a ward's centre is no door. */
export type Distance =
  | { readonly kind: "unknown" }
  /** In the very ward that was typed: no figure would be true. */
  | { readonly kind: "same-ward" }
  /** From door to door, to 50 metres; beyond a kilometre to 100. */
  | { readonly kind: "exact"; readonly metres: number }
  /** By the ward's centre, to half a kilometre; far away to whole ones; 0 is "under a kilometre". */
  | { readonly kind: "rough"; readonly km: number };

/** `ward` is the ward that was typed, null where a location was shared. */
export function distanceTo({ distanceM, point }: VisitView, ward: string | null): Distance {
  if (distanceM === null) return { kind: "unknown" };
  if (ward !== null && point.ward_code === ward) return { kind: "same-ward" };
  if (point.precision === "address" && ward === null) {
    const step = distanceM < 1000 ? 50 : 100;
    return { kind: "exact", metres: Math.max(50, Math.round(distanceM / step) * step) };
  }
  if (distanceM < 1000) return { kind: "rough", km: 0 };
  const far = distanceM >= 30_000;
  return {
    kind: "rough",
    km: far ? Math.round(distanceM / 1000) : Math.round(distanceM / 500) / 2,
  };
}
