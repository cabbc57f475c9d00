import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import type { FlowContext } from "../engine/flow.ts";
import { findProvince } from "./resident-province.ts";

type CallContext = Pick<FlowContext, "catalog" | "contactPhone">;

/**
 * Returns the number to call about a point and its hours: its own, otherwise its ward's, its province's, the service's own line.
 * null if none of these is known: the country's line knows no point.
 */
export function findNumberForPoint(point: HelpPoint, context: CallContext): NumberToCall | null {
  return context.catalog.phones.ofPoint(point) ?? findOwnLine(context);
}

/** The same about a ward by its code; null stands for a place whose ward is not known. */
export function findNumberForWard(ward: string | null, context: CallContext): NumberToCall | null {
  const local = ward === null ? null : context.catalog.phones.ofWard(ward);
  return local ?? findOwnLine(context);
}

/** The same about a place: of a shared position only the province is known. */
export function findNumberForPlace(
  place: NonNullable<FlowContext["place"]>,
  context: CallContext,
): NumberToCall | null {
  if (place.ward !== null) return findNumberForWard(place.ward, context);
  const province = findProvince(context.catalog, { place, point: null });
  const local = province === null ? null : context.catalog.phones.ofProvince(province.code);
  return local ?? findOwnLine(context);
}

/**
 * Returns the number to call about a procedure or a dossier with an agency that serves these wards: of several only their one
 * province is asked, and last the country's line.
 */
export function findNumberForWards(
  wards: readonly string[],
  context: CallContext,
): NumberToCall | null {
  const { phones, wards: known } = context.catalog;
  const [only = null] = wards;
  if (wards.length <= 1) return findNumberForWard(only, context) ?? phones.country;
  const provinces = new Set(wards.map((code) => known.get(code)?.province_code));
  const [province] = provinces;
  const local = provinces.size === 1 ? phones.ofProvince(province ?? "") : null;
  return local ?? findOwnLine(context) ?? phones.country;
}

/** The same about the place that the resident named, else about the point where the conversation began. */
export function findNumberNearby(
  context: CallContext & Pick<FlowContext, "point" | "place">,
): NumberToCall | null {
  const { place } = context;
  const point = context.catalog.points.get(context.point ?? "");
  const isAtPoint = point !== undefined && (place === null || place.ward === null);
  const local = isAtPoint
    ? findNumberForPoint(point, context)
    : place === null
      ? findOwnLine(context)
      : findNumberForPlace(place, context);
  return local ?? context.catalog.phones.country;
}

/** The operator's number. */
function findOwnLine({ contactPhone }: CallContext): NumberToCall | null {
  if (contactPhone === null) return null;
  return { phone: contactPhone, extension: null, of: "line", name: null, isDoubtful: false };
}
