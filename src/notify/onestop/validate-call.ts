import { z } from "zod";
import type { DossierReport, Reports, StepReport } from "../dossiers/report.ts";
import { optionalText } from "./field-types.ts";
import { type ElementFault, type Judged, judgeRecord, judgeStep } from "./validate-elements.ts";

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

/** As one-stop systems read it: which element, which dossier, which field, why. */
export interface ReportedFault extends ElementFault {
  readonly index: number | null;
  readonly MaHoSo: string | null;
}

export interface JudgedCall {
  /** The elements that are good. */
  readonly reports: Reports;
  readonly faults: readonly ReportedFault[];
}

/** Only what tells whether the caller may send at all. */
export function sessionOf(body: unknown): string {
  return z.object({ session: z.string() }).safeParse(body).data?.session ?? "";
}

/** Judges each element alone; an envelope that can't be read has one fault without an index. */
export function judgeCall(body: unknown, now: Date): JudgedCall {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return nothing(parsed.error);
  const { madonvi, service, data } = parsed.data;
  const sender = { madonvi };
  if (service === "DongBoHoSoMC") {
    const { good, faults } = sortOut<DossierReport>(data, (one) => judgeRecord(one, now));
    return { reports: { sender, dossiers: good, steps: [] }, faults };
  }
  const { good, faults } = sortOut<StepReport>(data, (one) => judgeStep(one, now));
  return { reports: { sender, dossiers: [], steps: good }, faults };
}

function sortOut<Report>(data: readonly unknown[], judge: (element: unknown) => Judged<Report>) {
  const good: Report[] = [];
  const faults: ReportedFault[] = [];
  for (const [index, element] of data.entries()) {
    const judged = judge(element);
    if (judged.ok) good.push(judged.report);
    else faults.push({ index, MaHoSo: codeIn(element), ...judged.fault });
  }
  return { good, faults };
}

function nothing({ issues: [issue] }: z.ZodError): JudgedCall {
  const field = issue?.path.join(".") || "body";
  const reason = field === "body" ? "must be an object" : (issue?.message ?? "is not valid");
  return {
    reports: { sender: { madonvi: null }, dossiers: [], steps: [] },
    faults: [{ index: null, MaHoSo: null, field, reason }],
  };
}

function codeIn(element: unknown): string | null {
  return z.object({ MaHoSo: z.string() }).safeParse(element).data?.MaHoSo ?? null;
}
