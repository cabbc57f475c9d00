import { z } from "zod";
import {
  maxCodeLength,
  minCodeTailLength,
  normalizeDossierCode,
} from "../../catalog/dossiers/dossier-code.ts";
import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DossierReport, StateReport, StepReport } from "../dossiers/report.ts";
import { optionalStatus, optionalText, optionalTime, required } from "./field-types.ts";

/** Clocks of two machines differ; a step from further ahead would hide all that come after it. */
const maxAheadMs = 24 * 3_600_000;

const code = required(optionalText).refine(isCode, { error: "is no dossier code" });

const supplement = z.object({
  NgayBoSung: optionalTime,
  NoiDungBoSung: optionalText,
  NgayHenTraMoi: optionalTime,
});

const record = z.object({
  MaHoSo: code,
  MaTTHC: optionalText,
  TenTTHC: optionalText,
  ChuHoSo: optionalText,
  SoDienThoai: optionalText,
  Email: optionalText,
  NgayTiepNhan: optionalTime,
  NgayHenTra: optionalTime,
  TrangThaiHoSo: optionalStatus,
  NgayTra: optionalTime,
  NgayKetThucXuLy: optionalTime,
  DonViXuLy: optionalText,
  GhiChu: optionalText,
  DanhSachHoSoBoSung: z
    .union([z.array(supplement), z.literal("").transform(() => []), z.null().transform(() => [])], {
      error: "must be a list of supplements",
    })
    .default([]),
});

const step = z.object({
  MaHoSo: code,
  NguoiXuLy: optionalText,
  ThoiDiemXuLy: required(optionalTime),
  PhongBanXuLy: optionalText,
  NoiDungXuLy: optionalText,
  TrangThai: required(optionalStatus),
  NgayKetThucTheoQuyDinh: optionalTime,
});

/** What is wrong with an element. */
export interface ElementFault {
  readonly field: string;
  readonly reason: string;
}

export type Judged<Report> =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly fault: ElementFault };

/** One element of a `DongBoHoSoMC`. */
export function judgeRecord(element: unknown, now: Date): Judged<DossierReport> {
  const parsed = record.safeParse(element);
  if (!parsed.success) return { ok: false, fault: faultOf(parsed.error) };
  const { data } = parsed;
  const state = stateOf(data);
  if (isAhead(state?.at ?? null, now)) return ahead(dateFieldOf(state?.status));
  const supplements = data.DanhSachHoSoBoSung.map(({ NgayHenTraMoi }) => NgayHenTraMoi);
  return {
    ok: true,
    report: {
      code: data.MaHoSo,
      agencyName: data.DonViXuLy,
      procedureCode: data.MaTTHC,
      procedureName: data.TenTTHC,
      applicant: data.ChuHoSo,
      phone: data.SoDienThoai,
      email: data.Email,
      receivedAt: data.NgayTiepNhan,
      promisedAt: latest([data.NgayHenTra, ...supplements]),
      state,
    },
  };
}

/** One element of a `CapNhatTienDoHoSoMC`. */
export function judgeStep(element: unknown, now: Date): Judged<StepReport> {
  const parsed = step.safeParse(element);
  if (!parsed.success) return { ok: false, fault: faultOf(parsed.error) };
  const { data } = parsed;
  if (isAhead(data.ThoiDiemXuLy, now)) return ahead("ThoiDiemXuLy");
  return {
    ok: true,
    report: {
      code: data.MaHoSo,
      status: data.TrangThai,
      at: data.ThoiDiemXuLy,
      note: data.NoiDungXuLy ?? "",
      officer: data.NguoiXuLy,
      unit: data.PhongBanXuLy,
      dueAt: data.NgayKetThucTheoQuyDinh,
    },
  };
}

function isCode(value: string): boolean {
  return value.length <= maxCodeLength && normalizeDossierCode(value).length >= minCodeTailLength;
}

type Record = z.infer<typeof record>;

/** The record's status, since the date that it gives for that status, where it gives one. */
function stateOf(data: Record): StateReport | null {
  const { TrangThaiHoSo: state } = data;
  if (state === null) return null;
  const asked = data.DanhSachHoSoBoSung.toSorted(
    (a, b) => (a.NgayBoSung?.getTime() ?? 0) - (b.NgayBoSung?.getTime() ?? 0),
  ).at(-1);
  const demand = state === 5 ? (asked?.NoiDungBoSung ?? null) : null;
  return {
    status: state,
    at: sinceOf(state, data, asked?.NgayBoSung),
    note: demand ?? data.GhiChu ?? "",
  };
}

function sinceOf(
  state: DossierStatus,
  data: Record,
  askedAt: Date | null | undefined,
): Date | null {
  switch (state) {
    case 1:
    case 2:
    case 3:
      return data.NgayTiepNhan;
    case 5:
      return askedAt ?? null;
    case 9:
      return data.NgayKetThucXuLy;
    case 10:
      return data.NgayTra;
    default:
      return null;
  }
}

function dateFieldOf(state: DossierStatus | undefined): string {
  if (state === 5) return "DanhSachHoSoBoSung";
  if (state === 9) return "NgayKetThucXuLy";
  return state === 10 ? "NgayTra" : "NgayTiepNhan";
}

function latest(times: readonly (Date | null)[]): Date | null {
  return (
    times
      .filter((at) => at !== null)
      .toSorted((a, b) => a.getTime() - b.getTime())
      .at(-1) ?? null
  );
}

function isAhead(at: Date | null, now: Date): boolean {
  return at !== null && at.getTime() > now.getTime() + maxAheadMs;
}

function ahead(field: string): { ok: false; fault: ElementFault } {
  return { ok: false, fault: { field, reason: "is more than a day ahead of our clock" } };
}

function faultOf({ issues: [issue] }: z.ZodError): ElementFault {
  const field = issue?.path.join(".") || "data";
  return {
    field,
    reason: field === "data" ? "must be an object" : (issue?.message ?? "is not valid"),
  };
}
