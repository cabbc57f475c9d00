import type { Catalog } from "../../catalog/catalog.ts";
import { batchesOf } from "../../db/batches.ts";
import type { DbHandle } from "../../db/schema.ts";

/** A ward that an agency serves. */
export interface ServedWard {
  readonly code: string;
  readonly name: string;
}

const codeAtStart = /^\d{5}\b/;

/** As the form shows them, and takes them again: one on each line. */
export function writeWards(wards: readonly ServedWard[]): string {
  return wards.map(({ code, name }) => `${code} ${name}`).join("\n");
}

/** The codes of wards typed one on each line, by code or by name; else what is wrong with the first line that can't be read. */
export function readWards(
  typed: string,
  { wards, findPlaces }: Catalog,
): { readonly codes: readonly string[] } | { readonly reason: string } {
  const codes = new Set<string>();
  const lines = typed.split(/[\n;]/).map((line) => line.trim());
  for (const [at, line] of lines.entries()) {
    if (line === "") continue;
    const code = codeAtStart.exec(line)?.[0];
    const found =
      code === undefined
        ? findPlaces(line).filter(
            ({ isFormerName: former, isDistrictOnly: byDistrict }) => !former && !byDistrict,
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

/** Agency → the codes of its wards. */
export async function servedWards(db: DbHandle): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await db.selectFrom("agency_ward").selectAll().orderBy("ward_code").execute();
  const byAgency = Map.groupBy(rows, ({ agency_id }) => agency_id);
  return new Map(
    [...byAgency].map(([agency, served]) => [agency, served.map(({ ward_code }) => ward_code)]),
  );
}

/** These and no others are its wards from now on. One ward may have several agencies: a committee and a police station. */
export async function setWards(
  db: DbHandle,
  agencyId: number,
  codes: readonly string[],
): Promise<void> {
  await db.deleteFrom("agency_ward").where("agency_id", "=", agencyId).execute();
  const rows = codes.map((ward_code) => ({ agency_id: agencyId, ward_code }));
  for (const batch of batchesOf(rows)) {
    await db.insertInto("agency_ward").values(batch).execute();
  }
}
