import type { Catalog } from "../../catalog/catalog.ts";
import type { Province } from "../../catalog/schema.ts";
import { fold } from "../../catalog/text/fold.ts";

/** The place to look from. An answer stores it as `at:10.74,106.64` or `ward:27373`. */
export type SearchOrigin = {
  readonly lat: number;
  readonly lon: number;
  readonly ward: string | null;
};

/** Rounds to about ten metres: anything more precise is nobody's business. */
export function encodeSpot(lat: number, lon: number): string {
  return `at:${lat.toFixed(4)},${lon.toFixed(4)}`;
}

export function encodeWard(code: string): string {
  return `ward:${code}`;
}

/** null if the answer names no place, or one that no longer exists. */
export function decodeSearchOrigin(value: string, catalog: Catalog): SearchOrigin | null {
  const spot = /^at:(-?[\d.]+),(-?[\d.]+)$/.exec(value);
  if (spot !== null) return { lat: Number(spot[1]), lon: Number(spot[2]), ward: null };
  const ward = catalog.wards.get(value.replace(/^ward:/, ""));
  return ward === undefined ? null : { lat: ward.lat, lon: ward.lon, ward: ward.code };
}

const lead = /^(toi o|chau o|nha o|o|tai|ben) /;

/** Finds the province whose name is all that was typed: too wide to look around in. */
export function findProvinceNamed(typed: string, { provinces }: Catalog): Province | undefined {
  const words = fold(typed).replace(lead, "").replace(/^tp /, "thanh pho ");
  return [...provinces.values()].find(({ name, short }) =>
    [fold(name), fold(short), fold(`thành phố ${short}`), fold(`tỉnh ${short}`)].includes(words),
  );
}
