import type { HelpPoint } from "../catalog/schema.ts";
import { removeDiacritics } from "../catalog/text/fold.ts";

const provinceKind = /^(?:thành phố|tỉnh) /i;

/**
 * Links to directions on a map: to the coordinates if they are the door's or the street's, otherwise to the address, or to
 * the name where only the middle of the ward is known; null if the point is nowhere.
 */
export function directionsUrl({
  name,
  lat,
  lon,
  address,
  ward,
  province,
  precision,
}: HelpPoint): string | null {
  if (lat === null || lon === null) return null;
  const street = address?.replace(/ ?\([^()]*\)/g, "") ?? null;
  const place = province.replace(provinceKind, "");
  const parts = street === null ? [name, place] : [street, ward, place];
  const destination =
    precision === "address" || (street === null && precision === "street")
      ? `${roundDegrees(lat)},${roundDegrees(lon)}`
      : // Without diacritics the link is short, and maps find the place too.
        encodeURIComponent(removeDiacritics(parts.filter((part) => part !== null).join(", ")))
          .replaceAll("%20", "+")
          .replaceAll("%2C", ",");
  return `https://www.google.com/maps/dir/?api=1&destination=${destination}`;
}

/** To the sixth decimal, a tenth of a metre. */
function roundDegrees(degrees: number): number {
  return Number(degrees.toFixed(6));
}
