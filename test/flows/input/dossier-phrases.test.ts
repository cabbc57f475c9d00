import { expect, test } from "@jest/globals";
import { readTypedCode } from "../../../src/catalog/dossiers/typed-code.ts";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { transitionForDossierPhrase } from "../../../src/flows/input/dossier-phrases.ts";

const catalog = await loadCatalog("data");
const code = "000.00.16.H26-250815-0012";

test.each([
  ["theo dõi hồ sơ", []],
  ["theo doi ho so", []],
  ["Cho tôi tra cứu hồ sơ ạ", []],
  [`theo dõi hồ sơ ${code}`, [["@code", code]]],
  ["theo doi ho so 000 00 16 h26 250815 0012", [["@code", code]]],
  ["tình trạng hồ sơ 0012", [["@code", "0012"]]],
  ["Xem hồ sơ 250815-0012 giúp tôi", [["@code", "250815-0012"]]],
  [`${code}`, [["@code", code]]],
  ["hồ sơ H26.16-250815-0012 của tôi đến đâu rồi?", [["@code", "H26.16-250815-0012"]]],
  ["g22.99-250815-7", [["@code", "G22.99-250815-7"]]],
  ["ơi H26.16—25O8l5—OOl2 sao lâu vậy", [["@code", "H26.16-250815-0012"]]],
  ["theo dõi hồ sơ TN-2025/0001", [["@code", "TN-2025-0001"]]],
  ["theo dõi hồ sơ 079123456789", [["@number", "identity"]]],
  ["tra cứu hồ sơ 0912 345 678", [["@number", "phone"]]],
  ["follow dossier 0012", [["@code", "0012"]]],
])('"%s" leads to a dossier', (typed, answers) => {
  expect(transitionForDossierPhrase(typed, catalog)).toEqual({ flow: "dossier", answers });
});

test.each([
  ["hồ sơ đang theo dõi", "my-dossiers"],
  ["danh sach ho so dang theo doi", "my-dossiers"],
  ["ngừng thông báo", "stop-notices"],
  ["Dung thong bao a", "stop-notices"],
  ["stop notifications", "stop-notices"],
  ["xóa dữ liệu của tôi", "erase-data"],
  ["xoa het du lieu ca nhan cua toi", "erase-data"],
  ["delete my data", "erase-data"],
  ["sửa dữ liệu của tôi", "data-request"],
  ["khiếu nại về dữ liệu", "data-request"],
  ["rút lại đồng ý", "stop-notices"],
])('"%s" leads to the flow %s', (typed, flow) => {
  expect(transitionForDossierPhrase(typed, catalog)?.flow).toBe(flow);
});

test.each([
  ["xem dữ liệu của tôi", "data-copy"],
  ["show my data", "data-copy"],
  ["Toi muon sua thong tin ca nhan cua toi", "data-correction"],
  ["hạn chế xử lý dữ liệu của tôi", "data-restriction"],
  ["restrict my data", "data-restriction"],
  ["phản đối xử lý dữ liệu cá nhân", "data-objection"],
  ["tôi không đồng ý sử dụng thông tin của tôi", "data-objection"],
  ["khiếu nại dữ liệu", "data-complaint"],
])('"%s" is the data request %s', (typed, kind) => {
  expect(transitionForDossierPhrase(typed, catalog)).toEqual({
    flow: "data-request",
    answers: [["@kind", kind]],
  });
});

test.each([
  "nộp hồ sơ đăng ký khai sinh",
  "hồ sơ cần những gì",
  "xóa dữ liệu",
  "làm sao xóa đăng ký thường trú của tôi",
  "thông báo lưu trú",
  "0912345678",
  "26/11",
  "250815-0012",
  "",
])('"%s" is not taken for a dossier or a data request', (typed) => {
  expect(transitionForDossierPhrase(typed, catalog)).toBeNull();
});

test.each([
  ["0012", "0012"],
  ["mã là 250815 0012 ạ", "250815-0012"],
  ["H26", null],
  ["12", null],
  ["không nhớ", null],
])('reads from "%s" the code %s', (typed, found) => {
  expect(readTypedCode(typed)?.code ?? null).toBe(found);
});
