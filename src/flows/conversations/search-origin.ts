import type { Catalog } from "../../catalog/catalog.ts";
import type { Province } from "../../catalog/schema.ts";
import { fold } from "../../catalog/text/fold.ts";

/** Where somebody is, as an answer holds it: `at:10.74,106.64` or `ward:27373`. */
export type SearchOrigin = {
  readonly lat: number;
  readonly lon: number;
  readonly ward: string | null;
};

/** Rounded to about ten metres: nearer than that is nobody's business. */
export function encodeSpot(lat: number, lon: number): string {
  return `at:${lat.toFixed(4)},${lon.toFixed(4)}`;
}

export function encodeWard(code: string): string {
  return `ward:${code}`;
}

/** null where the answer names no place (any more). */
export function decodePlace(value: string, catalog: Catalog): SearchOrigin | null {
  const spot = /^at:(-?[\d.]+),(-?[\d.]+)$/.exec(value);
  if (spot !== null) return { lat: Number(spot[1]), lon: Number(spot[2]), ward: null };
  const ward = catalog.wards.get(value.replace(/^ward:/, ""));
  return ward === undefined ? null : { lat: ward.lat, lon: ward.lon, ward: ward.code };
}

const lead = /^(toi o|chau o|nha o|o|tai|ben) /;

/** The province whose name is all that was typed: too wide to look around in. */
export function provinceNamed(typed: string, { provinces }: Catalog): Province | undefined {
  const words = fold(typed).replace(lead, "").replace(/^tp /, "thanh pho ");
  return [...provinces.values()].find(({ name, short }) =>
    [fold(name), fold(short), fold(`thành phố ${short}`), fold(`tỉnh ${short}`)].includes(words),
  );
}
