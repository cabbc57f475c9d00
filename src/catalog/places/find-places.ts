import type { HelpPoint, Province, Ward } from "../schema.ts";
import { findCandidates, type PlaceCandidate } from "./candidates.ts";
import type { PlaceNames, WardName } from "./names.ts";
import { indexNeighbourhoods } from "./neighbourhoods.ts";
import { readPlaceText } from "./text.ts";

/** A ward that typed words may mean. */
export interface PlaceMatch {
  readonly ward: Ward;
  readonly province: Province;
  /** The name by which it was found: `Phường 9 (quận Phú Nhuận)`, `Phường Đức Nhuận`. */
  readonly matched: string;
  /** That name is from before the reform of July 2025. */
  readonly isFormerName: boolean;
  /** Only its old district was named, of which the sources know some wards: it may well be another one. */
  readonly isDistrictOnly: boolean;
  /** From 0 to 1: how much of what was typed the place explains. */
  readonly score: number;
}

/** One match is clear where it is not by its district, several are equally good, none means that no place was named. */
export type FindPlaces = (typed: string) => PlaceMatch[];

/** Scores closer than this are equally good. */
const tie = 0.02;

/** A lookup costs a few map reads per word. */
export function buildPlaces(names: PlaceNames, points: readonly HelpPoint[]): FindPlaces {
  const pointsIn = indexNeighbourhoods(points);
  return (typed) => {
    const candidates = findCandidates(readPlaceText(typed, names), names);
    const found = toMatches(best(candidates), names);
    return withNeighbourhoods(found, pointsIn(typed), names);
  };
}

/** A neighbourhood tells its ward, unless that ward was named too; of several wards it tells which. */
function withNeighbourhoods(
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

/** What a match is called when it is told to a resident. */
export function formatPlaceName({
  ward,
  province,
  matched,
  isFormerName: former,
}: PlaceMatch): string {
  const today = `${ward.name}, ${province.name}`;
  return former ? `${matched} cũ, nay là ${today}` : today;
}

/** The equally good ones, each ward once, today's name before a former one. */
function best(candidates: readonly PlaceCandidate[]): PlaceCandidate[] {
  const top = Math.max(...candidates.map(({ score }) => score));
  const good = candidates
    .filter(({ score }) => score >= top - tie)
    .toSorted((a, b) => Number(a.name.former) - Number(b.name.former) || b.score - a.score);
  const perWard = good.filter(
    ({ name }, at) => good.findIndex((other) => other.name.ward.code === name.ward.code) === at,
  );
  return perWard.filter(({ name }) => !perWard.some((other) => inherits(other.name, name)));
}

/**
 * Where an old unit was divided, today's ward that kept its name is meant: its people still say that
 * name, and those of the smaller parts have learnt a new one.
 */
function inherits(heir: WardName, part: WardName): boolean {
  if (heir.former || !part.former || heir.ward.province_code !== part.ward.province_code)
    return false;
  if (heir.key !== part.key || !heir.inherited.has(part.kind)) return false;
  const known = part.districts.length > 0 && heir.districts.length > 0;
  return (
    !known || part.districts.some(({ key }) => heir.districts.some((each) => each.key === key))
  );
}

function toMatches(candidates: readonly PlaceCandidate[], names: PlaceNames): PlaceMatch[] {
  return candidates.flatMap(({ name, score, byDistrict }) => {
    const province = names.provinceByCode.get(name.ward.province_code);
    if (province === undefined) return [];
    const { ward, label: matched, former } = name;
    return [{ ward, province, matched, isFormerName: former, isDistrictOnly: byDistrict, score }];
  });
}
