import { OnestopSystem } from "../test/journeys/onestop-system.ts";
import type { Credentials } from "./credentials.ts";
import type { SandboxService } from "./service.ts";

/** The sample dossier that a resident can follow, and the statuses that an official can report for it. */
export const dossier = {
  code: "000.00.16.H26-251122-0001",
  /** Last digits of the phone in the one-stop system. The service asks for them as verification. */
  lastDigits: "5678",
  /** The agency that handles it. */
  madonvi: "000.00.16.H26",
} as const;

export const reportedStatuses = ["processing", "supplement", "done"] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];

/** The one-stop system's number of each status, and the note that the official writes. */
const steps: Readonly<Record<ReportedStatus, { readonly status: string; readonly note: string }>> =
  {
    processing: { status: "4", note: "" },
    supplement: { status: "5", note: "Thiếu bản chính giấy chứng sinh" },
    done: { status: "9", note: "" },
  };

/** Registers the dossier at the service, as a one-stop system does. Returns how to report a status. */
export async function registerDossier(
  service: Pick<SandboxService, "app">,
  { onestop }: Credentials,
  now: () => Date,
): Promise<(name: ReportedStatus) => Promise<void>> {
  const system = new OnestopSystem(service, now, onestop);
  await system.register(dossier.code);
  return (name) => system.step(dossier.code, steps[name].status, steps[name].note);
}
