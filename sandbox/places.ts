import type { Catalog } from "../src/catalog/catalog.ts";
import { fold } from "../src/catalog/text/fold.ts";

/** A location that a resident can share: a point or a ward of the catalogue. */
export interface SharedPlace {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface Places {
  /**
   * Returns the places whose name or area contains all words, with or without diacritics.
   * Without words, returns a few places from several provinces.
   */
  find(words: string): SharedPlace[];
  get(id: string): SharedPlace | null;
}

const maxFound = 10;
const suggestedProvinces = 5;

export function createPlaces(catalog: Catalog): Places {
  const all = [...pointsOf(catalog), ...wardsOf(catalog)];
  const byId = new Map(all.map((place) => [place.id, place]));
  const folded = all.map((place) => ({
    place,
    text: ` ${fold(`${place.name} ${place.detail}`)}`,
  }));
  return {
    find(words) {
      const wanted = fold(words)
        .split(" ")
        .filter((word) => word !== "");
      if (wanted.length === 0) return suggestedOf(catalog, byId);
      return folded
        .filter(({ text }) => wanted.every((word) => text.includes(` ${word}`)))
        .slice(0, maxFound)
        .map(({ place }) => place);
    },
    get: (id) => byId.get(id) ?? null,
  };
}

function pointsOf({ points }: Catalog): SharedPlace[] {
  return [...points.values()].flatMap(({ id, name, status, lat, lon, ward, province }) => {
    if (status !== "active" || lat === null || lon === null) return [];
    const detail = [ward, province].filter((part) => part !== null).join(", ");
    return [{ id: `point:${id}`, name, detail, latitude: lat, longitude: lon }];
  });
}

function wardsOf({ wards, provinces }: Catalog): SharedPlace[] {
  return [...wards.values()].map(({ code, name, province_code, lat, lon }) => {
    const detail = provinces.get(province_code)?.name ?? "";
    return { id: `ward:${code}`, name, detail, latitude: lat, longitude: lon };
  });
}

/** Returns a point and its ward in each of a few provinces. Prefers points with exact addresses. */
function suggestedOf({ points }: Catalog, places: ReadonlyMap<string, SharedPlace>): SharedPlace[] {
  const known = [...points.values()]
    .filter(({ id, ward_code }) => places.has(`point:${id}`) && places.has(`ward:${ward_code}`))
    .toSorted((a, b) => Number(b.precision === "address") - Number(a.precision === "address"));
  const first = known.filter(
    ({ province }, at) => known.findIndex((other) => other.province === province) === at,
  );
  return first.slice(0, suggestedProvinces).flatMap(({ id, ward_code }) => {
    return [`point:${id}`, `ward:${ward_code}`].flatMap((key) => places.get(key) ?? []);
  });
}
