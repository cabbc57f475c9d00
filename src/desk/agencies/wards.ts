import type { Catalog } from "../../catalog/catalog.ts";

/** A ward that an agency serves. */
export interface ServedWard {
  readonly code: string;
  readonly name: string;
}

const leadingCode = /^\d{5}\b/;

/** Writes wards as the form shows and reads them: one on each line. */
export function formatWards(wards: readonly ServedWard[]): string {
  return wards.map(({ code, name }) => `${code} ${name}`).join("\n");
}

/** Reads wards typed one on each line, by code or by name. Returns their codes, or what is wrong with the first bad line. */
export function parseWards(
  typed: string,
  { wards, findPlaces }: Catalog,
): { readonly codes: readonly string[] } | { readonly reason: string } {
  const codes = new Set<string>();
  const lines = typed.split(/[\n;]/).map((line) => line.trim());
  for (const [at, line] of lines.entries()) {
    if (line === "") continue;
    const code = leadingCode.exec(line)?.[0];
    const found =
      code === undefined
        ? findPlaces(line).filter(
            ({ isFormerName, isDistrictOnly }) => !isFormerName && !isDistrictOnly,
          )
        : [{ ward: wards.get(code) }];
    const [match] = found;
    if (match?.ward === undefined) {
      return { reason: `Dòng ${at + 1}: không có phường, xã nào như vậy` };
    }
    if (found.length > 1) {
      return { reason: `Dòng ${at + 1}: nhiều nơi cùng tên; ghi thêm tỉnh, hoặc ghi mã` };
    }
    codes.add(match.ward.code);
  }
  return { codes: [...codes] };
}
