import type { HelpPoint, Province, Ward } from "../schema.ts";
import { findCandidates, type PlaceCandidate } from "./candidates.ts";
import { indexNeighbourhoods } from "./neighbourhoods.ts";
import { readPlaceText } from "./place-mentions.ts";
import type { PlaceNames, WardName } from "./place-names.ts";

/** A ward that the typed words may mean. */
export interface PlaceMatch {
  readonly ward: Ward;
  readonly province: Province;
  /** The name by which it was found: `Phường 9 (quận Phú Nhuận)`, `Phường Đức Nhuận`. */
  readonly matched: string;
  /** The name is from before the reform of July 2025. */
  readonly isFormerName: boolean;
  /** Only its old district was named. The sources know just some wards of a district, so another ward may be meant. */
  readonly isDistrictOnly: boolean;
  /** The share of the typed text that the place explains, from 0 to 1. */
  readonly score: number;
}

/**
 * Finds the wards that a text names. A single match is certain unless it is by district only; several are equally good;
 * none means that no place was named.
 */
export type FindPlaces = (typed: string) => PlaceMatch[];

/** Scores within this distance of the best are equally good. */
const tieMargin = 0.02;

/** Builds the lookup; each one costs a few map reads per word. */
export function buildPlaces(names: PlaceNames, points: readonly HelpPoint[]): FindPlaces {
  const pointsIn = indexNeighbourhoods(points);
  return (typed) => {
    const candidates = findCandidates(readPlaceText(typed, names), names);
    const found = toMatches(selectBest(candidates), names);
    return applyNeighbourhoods(found, pointsIn(typed), names);
  };
}

/** Adds the wards of a named neighbourhood if no ward was named, and otherwise uses it to choose between wards. */
function applyNeighbourhoods(
  found: PlaceMatch[],
  points: readonly HelpPoint[],
  names: PlaceNames,
): PlaceMatch[] {
  const codes = new Set(points.map((point) => point.ward_code));
  if (found.length > 0) {
    const within = found.filter(({ ward }) => codes.has(ward.code));
    return within.length > 0 ? within : found;
  }
  return points.flatMap(({ ward_code: code, name: matched }) => {
    const ward = names.wardByCode.get(code ?? "");
    const province = names.provinceByCode.get(ward?.province_code ?? "");
    if (ward === undefined || province === undefined) return [];
    return [{ ward, province, matched, isFormerName: false, isDistrictOnly: false, score: 1 }];
  });
}

/** Formats the name of a match for residents. */
export function formatPlaceName({ ward, province, matched, isFormerName }: PlaceMatch): string {
  const today = `${ward.name}, ${province.name}`;
  return isFormerName ? `${matched} cũ, nay là ${today}` : today;
}

/** Returns the candidates with the best score, each ward once, with today's names before former ones. */
function selectBest(candidates: readonly PlaceCandidate[]): PlaceCandidate[] {
  const top = Math.max(...candidates.map(({ score }) => score));
  const good = candidates
    .filter(({ score }) => score >= top - tieMargin)
    .toSorted((a, b) => Number(a.name.isFormer) - Number(b.name.isFormer) || b.score - a.score);
  const perWard = good.filter(
    ({ name }, at) => good.findIndex((other) => other.name.ward.code === name.ward.code) === at,
  );
  return perWard.filter(({ name }) => !perWard.some((other) => isHeirOf(other.name, name)));
}

/**
 * If an old unit was divided, its name means today's ward that kept the name: the people there still use it, and those
 * of the smaller parts have learnt a new one.
 */
function isHeirOf(heir: WardName, part: WardName): boolean {
  if (heir.isFormer || !part.isFormer || heir.ward.province_code !== part.ward.province_code)
    return false;
  if (heir.key !== part.key || !heir.inheritedKinds.has(part.kind)) return false;
  const areDistrictsKnown = part.districts.length > 0 && heir.districts.length > 0;
  return (
    !areDistrictsKnown ||
    part.districts.some(({ key }) => heir.districts.some((each) => each.key === key))
  );
}

function toMatches(candidates: readonly PlaceCandidate[], names: PlaceNames): PlaceMatch[] {
  return candidates.flatMap(({ name, score, isDistrictOnly }) => {
    const province = names.provinceByCode.get(name.ward.province_code);
    if (province === undefined) return [];
    const { ward, label: matched, isFormer } = name;
    return [{ ward, province, matched, isFormerName: isFormer, isDistrictOnly, score }];
  });
}
