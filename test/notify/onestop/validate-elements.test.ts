import { describe, expect, test } from "@jest/globals";
import { validateRecord, validateStep } from "../../../src/notify/onestop/validate-elements.ts";

const now = new Date("2026-11-25T03:00:00Z");
const code = "000.00.16.H26-251120-0012";

function reportOf(element: object) {
  const result = validateRecord(element, now);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.report;
}

describe("a record", () => {
  test("needs nothing but its code", () => {
    expect(reportOf({ MaHoSo: code })).toEqual({
      code,
      agencyName: null,
      procedureCode: null,
      procedureName: null,
      applicant: null,
      phone: null,
      email: null,
      birthYear: null,
      identityTail: null,
      receivedAt: null,
      promisedAt: null,
      state: null,
    });
  });

  test("may contain empty dates, nulls, numbers for codes and unknown keys", () => {
    const report = reportOf({
      MaHoSo: ` ${code} `,
      NgayTiepNhan: "20251120081500",
      NgayHenTra: "",
      NgayTra: null,
      TrangThaiHoSo: 2,
      DanhSachHoSoBoSung: "",
      DanhSachLePhi: [{ TenPhiLePhi: "x" }],
      Mới: { a: 1 },
    });
    expect(report).toMatchObject({ code, promisedAt: null });
    expect(report.receivedAt).toEqual(new Date("2025-11-20T01:15:00Z"));
    expect(report.state).toEqual({ status: 2, at: report.receivedAt, note: "" });
  });

  test.each([
    [{ SoGiayToChuHoSo: "079123456789", NgaySinhChuHoSo: "01/02/1960" }, "456789", "1960"],
    [{ DinhDanhCHS: [{ LoaiDinhDanh: "1", SoDinhDanh: "025123456" }] }, "123456", null],
    [{ SoGiayToChuHoSo: 79123456789, NgaySinhChuHoSo: 1960 }, "456789", "1960"],
    [{ LoaiDoiTuong: "2", SoGiayToChuHoSo: "079123456789" }, null, null],
    [{ LoaiDoiTuong: 2, SoGiayToChuHoSo: "079123456789" }, null, null],
    [{ SoGiayToChuHoSo: { a: 1 }, DinhDanhCHS: "x", NgaySinhChuHoSo: [] }, null, null],
    [{ SoGiayToChuHoSo: "", DinhDanhCHS: null, NgaySinhChuHoSo: "không rõ" }, null, null],
  ])("keeps of the applicant's numbers %j only what a proof needs", (fields, tail, year) => {
    const report = reportOf({ MaHoSo: code, ...fields });
    expect(report).toMatchObject({ identityTail: tail, birthYear: year });
    expect(JSON.stringify(report)).not.toMatch(/79123456|0251/);
  });

  test("gives its status the matching date and the latest request for papers", () => {
    const bosung = [
      {
        NgayBoSung: "20251121090000",
        NoiDungBoSung: "Thiếu giấy chứng sinh",
        NgayHenTraMoi: "20251201170000",
      },
    ];
    const report = reportOf({
      MaHoSo: code,
      TrangThaiHoSo: "5",
      NgayHenTra: "20251125170000",
      DanhSachHoSoBoSung: bosung,
    });
    expect(report.state).toEqual({
      status: 5,
      at: new Date("2025-11-21T02:00:00Z"),
      note: "Thiếu giấy chứng sinh",
    });
    expect(report.promisedAt).toEqual(new Date("2025-12-01T10:00:00Z"));
    expect(reportOf({ MaHoSo: code, TrangThaiHoSo: "4" }).state?.at).toBeNull();
  });

  test.each([
    [{}, "MaHoSo", "is missing"],
    [{ MaHoSo: "-.-" }, "MaHoSo", "is no dossier code"],
    [{ MaHoSo: "9".repeat(65) }, "MaHoSo", "is no dossier code"],
    [{ MaHoSo: code, TrangThaiHoSo: "11" }, "TrangThaiHoSo", "must be a status from 1 to 10"],
    [{ MaHoSo: code, NgayHenTra: "20251350000000" }, "NgayHenTra", /yyyyMMddHHmmss/],
    [{ MaHoSo: code, NgayHenTra: "20250229000000" }, "NgayHenTra", /yyyyMMddHHmmss/],
    [{ MaHoSo: code, NgayHenTra: "25/11/2025" }, "NgayHenTra", /yyyyMMddHHmmss/],
    [{ MaHoSo: code, ChuHoSo: {} }, "ChuHoSo", "must be text"],
    [{ MaHoSo: code, GhiChu: "x".repeat(4_001) }, "GhiChu", /at most 4000/],
    [
      { MaHoSo: code, TrangThaiHoSo: "10", NgayTra: "20991231000000" },
      "NgayTra",
      /ahead of our clock/,
    ],
    ["text", "data", "must be an object"],
    [null, "data", "must be an object"],
  ])("%j is refused with the name of the field", (element, field, reason) => {
    const result = validateRecord(element, now);
    const wanted = { field, reason: expect.stringMatching(reason as string) };
    expect(result).toEqual({ ok: false, error: wanted });
  });
});

describe("a step", () => {
  const step = { MaHoSo: code, TrangThai: "4", ThoiDiemXuLy: "20251121100000" };

  test("keeps the officer's words without NUL characters", () => {
    const result = validateStep(
      { ...step, NoiDungXuLy: " Chuyển\0 phòng Tư pháp ", NguoiXuLy: "A" },
      now,
    );
    expect(result).toMatchObject({
      ok: true,
      report: { note: "Chuyển phòng Tư pháp", officer: "A" },
    });
  });

  test.each([
    [{ ...step, ThoiDiemXuLy: "" }, "ThoiDiemXuLy"],
    [{ ...step, TrangThai: "" }, "TrangThai"],
    [{ ...step, ThoiDiemXuLy: "20261127030000" }, "ThoiDiemXuLy"],
  ])(
    "%j is refused because a required field is missing or lies in the future",
    (element, field) => {
      expect(validateStep(element, now)).toMatchObject({ ok: false, error: { field } });
    },
  );
});
