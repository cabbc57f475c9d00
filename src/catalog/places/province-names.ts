import type { Province } from "../schema.ts";
import type { Word } from "../text/fold.ts";
import { placeKey, placeWords } from "./words.ts";

/** A name of one province or of several, today's or from before the reform. */
export interface NamedProvince {
  readonly words: readonly Word[];
  readonly codes: ReadonlySet<string>;
  /** A province of today, rather than one that was merged. */
  readonly today: boolean;
}

/** What people call some provinces; province code → names. */
const nicknames: Readonly<Record<string, readonly string[]>> = {
  "01": ["HN"],
  "46": ["Thừa Thiên Huế", "TT Huế"],
  "79": ["HCM", "TPHCM", "SG", "Sài Gòn", "Saigon"],
};

/** Folded name without its title → province codes. */
export function indexProvinces(provinces: readonly Province[]): ReadonlyMap<string, NamedProvince> {
  const named = provinces.flatMap((province) => {
    const today = [province.short, ...(nicknames[province.code] ?? [])];
    return [
      ...today.map((name) => ({ name, code: province.code, today: true })),
      ...formerNames(province).map((name) => ({ name, code: province.code, today: false })),
    ].map((each) => ({ ...each, words: placeWords(each.name) }));
  });
  const groups = Map.groupBy(named, ({ words }) => placeKey(words));
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      {
        words: group[0]?.words ?? [],
        codes: new Set(group.map(({ code }) => code)),
        today: group.some(({ today }) => today),
      },
    ]),
  );
}

/** "thành phố Cần Thơ, tỉnh Sóc Trăng và tỉnh Hậu Giang" of Cần Thơ → Sóc Trăng, Hậu Giang. */
function formerNames({ merged_from, short }: Province): string[] {
  const names = (merged_from ?? "")
    .replace(/\..*$/u, "")
    .split(/,| và (?=tỉnh|thành phố)/u)
    .flatMap((part) => /(?:tỉnh|thành phố)\s+(.+)$/u.exec(part)?.[1]?.trim() ?? []);
  const halves = names.flatMap((name) => (name.includes(" - ") ? name.split(" - ") : []));
  return [...names, ...halves].filter((name) => name !== short);
}
