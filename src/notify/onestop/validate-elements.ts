import { z } from "zod";
import {
  maxCodeLength,
  minCodeTailLength,
  normalizeDossierCode,
} from "../../catalog/dossiers/dossier-code.ts";
import { type DossierStatus, dossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DossierReport, StateReport, StepReport } from "../dossiers/report.ts";
import { applicantFields, readApplicant } from "./applicant-fields.ts";
import { optionalStatus, optionalText, optionalTime, required } from "./field-types.ts";

/** The clocks of two machines differ. A step from further in the future would hide all steps that come after it. */
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
  ...applicantFields,
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

export interface ElementError {
  readonly field: string;
  readonly reason: string;
}

export type ElementResult<Report> =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly error: ElementError };

/** Validates one element of a `DongBoHoSoMC` call. */
export function validateRecord(element: unknown, now: Date): ElementResult<DossierReport> {
  const parsed = record.safeParse(element);
  if (!parsed.success) return { ok: false, error: toElementError(parsed.error) };
  const { data } = parsed;
  const state = stateOf(data);
  if (isInFuture(state?.at ?? null, now)) return futureTimeError(dateFieldOf(state?.status));
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
      ...readApplicant(data, now),
      receivedAt: data.NgayTiepNhan,
      promisedAt: latest([data.NgayHenTra, ...supplements]),
      state,
    },
  };
}

/** Validates one element of a `CapNhatTienDoHoSoMC` call. */
export function validateStep(element: unknown, now: Date): ElementResult<StepReport> {
  const parsed = step.safeParse(element);
  if (!parsed.success) return { ok: false, error: toElementError(parsed.error) };
  const { data } = parsed;
  if (isInFuture(data.ThoiDiemXuLy, now)) return futureTimeError("ThoiDiemXuLy");
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

type OnestopRecord = z.infer<typeof record>;

/** Returns the record's status, with the date that the record has for that status, if it has one. */
function stateOf(data: OnestopRecord): StateReport | null {
  const { TrangThaiHoSo: state } = data;
  if (state === null) return null;
  const latestSupplement = data.DanhSachHoSoBoSung.toSorted(
    (a, b) => (a.NgayBoSung?.getTime() ?? 0) - (b.NgayBoSung?.getTime() ?? 0),
  ).at(-1);
  const demand =
    state === dossierStatus.papersMissing ? (latestSupplement?.NoiDungBoSung ?? null) : null;
  return {
    status: state,
    at: sinceOf(state, data, latestSupplement?.NgayBoSung),
    note: demand ?? data.GhiChu ?? "",
  };
}

function sinceOf(
  state: DossierStatus,
  data: OnestopRecord,
  supplementAt: Date | null | undefined,
): Date | null {
  switch (state) {
    case dossierStatus.registeredOnline:
    case dossierStatus.accepted:
    case dossierStatus.refusedAtDesk:
      return data.NgayTiepNhan;
    case dossierStatus.papersMissing:
      return supplementAt ?? null;
    case dossierStatus.decided:
      return data.NgayKetThucXuLy;
    case dossierStatus.resultHandedOver:
      return data.NgayTra;
    default:
      return null;
  }
}

function dateFieldOf(state: DossierStatus | undefined): string {
  if (state === dossierStatus.papersMissing) return "DanhSachHoSoBoSung";
  if (state === dossierStatus.decided) return "NgayKetThucXuLy";
  return state === dossierStatus.resultHandedOver ? "NgayTra" : "NgayTiepNhan";
}

function latest(times: readonly (Date | null)[]): Date | null {
  return (
    times
      .filter((at) => at !== null)
      .toSorted((a, b) => a.getTime() - b.getTime())
      .at(-1) ?? null
  );
}

function isInFuture(at: Date | null, now: Date): boolean {
  return at !== null && at.getTime() > now.getTime() + maxAheadMs;
}

function futureTimeError(field: string): { ok: false; error: ElementError } {
  return { ok: false, error: { field, reason: "is more than a day ahead of our clock" } };
}

function toElementError({ issues: [issue] }: z.ZodError): ElementError {
  const field = issue?.path.join(".") || "data";
  return {
    field,
    reason: field === "data" ? "must be an object" : (issue?.message ?? "is not valid"),
  };
}
