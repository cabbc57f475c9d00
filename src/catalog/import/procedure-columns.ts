import type { KnownColumn } from "./columns.ts";

/** The columns of a table of procedures, by the names that saved portal pages give the same fields. */
export const procedureColumns: readonly KnownColumn<string>[] = [
  {
    field: "ma_thu_tuc",
    headers: ["ma thu tuc", "ma so tthc", "ma tthc", "ma so", "ma thu tuc hanh chinh"],
  },
  { field: "ten_thu_tuc", headers: ["ten thu tuc", "ten tthc", "ten thu tuc hanh chinh"] },
  { field: "so_quyet_dinh", headers: ["so quyet dinh", "quyet dinh cong bo", "quyet dinh"] },
  { field: "cap_thuc_hien", headers: ["cap thuc hien", "cap giai quyet"] },
  { field: "linh_vuc", headers: ["linh vuc"] },
  { field: "doi_tuong_thuc_hien", headers: ["doi tuong thuc hien", "doi tuong"] },
  { field: "co_quan_thuc_hien", headers: ["co quan thuc hien", "co quan giai quyet"] },
  { field: "trinh_tu_thuc_hien", headers: ["trinh tu thuc hien", "trinh tu", "cac buoc"] },
  { field: "cach_thuc_thuc_hien", headers: ["cach thuc thuc hien", "cach thuc"] },
  { field: "thanh_phan_ho_so", headers: ["thanh phan ho so", "ho so", "giay to"] },
  {
    field: "yeu_cau_dieu_kien",
    headers: ["yeu cau dieu kien", "yeu cau dieu kien thuc hien", "dieu kien"],
  },
  { field: "can_cu_phap_ly", headers: ["can cu phap ly", "can cu"] },
  { field: "ket_qua_xu_ly", headers: ["ket qua xu ly", "ket qua thuc hien", "ket qua"] },
  { field: "detail_url", headers: ["detail url", "duong dan", "lien ket", "link", "url"] },
].map(({ field, headers }) => ({ field, headers: [field.replaceAll("_", " "), ...headers] }));
