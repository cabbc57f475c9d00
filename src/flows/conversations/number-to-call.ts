import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import type { FlowContext } from "../engine/flow.ts";

type CallContext = Pick<FlowContext, "catalog" | "contactPhone">;

/**
 * Returns the number to call about a point: its own, otherwise its ward's, its province's, the service's own line, the
 * country's. null only if none of these is known.
 */
export function findNumberForPoint(point: HelpPoint, context: CallContext): NumberToCall | null {
  return context.catalog.phones.ofPoint(point) ?? findGeneralNumber(context);
}

/** The same about a ward by its code; null stands for a place whose ward is not known. */
export function findNumberForWard(ward: string | null, context: CallContext): NumberToCall | null {
  const local = ward === null ? null : context.catalog.phones.ofWard(ward);
  return local ?? findGeneralNumber(context);
}

/** The same about the ward that the resident named, else about the point where the conversation began. */
export function findNumberNearby(
  context: CallContext & Pick<FlowContext, "point" | "place">,
): NumberToCall | null {
  const ward = context.place?.ward ?? null;
  const point = context.catalog.points.get(context.point ?? "");
  return ward === null && point !== undefined
    ? findNumberForPoint(point, context)
    : findNumberForWard(ward, context);
}

function findGeneralNumber({ catalog, contactPhone }: CallContext): NumberToCall | null {
  if (contactPhone === null) return catalog.phones.country;
  return { phone: contactPhone, extension: null, of: "line", name: null, isDoubtful: false };
}
