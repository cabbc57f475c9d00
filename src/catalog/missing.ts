import type { HelpPoint } from "./schema.ts";

/** What residents ask of a point, the most wanted first. */
export const wanted = ["hours", "phone", "services", "equipment", "address", "place"] as const;
export type Wanted = (typeof wanted)[number];

/** What of it no source says. */
export function missingOf(point: HelpPoint): Wanted[] {
  const isMissing: Record<Wanted, boolean> = {
    hours: point.opening_hours === null,
    phone: point.phone === null,
    services: point.services === null,
    equipment: point.equipment === null,
    address: point.address === null,
    place: point.lat === null || point.precision === "ward centroid",
  };
  return wanted.filter((one) => isMissing[one]);
}
