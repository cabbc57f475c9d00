import type { Catalog } from "../../catalog/catalog.ts";
import type { PlaceMatch } from "../../catalog/places/find-places.ts";
import type { Province } from "../../catalog/schema.ts";
import { fold } from "../../catalog/text/fold.ts";
import type { Wording } from "../../wording/wording.ts";
import type { FlowContext, ParsedAnswer } from "../engine/flow.ts";

/** How much of a sentence must be the place if no place was asked for. */
const minPlainScore = 0.8;
/** A longer sentence tells a story, and the answer is stored in the state. */
const maxPlaceLength = 100;

/** Two pages of buttons. A name that more places share needs its province or district. */
const maxPlaces = 16;

/** The place to look from. An answer stores it as `at:10.74,106.64` or `ward:27373`. */
export interface SearchOrigin {
  readonly lat: number;
  readonly lon: number;
  readonly ward: string | null;
}

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

/** Returns the place of a sentence that says little else, as an answer to `place` stores it; null if it names none. */
export function findPlainPlace(
  sentence: string,
  { catalog, wording }: Pick<FlowContext, "catalog" | "wording">,
): string | null {
  if (sentence.length > maxPlaceLength) return null;
  const found = catalog.findPlaces(sentence).filter(({ score }) => score >= minPlainScore);
  const parsed = parseFoundPlace(found, sentence, wording.points);
  return parsed.ok ? parsed.value : null;
}

/** Returns a place found in a sentence as an answer to `place` stores it; null if there is none or its name is too common. */
export function encodeFoundPlace(found: readonly PlaceMatch[], sentence: string): string | null {
  const [first, second] = found;
  if (first === undefined || found.length > maxPlaces) return null;
  if (second === undefined && !first.isDistrictOnly) return encodeWard(first.ward.code);
  return sentence.length > maxPlaceLength ? null : `typed:${sentence}`;
}

/** Reads a typed place as an answer to `place`. */
export function parseFoundPlace(
  found: readonly PlaceMatch[],
  typed: string,
  wording: Wording["points"],
): ParsedAnswer {
  const [first, second] = found;
  if (first === undefined) return { ok: false, say: wording.placeUnknown };
  if (found.length > maxPlaces) return { ok: false, say: wording.placeTooCommon };
  const isClear = second === undefined && !first.isDistrictOnly;
  return { ok: true, value: isClear ? encodeWard(first.ward.code) : `typed:${typed}` };
}

const leadingWords = /^(toi o|chau o|nha o|o|tai|ben) /;

/** Finds the province whose name is all that was typed: too wide to look around in. */
export function findProvinceNamed(typed: string, { provinces }: Catalog): Province | undefined {
  const words = fold(typed).replace(leadingWords, "").replace(/^tp /, "thanh pho ");
  return [...provinces.values()].find(({ name, short }) =>
    [fold(name), fold(short), fold(`thành phố ${short}`), fold(`tỉnh ${short}`)].includes(words),
  );
}
