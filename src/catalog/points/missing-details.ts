import type { HelpPoint } from "../schema.ts";

/** The details of a point that residents ask for, most wanted first. */
export const pointDetails = [
  "hours",
  "phone",
  "services",
  "equipment",
  "address",
  "place",
] as const;
export type PointDetail = (typeof pointDetails)[number];

/** Returns the details that no source gives. */
export function findMissingDetails(point: HelpPoint): PointDetail[] {
  const isMissing: Record<PointDetail, boolean> = {
    hours: point.opening_hours === null,
    phone: point.phone === null,
    services: point.services === null,
    equipment: point.equipment === null,
    address: point.address === null,
    place: point.lat === null || point.precision === "ward centroid",
  };
  return pointDetails.filter((detail) => isMissing[detail]);
}
