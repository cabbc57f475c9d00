import type { ValidationIssue } from "./issue.ts";

/** The shipped records are not fit to be told to residents; the service must not start with them. */
export class CatalogError extends Error {
  override readonly name = "CatalogError";
  readonly faults: readonly ValidationIssue[];
  /** Every fault with its file, record, field and remedy, to be read by a person. */
  readonly report: string;

  constructor(folder: string, faults: readonly ValidationIssue[]) {
    const report = describeFaults(folder, faults);
    super(report);
    this.faults = faults;
    this.report = report;
  }
}

function describeFaults(folder: string, faults: readonly ValidationIssue[]): string {
  const lines = faults.map(
    (fault) => `${fault.file} › ${fault.record} › ${fault.field}: ${fault.reason}; ${fault.remedy}`,
  );
  const count = `${faults.length} fault${faults.length === 1 ? "" : "s"}`;
  return [`The catalogue in ${folder} has ${count} (file › record › field):`, ...lines].join("\n");
}
