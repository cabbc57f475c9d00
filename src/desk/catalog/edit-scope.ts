import type { CatalogRecords } from "../../catalog/schema.ts";
import { collectTexts } from "../../catalog/translated-texts.ts";
import { changedFields } from "../../catalog/versions/apply-versions.ts";
import type { CatalogChange, RecordFields } from "../../catalog/versions/change.ts";
import { isSameValue } from "../../catalog/versions/same-value.ts";
import { selectWardsOfAgency } from "../../db/queries/agencies.ts";
import { selectAgencyProcedures } from "../../db/queries/catalog-versions.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Account } from "../identity/account.ts";

/** What of the catalogue an account may edit; null: everything. */
export type EditScope = {
  /** The procedures of the agency, by id. */
  readonly procedures: ReadonlySet<string>;
  /** The codes of the wards that the agency serves. */
  readonly wards: ReadonlySet<string>;
  /** The short names of the provinces of these wards: their fees may be edited in every procedure. */
  readonly provinces: ReadonlySet<string>;
  /** Whether residents also read a text where the agency edits nothing, so that its English is not the agency's alone. */
  readonly isForeignText: (text: string) => boolean;
} | null;

export async function loadEditScope(
  db: DbHandle,
  { role, agencyId }: Account,
  records: CatalogRecords,
): Promise<EditScope> {
  if (role === "administrator") return null;
  const [served, edited] =
    agencyId === null
      ? [[], []]
      : [await selectWardsOfAgency(db, agencyId), await selectAgencyProcedures(db, agencyId)];
  const [wards, procedures] = [new Set(served), new Set(edited)];
  const codes = new Set(
    records.wards.filter(({ code }) => wards.has(code)).map((ward) => ward.province_code),
  );
  return {
    procedures,
    wards,
    provinces: new Set(
      records.provinces.filter(({ code }) => codes.has(code)).map(({ short }) => short),
    ),
    isForeignText: findForeignTexts(records, procedures),
  };
}

/**
 * Returns whether residents read a text elsewhere than in some procedures. All texts are collected when the first one is
 * asked about, which few requests do.
 */
export function findForeignTexts(
  records: CatalogRecords,
  own: ReadonlySet<string>,
): (text: string) => boolean {
  let foreign: ReadonlySet<string> | undefined;
  return (text) => {
    foreign ??= collectTexts({
      procedures: records.procedures.filter(({ id }) => !own.has(id)),
      guides: records.guides.filter(({ procedure }) => !own.has(procedure)),
      glossary: records.glossary,
      lifeEvents: records.lifeEvents,
      points: records.points,
    });
    return foreign.has(text);
  };
}

/** Returns why an account may not make a change, in words for it; null if it may. */
export function findRefusal(scope: EditScope, change: CatalogChange): string | null {
  if (scope === null) return null;
  switch (change.kind) {
    case "procedure":
      return scope.procedures.has(change.id) || changesOnlyOwnFees(change, scope.provinces)
        ? null
        : "Thủ tục này không thuộc cơ quan của bạn: bạn chỉ sửa được lệ phí riêng của tỉnh mình.";
    case "guide":
      return scope.procedures.has(change.id)
        ? null
        : "Lời hướng dẫn này không thuộc cơ quan của bạn.";
    case "placement":
      return scope.procedures.has((change.record ?? change.base)?.["procedure"] as string)
        ? null
        : "Thủ tục này không thuộc cơ quan của bạn.";
    case "english":
      return scope.isForeignText(String((change.record ?? change.base)?.["text"]))
        ? "Câu này còn ở chỗ khác ngoài thủ tục của cơ quan bạn: quản trị dịch."
        : null;
    case "point":
      return isInWards(change.base, scope) && isInWards(change.record, scope)
        ? null
        : "Điểm này không ở phường, xã mà cơ quan bạn phục vụ.";
    case "closure":
      return isOwnArea(change.base, scope) && isOwnArea(change.record, scope)
        ? null
        : "Bạn chỉ cho nghỉ được phường, xã mà cơ quan bạn phục vụ; cả tỉnh thì quản trị làm.";
    case "listed":
      return "Thủ tục nhập từ Cổng chỉ quản trị sửa.";
    case "source":
      return change.base === null ? null : "Nguồn đã có thì chỉ quản trị sửa.";
    case "holiday":
    case "year":
      return "Ngày lễ chỉ quản trị sửa.";
  }
}

/** Whether the account may change anything of this procedure, and not only fees of its province. */
export function mayEditWhole(scope: EditScope, procedureId: string): boolean {
  return scope === null || scope.procedures.has(procedureId);
}

function changesOnlyOwnFees(change: CatalogChange, provinces: ReadonlySet<string>): boolean {
  if (change.base === null || change.record === null) return false;
  if (changedFields(change).some((field) => field !== "fees")) return false;
  const [before, after] = [feesOf(change.base), feesOf(change.record)];
  const touched = [...without(before, after), ...without(after, before)];
  return touched.every((fee) => {
    const province = fee["province"];
    return (
      Array.isArray(province) &&
      province.length > 0 &&
      province.every((name) => typeof name === "string" && provinces.has(name))
    );
  });
}

function feesOf(record: RecordFields): RecordFields[] {
  const fees = record["fees"];
  return Array.isArray(fees) ? fees : [];
}

function without(all: readonly RecordFields[], others: readonly RecordFields[]): RecordFields[] {
  return all.filter((one) => !others.some((other) => isSameValue(one, other)));
}

function isInWards(record: RecordFields | null, { wards }: NonNullable<EditScope>): boolean {
  return record === null || wards.has(String(record["ward_code"]));
}

function isOwnArea(record: RecordFields | null, { wards }: NonNullable<EditScope>): boolean {
  if (record === null) return true;
  const area = record["area"] as { kind?: unknown; code?: unknown } | undefined;
  return area?.kind === "ward" && wards.has(String(area.code));
}
