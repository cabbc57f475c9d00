import { z } from "zod";
import { withPauses } from "../../concurrency/with-pauses.ts";
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
export interface ReportedError extends ElementError {
  readonly index: number | null;
  readonly MaHoSo: string | null;
}

/** A valid element's place in the call. */
interface ElementPlace {
  readonly index: number;
  readonly code: string;
}

export interface ValidatedCall {
  /** The valid elements. */
  readonly reports: Reports;
  readonly places: readonly ElementPlace[];
  readonly errors: readonly ReportedError[];
}

/** Reads only what decides whether the caller may send at all. */
export function readSession(body: unknown): string {
  return z.object({ session: z.string() }).safeParse(body).data?.session ?? "";
}

/** Validates each element on its own. An envelope that cannot be read has one error without an index. */
export async function validateCall(
  body: unknown,
  system: { readonly systemId?: number },
  now: Date,
): Promise<ValidatedCall> {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error);
  const { madonvi, service, data } = parsed.data;
  const sender = { ...system, madonvi };
  if (service === "DongBoHoSoMC") {
    const { valid, ...rest } = await validateEach<DossierReport>(data, (one) =>
      validateRecord(one, now),
    );
    return { reports: { sender, dossiers: valid, steps: [] }, ...rest };
  }
  const { valid, ...rest } = await validateEach<StepReport>(data, (one) => validateStep(one, now));
  return { reports: { sender, dossiers: [], steps: valid }, ...rest };
}

async function validateEach<Report extends { readonly code: string }>(
  data: readonly unknown[],
  validate: (element: unknown) => ElementResult<Report>,
) {
  const valid: Report[] = [];
  const places: ElementPlace[] = [];
  const errors: ReportedError[] = [];
  for await (const [index, element] of withPauses(data.entries())) {
    const result = validate(element);
    if (result.ok) {
      valid.push(result.report);
      places.push({ index, code: result.report.code });
    } else {
      errors.push({ index, MaHoSo: readCode(element), ...result.error });
    }
  }
  return { valid, places, errors };
}

function unreadable({ issues: [issue] }: z.ZodError): ValidatedCall {
  const field = issue?.path.join(".") || "body";
  const reason = field === "body" ? "must be an object" : (issue?.message ?? "is not valid");
  return {
    reports: { sender: { madonvi: null }, dossiers: [], steps: [] },
    places: [],
    errors: [{ index: null, MaHoSo: null, field, reason }],
  };
}

function readCode(element: unknown): string | null {
  return z.object({ MaHoSo: z.string() }).safeParse(element).data?.MaHoSo ?? null;
}
