import type { Province } from "../schema.ts";
import type { Word } from "../text/fold.ts";
import { splitPlaceWords, toPlaceKey } from "./place-words.ts";

/** A name of one or several provinces, current or from before the reform. */
export interface NamedProvince {
  readonly words: readonly Word[];
  readonly codes: ReadonlySet<string>;
  /** The name of a province of today, not only of one that was merged. */
  readonly isCurrent: boolean;
}

/** Common short names; province code → names. */
const nicknames: Readonly<Record<string, readonly string[]>> = {
  "01": ["HN"],
  "46": ["Thừa Thiên Huế", "TT Huế"],
  "79": ["HCM", "TPHCM", "SG", "Sài Gòn", "Saigon"],
};

/** Indexes provinces by their folded name without its title. */
export function indexProvinces(provinces: readonly Province[]): ReadonlyMap<string, NamedProvince> {
  const named = provinces.flatMap((province) => {
    const currentNames = [province.short, ...(nicknames[province.code] ?? [])];
    return [
      ...currentNames.map((name) => ({ name, code: province.code, isCurrent: true })),
      ...parseFormerNames(province).map((name) => ({
        name,
        code: province.code,
        isCurrent: false,
      })),
    ].map((each) => ({ ...each, words: splitPlaceWords(each.name) }));
  });
  const groups = Map.groupBy(named, ({ words }) => toPlaceKey(words));
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      {
        words: group[0]?.words ?? [],
        codes: new Set(group.map(({ code }) => code)),
        isCurrent: group.some(({ isCurrent }) => isCurrent),
      },
    ]),
  );
}

/** "thành phố Cần Thơ, tỉnh Sóc Trăng và tỉnh Hậu Giang" of Cần Thơ gives Sóc Trăng, Hậu Giang. */
function parseFormerNames({ merged_from, short }: Province): string[] {
  const names = (merged_from ?? "")
    .replace(/\..*/u, "")
    .split(/,| và (?=tỉnh|thành phố)/u)
    .flatMap((part) => /(?:tỉnh|thành phố)\s+(\S.*)/u.exec(part)?.[1]?.trim() ?? []);
  const halves = names.flatMap((name) => (name.includes(" - ") ? name.split(" - ") : []));
  return [...names, ...halves].filter((name) => name !== short);
}
