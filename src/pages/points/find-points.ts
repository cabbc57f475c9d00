import type { Catalog } from "../../catalog/catalog.ts";
import { formatPlaceName } from "../../catalog/places/find-places.ts";
import type { PointView } from "../../catalog/points/nearest.ts";
import type { HelpPoint, Ward } from "../../catalog/schema.ts";
import { fold, foldedWords } from "../../catalog/text/fold.ts";

/** Help points that a query leads to. */
export interface FoundPoints {
  readonly points: readonly HelpPoint[];
  /** The one ward that was meant, as people say it; null if several are, or none. */
  readonly place: string | null;
  /** Whether no point is known in that ward, so that these are the nearest. */
  readonly areOnlyNear: boolean;
}

/** Far enough to reach a town from the mountains, and few enough to choose from. */
const maxNear = 5;

/** Finds the points of the wards that a query names, by their present or former names, and those whose own words it has. */
export function findPoints(catalog: Catalog, query: string, now: Date): FoundPoints {
  const places = catalog.findPlaces(query);
  const wards = new Set(places.map(({ ward }) => ward.code));
  const words = foldedWords(query).map((word) => ` ${word}`);
  const active = listActive(catalog);
  const inWards = active.filter(({ ward_code: ward }) => ward !== null && wards.has(ward));
  const named = words.length === 0 ? [] : active.filter((point) => hasWords(point, words));
  const points = [...new Set([...inWards, ...named])];
  const [only] = places;
  const isOne = only !== undefined && places.length === 1 && !only.isDistrictOnly;
  if (!isOne) return { points, place: null, areOnlyNear: false };
  if (points.length > 0) return { points, place: formatPlaceName(only), areOnlyNear: false };
  return {
    points: findNear(catalog, only.ward, now).map(({ point }) => point),
    place: formatPlaceName(only),
    areOnlyNear: true,
  };
}

/** The active points in the order of their wards' names and their own. */
export function listActive(catalog: Catalog): HelpPoint[] {
  const points = [...catalog.points.values()].filter(({ status }) => status === "active");
  return points.toSorted(
    (a, b) => inOrder.compare(a.ward ?? "", b.ward ?? "") || inOrder.compare(a.name, b.name),
  );
}

const inOrder = new Intl.Collator("vi");

/** Each word must begin a word of the point's name or address: "binh t" finds "Bình Tiên". */
function hasWords(
  { name, address, ward, old_area, province }: HelpPoint,
  words: readonly string[],
) {
  const text = ` ${fold([name, address, ward, old_area, province].join(" "))}`;
  return words.every((word) => text.includes(word));
}

function findNear(catalog: Catalog, { lat, lon }: Ward, at: Date): PointView[] {
  return catalog.findNearest({ from: { lat, lon }, at, limit: maxNear });
}
