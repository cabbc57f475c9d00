import { z } from "zod";
import type { DossierReport, Reports, StepReport } from "../dossiers/report.ts";
import { optionalText } from "./field-types.ts";
import {
  type ElementError,
  type ElementResult,
  validateRecord,
  validateStep,
} from "./validate-elements.ts";

const maxElements = 1_000;

const envelope = z.object({
  madonvi: optionalText,
  service: z.enum(["DongBoHoSoMC", "CapNhatTienDoHoSoMC"], {
    error: "must be DongBoHoSoMC or CapNhatTienDoHoSoMC",
  }),
  data: z
    .array(z.unknown(), { error: "must be a list" })
    .max(maxElements, { error: `must have at most ${maxElements} elements` }),
});

/** An error as one-stop systems read it: which element, which dossier, which field, why. */
interface ReportedError extends ElementError {
  readonly index: number | null;
  readonly MaHoSo: string | null;
}

interface ValidatedCall {
  /** The valid elements. */
  readonly reports: Reports;
  readonly errors: readonly ReportedError[];
}

/** Reads only what decides whether the caller may send at all. */
export function readSession(body: unknown): string {
  return z.object({ session: z.string() }).safeParse(body).data?.session ?? "";
}

/** Validates each element on its own. An envelope that cannot be read has one error without an index. */
export function validateCall(body: unknown, now: Date): ValidatedCall {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error);
  const { madonvi, service, data } = parsed.data;
  const sender = { madonvi };
  if (service === "DongBoHoSoMC") {
    const { valid, errors } = validateEach<DossierReport>(data, (one) => validateRecord(one, now));
    return { reports: { sender, dossiers: valid, steps: [] }, errors };
  }
  const { valid, errors } = validateEach<StepReport>(data, (one) => validateStep(one, now));
  return { reports: { sender, dossiers: [], steps: valid }, errors };
}

function validateEach<Report>(
  data: readonly unknown[],
  validate: (element: unknown) => ElementResult<Report>,
) {
  const valid: Report[] = [];
  const errors: ReportedError[] = [];
  for (const [index, element] of data.entries()) {
    const result = validate(element);
    if (result.ok) valid.push(result.report);
    else errors.push({ index, MaHoSo: readCode(element), ...result.error });
  }
  return { valid, errors };
}

function unreadable({ issues: [issue] }: z.ZodError): ValidatedCall {
  const field = issue?.path.join(".") || "body";
  const reason = field === "body" ? "must be an object" : (issue?.message ?? "is not valid");
  return {
    reports: { sender: { madonvi: null }, dossiers: [], steps: [] },
    errors: [{ index: null, MaHoSo: null, field, reason }],
  };
}

function readCode(element: unknown): string | null {
  return z.object({ MaHoSo: z.string() }).safeParse(element).data?.MaHoSo ?? null;
}
