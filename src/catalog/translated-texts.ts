import type { CatalogRecords } from "./schema.ts";
import { type TranslatableRecords, translatePoint, translateRecords } from "./translate.ts";

/** Collects every text of the records that residents are shown in their language, by translating all of it. */
export function collectTexts({
  points = [],
  ...records
}: Partial<TranslatableRecords & Pick<CatalogRecords, "points">>): ReadonlySet<string> {
  const texts = new Set<string>();
  const collect = (text: string) => {
    texts.add(text);
    return text;
  };
  const nothing = { procedures: [], guides: [], glossary: [], lifeEvents: [] };
  translateRecords({ ...nothing, ...records }, collect);
  for (const point of points) translatePoint(point, collect);
  return texts;
}
