import type { Catalog } from "../../catalog/catalog.ts";
import type { Language } from "../../catalog/language.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { wordingIn } from "../../wording/wording.ts";
import { toPath } from "../read-query.ts";

/** A help point as lists show it. */
export interface PointSummary {
  readonly name: string;
  readonly path: string;
  readonly address: string;
  readonly status: PointStatus;
}

export interface PointStatus {
  readonly kind: "open" | "closed" | "unknown";
  readonly words: string;
}

export function summarizePoint(
  catalog: Catalog,
  point: HelpPoint,
  language: Language,
  now: Date,
): PointSummary {
  const { isOpen } = catalog.viewPoint(point, now);
  const kind = statusKind(isOpen);
  return {
    name: point.name,
    path: pathOfPoint(point.id, language),
    address: writeAddress(point),
    status: { kind, words: wordingIn(language).pointPage.status[kind] },
  };
}

export function pathOfPoint(id: string, language: Language): string {
  return toPath(`/diem/${id}`, { lang: language === "vi" ? null : language });
}

export function statusKind(isOpen: boolean | null): PointStatus["kind"] {
  if (isOpen === null) return "unknown";
  return isOpen ? "open" : "closed";
}

export function writeAddress({ address, ward, province }: HelpPoint): string {
  return [address, ward, province].filter((part) => part !== null).join(", ");
}
