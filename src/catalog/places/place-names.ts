import type { Province, Ward } from "../schema.ts";
import type { Word } from "../text/fold.ts";
import { type FormerUnit, parseMergedFrom } from "./former-names.ts";
import { splitPlaceWords, toPlaceKey } from "./place-words.ts";
import { indexProvinces, type NamedProvince } from "./province-names.ts";

/** One name of a ward: today's, or that of a unit from which it was formed. */
export interface WardName {
  readonly ward: Ward;
  readonly words: readonly Word[];
  /** The folded words: `9`, `binh tien`. */
  readonly key: string;
  readonly kind: string;
  /** As shown to residents: `Phường Đức Nhuận`, `Phường 9 (quận Phú Nhuận)`. */
  readonly label: string;
  readonly isFormer: boolean;
  /** The districts to which it belongs or belonged, as far as the sources give them. */
  readonly districts: readonly District[];
  /** The kinds of old units with the same name from which it was formed. */
  readonly inheritedKinds: ReadonlySet<string>;
}

export interface District {
  /** `Quận`, `Huyện`, `Thị xã` or `Thành phố`. */
  readonly kind: string;
  /** The folded name without its kind: `phu nhuan`, `6`. */
  readonly key: string;
}

export interface PlaceNames {
  /** Key of a name without its title → every ward of that name. */
  readonly wards: ReadonlyMap<string, readonly WardName[]>;
  /** Key of an old district → the wards that came from it, by today's names. */
  readonly districts: ReadonlyMap<string, readonly WardName[]>;
  readonly provinces: ReadonlyMap<string, NamedProvince>;
  readonly provinceByCode: ReadonlyMap<string, Province>;
  readonly wardByCode: ReadonlyMap<string, Ward>;
}

/** Indexes every name once; lookups are by key. */
export function indexPlaceNames(
  wards: readonly Ward[],
  provinces: readonly Province[],
): PlaceNames {
  const readName = createNameReader();
  const readDistrict = createDistrictReader(readName);
  const names = wards.flatMap((ward) => listNames(ward, readName, readDistrict));
  const inDistricts = names
    .filter((name) => !name.isFormer)
    .flatMap((name) => name.districts.map(({ key }) => ({ key, name })));
  const districts = Map.groupBy(inDistricts, ({ key }) => key);
  return {
    wards: Map.groupBy(names, (name) => name.key),
    districts: new Map(
      [...districts].map(([key, group]) => [key, [...new Set(group.map(({ name }) => name))]]),
    ),
    provinces: indexProvinces(provinces),
    wardByCode: new Map(wards.map((ward) => [ward.code, ward])),
    provinceByCode: new Map(provinces.map((province) => [province.code, province])),
  };
}

interface FoldedName {
  readonly words: readonly Word[];
  readonly key: string;
}

type ReadName = (name: string) => FoldedName;
type ReadDistrict = (district: string | null) => readonly District[];

/** Reads each syllable and each name once, because a few thousand syllables make up all names and names repeat. */
function createNameReader(): ReadName {
  const syllables = new Map<string, readonly Word[]>();
  const names = new Map<string, FoldedName>();
  const read = (syllable: string) => {
    const words = syllables.get(syllable) ?? splitPlaceWords(syllable);
    syllables.set(syllable, words);
    return words;
  };
  return (name) => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const words = name.split(" ").flatMap(read);
    const folded = { words, key: toPlaceKey(words) };
    names.set(name, folded);
    return folded;
  };
}

/** Shared by the thousands of names that inherit nothing. */
const noInheritedKinds: ReadonlySet<string> = new Set();

function listNames(ward: Ward, readName: ReadName, readDistrict: ReadDistrict): WardName[] {
  const today = readName(ward.short);
  const former = parseMergedFrom(ward.merged_from).map((unit): WardName => {
    const { words, key } = readName(unit.name);
    return {
      ward,
      words,
      key,
      kind: unit.kind,
      label: formatLabel(unit),
      isFormer: true,
      districts: readDistrict(unit.district),
      inheritedKinds: noInheritedKinds,
    };
  });
  const sameName = former.filter((unit) => unit.key === today.key);
  return [
    {
      ward,
      ...today,
      kind: ward.type,
      label: ward.name,
      isFormer: false,
      districts: former.flatMap((unit) => unit.districts),
      inheritedKinds:
        sameName.length === 0 ? noInheritedKinds : new Set(sameName.map(({ kind }) => kind)),
    },
    ...former,
  ];
}

function formatLabel({ kind, name, district }: FormerUnit): string {
  return district === null ? `${kind} ${name}` : `${kind} ${name} (${district})`;
}

/** Parses each spelling of a district once: thousands of wards lay in a few hundred districts. */
function createDistrictReader(readName: ReadName): ReadDistrict {
  const known = new Map<string, readonly District[]>();
  return (district) => {
    const written = district ?? "";
    const districts = known.get(written) ?? parseDistrict(written, readName);
    known.set(written, districts);
    return districts;
  };
}

/** Parses "quận Phú Nhuận" into `Quận`, `phu nhuan`. */
function parseDistrict(written: string, readName: ReadName): readonly District[] {
  const [, kind, name] = /^(quận|huyện|thị xã|thành phố)\s+(\S.*)$/iu.exec(written) ?? [];
  if (kind === undefined || name === undefined) return [];
  const { key } = readName(name);
  return [{ kind: kind.slice(0, 1).toUpperCase() + kind.slice(1).toLowerCase(), key }];
}
