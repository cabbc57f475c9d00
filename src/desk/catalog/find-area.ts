import type { Catalog } from "../../catalog/catalog.ts";
import type { AreaClosure } from "../../catalog/schema.ts";
import { fold } from "../../catalog/text/fold.ts";
import { parseWards } from "../agencies/wards.ts";

/** Finds the ward or province that somebody typed; a province by its name, with or without "cả tỉnh". Or says what is wrong. */
export function findArea(
  typed: string,
  catalog: Catalog,
): { readonly area: AreaClosure["area"] } | { readonly reason: string } {
  const words = fold(typed).replace(/^(ca |toan )?(tinh |thanh pho |tp )?/, "");
  const province = [...catalog.provinces.values()].find(({ name, short, code }) =>
    [fold(name), fold(short), code].some((known) => known === words || known === fold(typed)),
  );
  if (province !== undefined) return { area: { kind: "province", code: province.code } };
  const wards = parseWards(typed, catalog);
  if ("reason" in wards) {
    return { reason: wards.reason.replace(/^Dòng 1: /, "Nơi nghỉ: ") };
  }
  const [code, ...others] = wards.codes;
  if (code === undefined || others.length > 0)
    return { reason: "Ghi một phường, xã hoặc một tỉnh" };
  return { area: { kind: "ward", code } };
}
