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

function findGeneralNumber({ catalog, contactPhone }: CallContext): NumberToCall | null {
  if (contactPhone === null) return catalog.phones.country;
  return { phone: contactPhone, extension: null, of: "line", name: null, isDoubtful: false };
}
