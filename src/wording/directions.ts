import type { HelpPoint } from "../catalog/schema.ts";

/** A map's directions: by coordinates where they are the door's, else by the address; null where neither is known. */
export function directionsTo(point: HelpPoint): string | null {
  if (point.lat === null || point.lon === null) return null;
  const street = point.address?.replace(/ *\(.*?\)/g, "") ?? null;
  const address = [street, point.ward, point.province].filter((part) => part !== null);
  const destination =
    point.precision === "address" || street === null
      ? `${point.lat},${point.lon}`
      : encodeURIComponent(unaccented(address.join(", "))).replaceAll("%20", "+");
  return `https://www.google.com/maps/dir/?api=1&destination=${destination}`;
}

/** Keeps the link short: maps find the place without diacritics too. */
function unaccented(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
}
