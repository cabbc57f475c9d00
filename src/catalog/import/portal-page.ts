import { omitAbsent } from "./absent.ts";
import { isPlaceholder } from "./clean-text.ts";
import { RowFields, splitDecision } from "./fields.ts";
import { splitLaws, splitPapers, splitResults, splitSteps, splitWays } from "./portal-text.ts";
import type { RowResult, StatedProcedure } from "./reading.ts";

/** The procedure's facts in a saved page of the national portal, and in a table whose columns were given these names. */

/** Where a page may say who does it, best first. */
const agencyFields = ["co_quan_thuc_hien", "dia_chi_tiep_nhan", "co_quan_co_tham_quyen"];

/**
 * Reads one saved page. `textOf` returns a field's raw text, "" if the page has none.
 * @param day The local day on which the page was saved.
 */
export function readPortalPage(
  row: number,
  textOf: (field: string) => string,
  { day, from }: { readonly day: string; readonly from: StatedProcedure["imported_from"] },
): RowResult {
  const fields = new RowFields(row, textOf);
  const failure = textOf("error").trim();
  if (failure !== "") {
    const remedy = "lấy lại trang này từ Cổng";
    fields.fault("error", `trang chưa được tải: ${failure.slice(0, 200)}`, remedy);
    return fields.faults;
  }
  const code = fields.code("ma_thu_tuc");
  const name = fields.name("ten_thu_tuc");
  const decision = fields.line("so_quyet_dinh");
  const agency = agencyFields.map((field) => fields.line(field)).find((text) => text !== undefined);
  const stated = omitAbsent({
    decision: decision === undefined ? undefined : splitDecision(decision),
    level: fields.line("cap_thuc_hien"),
    field: fields.line("linh_vuc"),
    who: fields.line("doi_tuong_thuc_hien"),
    agency,
    steps: fields.list("trinh_tu_thuc_hien", splitSteps),
    ways: fields.list("cach_thuc_thuc_hien", splitWays),
    papers: fields.list("thanh_phan_ho_so", splitPapers),
    conditions: fields.text("yeu_cau_dieu_kien"),
    laws: fields.list("can_cu_phap_ly", splitLaws),
    results: fields.list("ket_qua_xu_ly", (text) => splitResults(text).filter(isStated)),
    detail_url: fields.officialUrl("detail_url"),
  });
  if (fields.faults.length > 0) return fields.faults;
  return {
    row,
    kind: "procedure",
    stated: { code, name, imported_from: from, checked: day, ...stated },
  };
}

function isStated(text: string): boolean {
  return !isPlaceholder(text);
}
