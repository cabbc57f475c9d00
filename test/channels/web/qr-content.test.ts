import { describe, expect, test } from "@jest/globals";
import { readCode } from "../../../src/channels/web/assets/qr-content.js";

const origins = ["https://huongdan.example.vn", "http://192.168.1.5:3000"];
const card =
  "079085012345|023456789|Nguyễn Thị Lan|12041985|Nữ|12 Phạm Văn Chí, Bình Tiên|01052021";
const read = (text: string, asksIdentity = false) => readCode(text, { origins, asksIdentity });

describe("an identity card", () => {
  test("gives the last six digits of its number, and nothing else, if they are asked for", () => {
    expect(read(card, true)).toEqual({ kind: "text", text: "012345", says: "cardRead" });
  });

  test("gives nothing if they are not", () => {
    expect(read(card)).toEqual({ kind: "none", says: "cardNotNeeded" });
  });

  test("is known without a former number too", () => {
    expect(
      read("079085012345||Nguyễn Thị Lan|12041985|Nữ|Bình Tiên|01052021||", true),
    ).toMatchObject({ text: "012345" });
  });
});

describe("an address of this service", () => {
  test.each([
    ["https://huongdan.example.vn/l/HF32", "/l/HF32"],
    ["https://huongdan.example.vn/ds/k7m2-p9qr-3xyz", "/ds/k7m2-p9qr-3xyz"],
    ["https://huongdan.example.vn/?point=diem-kp-23", "/?point=diem-kp-23"],
    ["http://192.168.1.5:3000/diem/diem-kp-23", "/diem/diem-kp-23"],
    ["https://huongdan.example.vn/?point=diem-kp-23&kiosk=1", "/?point=diem-kp-23"],
    ["#HF32", "/l/HF32"],
  ])("%s is opened on this site", (text, path) => {
    expect(read(text)).toEqual({ kind: "open", path });
  });

  test.each([
    "https://huongdan.example.vn/desk/accounts",
    "https://huongdan.example.vn.evil.example/l/HF32",
    "https://evil.example/l/HF32",
    "http://huongdan.example.vn/l/HF32",
    "javascript:alert(1)",
    "https://huongdan.example.vn@evil.example/l/HF32",
    "00020101021138570010A00000072701270006970436",
    "WIFI:S:quan;T:WPA;P:12345678;;",
    "x".repeat(3000),
  ])("%s is not", (text) => {
    expect(read(text)).toEqual({ kind: "none", says: "foreign" });
  });
});

test.each([
  ["000.00.16.H26-250815-0012", "000.00.16.H26-250815-0012"],
  ["H26.16-250815-0012", "H26.16-250815-0012"],
  ["Mã hồ sơ: G22.99.1-261130-0007", "G22.99.1-261130-0007"],
  ["https://motcua.example.vn/tra-cuu?mhs=000.00.16.H26-250815-0012", "000.00.16.H26-250815-0012"],
])("the code on a receipt, %s, is put into the field", (text, code) => {
  expect(read(text)).toEqual({ kind: "text", text: code, says: "codeRead" });
});
