import type { Province, Ward } from "../schema.ts";
import type { Word } from "../text/fold.ts";
import { type FormerUnit, parseMergedFrom } from "./former-names.ts";
import { indexProvinces, type NamedProvince } from "./province-names.ts";
import { placeKey, placeWords } from "./words.ts";

/** One name by which people know a ward: today's, or that of a unit it was made of. */
export interface WardName {
  readonly ward: Ward;
  readonly words: readonly Word[];
  /** The folded words: `9`, `binh tien`. */
  readonly key: string;
  readonly kind: string;
  /** As it is told to people: `Phường Đức Nhuận`, `Phường 9 (quận Phú Nhuận)`. */
  readonly label: string;
  readonly former: boolean;
  /** The districts it lies or lay in, as far as the sources tell. */
  readonly districts: readonly District[];
  /** Kinds of old units of the same name that it was made of. */
  readonly inherited: ReadonlySet<string>;
}

export interface District {
  /** `Quận`, `Huyện`, `Thị xã` or `Thành phố`. */
  readonly kind: string;
  /** Without its kind: `phu nhuan`, `6`. */
  readonly key: string;
}

export interface PlaceNames {
  /** Key of a name without its title → everything called so. */
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
  const spell = rememberSpelled();
  const readDistrict = rememberDistricts(spell);
  const names = wards.flatMap((ward) => namesOf(ward, spell, readDistrict));
  const inDistricts = names
    .filter((name) => !name.former)
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

interface Spelled {
  readonly words: readonly Word[];
  readonly key: string;
}

type Spell = (name: string) => Spelled;
type ReadDistrict = (district: string | null) => readonly District[];

/** The same few thousand syllables make up all names, and the same names come again: each is read and kept only once. */
function rememberSpelled(): Spell {
  const syllables = new Map<string, readonly Word[]>();
  const names = new Map<string, Spelled>();
  const read = (syllable: string) => {
    const words = syllables.get(syllable) ?? placeWords(syllable);
    syllables.set(syllable, words);
    return words;
  };
  return (name) => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const words = name.split(" ").flatMap(read);
    const spelled = { words, key: placeKey(words) };
    names.set(name, spelled);
    return spelled;
  };
}

/** One for all the thousands of names that have none. */
const nothingInherited: ReadonlySet<string> = new Set();

function namesOf(ward: Ward, spell: Spell, readDistrict: ReadDistrict): WardName[] {
  const today = spell(ward.short);
  const former = parseMergedFrom(ward.merged_from).map((unit): WardName => {
    const { words, key } = spell(unit.name);
    return {
      ward,
      words,
      key,
      kind: unit.kind,
      label: labelOf(unit),
      former: true,
      districts: readDistrict(unit.district),
      inherited: nothingInherited,
    };
  });
  const sameName = former.filter((unit) => unit.key === today.key);
  return [
    {
      ward,
      ...today,
      kind: ward.type,
      label: ward.name,
      former: false,
      districts: former.flatMap((unit) => unit.districts),
      inherited:
        sameName.length === 0 ? nothingInherited : new Set(sameName.map(({ kind }) => kind)),
    },
    ...former,
  ];
}

function labelOf({ kind, name, district }: FormerUnit): string {
  return district === null ? `${kind} ${name}` : `${kind} ${name} (${district})`;
}

/** Each district that is written once: thousands of wards lay in a few hundred. */
function rememberDistricts(spell: Spell): ReadDistrict {
  const known = new Map<string, readonly District[]>();
  return (district) => {
    const written = district ?? "";
    const districts = known.get(written) ?? districtsIn(written, spell);
    known.set(written, districts);
    return districts;
  };
}

/** "quận Phú Nhuận" → `Quận`, `phu nhuan`. */
function districtsIn(written: string, spell: Spell): readonly District[] {
  const [, kind, name] = /^(quận|huyện|thị xã|thành phố)\s+(.+)$/iu.exec(written) ?? [];
  if (kind === undefined || name === undefined) return [];
  const { key } = spell(name);
  return [{ kind: kind.slice(0, 1).toUpperCase() + kind.slice(1).toLowerCase(), key }];
}
