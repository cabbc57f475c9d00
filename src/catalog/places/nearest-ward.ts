import { around } from "geokdbush";
import KDBush from "kdbush";
import type { Coordinates } from "../points/point-index.ts";
import type { Ward } from "../schema.ts";

/** No ward's middle is farther from its people. */
const maxReachKm = 30;

/** Returns the ward whose middle is nearest to a position; null if none is within reach, as abroad or at sea. */
export type FindNearestWard = (from: Coordinates) => Ward | null;

/** Indexes the middles of the wards. Near a border the nearest may be the neighbour's. */
export function buildNearestWard(wards: readonly Ward[]): FindNearestWard {
  const tree = new KDBush(wards.length);
  for (const { lat, lon } of wards) tree.add(lon, lat);
  tree.finish();
  return ({ lat, lon }) => {
    const [nearest] = around(tree, lon, lat, 1, maxReachKm);
    return nearest === undefined ? null : (wards[nearest] ?? null);
  };
}
